"""Pages from files, folders and addresses; what cannot be read is told and the rest goes on."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme
from aiohttp import web

from bot.documents import fetch as fetching
from bot.documents.fetch import fetch
from bot.documents.links import BASE_URL
from bot.documents.reading import MANY, files_of, from_file, read_pages
from bot.errors import WorldFailed
from tests.documents.pages import SEED

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def test_a_file_is_a_page_of_its_own_name() -> None:
    assert [(p.name, p.address) for p in read_pages(SEED)] == [
        ("emails-suite-numerique.md", "https://doc.incubateur.net/communaute/emails-suite-numerique")
    ]


def test_a_folder_gives_its_pages_without_the_summary(tmp_path: Path) -> None:
    for name in (
        "SUMMARY.md",
        "README.md",
        "marchés/L’offre (1).md",
        "marches/a.md",
        ".gitbook/includes/b.md",
        "c.png",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("# 🐣 Titre\n\n[ici](../x.md)", encoding="utf-8")
    pages = list(read_pages(tmp_path, "https://doc.test/base"))
    assert [(p.name, p.address) for p in pages] == [
        ("README.md", "https://doc.test/base/"),
        ("marches/a.md", "https://doc.test/base/marches/a"),
        ("marchés/L’offre (1).md", "https://doc.test/base/march%C3%A9s/L%E2%80%99offre%20%281%29"),
    ]


def test_pages_are_read_one_at_a_time(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.md").write_text("# T")
    pages = read_pages(tmp_path)
    next(pages)
    (tmp_path / "1.md").write_text("# Autre")
    assert next(pages).title == "Autre"


def test_a_file_that_is_not_there_is_told() -> None:
    [page] = read_pages("/nulle/part.md")
    assert (page.sections, page.faults[0].value) == ((), "No such file or directory")


def test_a_file_too_large_is_told_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.documents.reading.LARGEST", 10)
    (tmp_path / "a.md").write_text("# Un titre bien long")
    (tmp_path / "b.md").write_text("# B")
    large, small = read_pages(tmp_path)
    assert large.faults[0].expected == "at most 10 bytes"
    assert small.title == "B"


def test_an_address_that_fails_is_told() -> None:
    def failing(url: str) -> bytes:
        raise WorldFailed(f"{url}: 404, message='Not Found'")

    [page] = read_pages("https://x.fr/p.md", fetch=failing)
    assert (page.faults[0].file, page.faults[0].value) == ("https://x.fr/p.md", "404, message='Not Found'")


def test_relative_links_of_a_page_from_the_network_start_at_its_address() -> None:
    [page] = read_pages("https://x.fr/doc/p.md", fetch=lambda url: b"# T\n\n[a](../b.md)")
    assert (page.name, page.address) == ("https://x.fr/doc/p.md", "https://x.fr/doc/p")
    assert "https://x.fr/b" in str(page.sections[0].text)


# ---- over a real TLS connection ------------------------------------------------------------------------------------


@asynccontextmanager
async def served(handler: Handler) -> AsyncIterator[tuple[str, ssl.SSLContext]]:
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    app = web.Application()
    app.router.add_get("/{path:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "localhost", 0, ssl_context=context)
    await site.start()
    try:
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        yield f"https://localhost:{port}", trusted
    finally:
        await runner.cleanup()


async def test_markdown_is_fetched() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=b"# T", content_type="text/markdown")

    async with served(answer) as (url, authority):
        assert await fetch(f"{url}/p.md", authority=authority) == b"# T"


async def test_the_markdown_twin_of_an_html_page_is_taken() -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path == "/doc/p.md":
            return web.Response(body=b"# T", content_type="text/markdown")
        return web.Response(text="<!DOCTYPE html><p>T", content_type="text/html")

    async with served(answer) as (url, authority):
        assert await fetch(f"{url}/doc/p", authority=authority) == b"# T"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/html.md", "expected Markdown, got HTML"),
        ("/absent.md", "404"),
        ("/loop.md", "too many redirects"),
        ("/down.md", "expected an https address"),
        ("/large.md", "larger than 0 MB"),
    ],
)
async def test_what_is_no_page_is_refused_in_one_line(path: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(request: web.Request) -> web.Response:
        match request.path:
            case "/html.md":
                return web.Response(text="<html>", content_type="text/html")
            case "/loop.md":
                raise web.HTTPFound("/loop.md")
            case "/down.md":
                raise web.HTTPFound("http://localhost/p.md")
            case "/large.md":
                return web.Response(body=b"a" * 2000)
            case _:
                raise web.HTTPNotFound

    monkeypatch.setattr(fetching, "LARGEST", 1000)
    async with served(answer) as (url, authority):
        with pytest.raises(WorldFailed, match=said):
            await fetch(url + path, authority=authority)


async def test_a_silent_server_is_left_at_the_deadline() -> None:
    released = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        await released.wait()
        return web.Response(text="# T")

    async with served(answer) as (url, authority):
        with pytest.raises(WorldFailed, match=r"no page within 0\.2 s"):
            await fetch(url + "/p.md", authority=authority, deadline=0.2)
        released.set()


async def test_a_plain_http_address_is_refused() -> None:
    with pytest.raises(WorldFailed, match="https"):
        await fetch("http://localhost:1/p.md")


async def test_an_untrusted_certificate_is_refused() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(text="# T")

    async with served(answer) as (url, _):
        with pytest.raises(WorldFailed, match="certificate"):
            await fetch(url + "/p.md")


def test_many_pages_come_in_order_as_if_read_one_by_one(tmp_path: Path) -> None:
    for n in range(MANY):
        (tmp_path / f"{n:03}.md").write_text(f"# Page {n}\n\nTexte {n}.\n", encoding="utf-8")
    (tmp_path / "020.md").write_bytes(b"# Caf\xe9\n")
    alone = [from_file(path, path.name, BASE_URL) for path in files_of(tmp_path)]
    assert list(read_pages(tmp_path)) == alone
    assert [page.name for page in alone if page.faults] == ["020.md"]
