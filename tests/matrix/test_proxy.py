"""A network with one way out: the homeserver's name is known to the proxy alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.matrix.proxy import proxy_for
from bot.matrix.service import Matrix
from tests.fakes import MemoryJournal
from tests.matrix.bots import settings
from tests.servers import fake_homeserver
from tests.servers.fake_homeserver import ME, ROOM

NAMES = ("http_proxy", "https_proxy", "no_proxy", "all_proxy")


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def proxy(port: int, asked: list[str]) -> AsyncIterator[str]:
    """Whatever name is asked for, it connects to that port of this machine. Its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head.split()[1].decode())
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_the_homeserver_is_reached_through_the_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    async with fake_homeserver.running() as fake:
        port = int(fake.url.rpartition(":")[2])
        async with proxy(port, asked) as way:
            monkeypatch.setenv("http_proxy", way)
            given = settings("http://matrix.invalid", ME, tmp_path, ROOM)
            async with await Matrix.connect(given, MemoryJournal(), patience=0) as matrix:
                assert matrix.people.me == ME
    assert set(asked) == {"matrix.invalid:80"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://matrix.fr", "http://out.fr:3128"),
        ("https://matrix.intern.fr", None),
        ("http://matrix.fr", None),
        ("https://localhost:8008", None),
        ("https://127.0.0.1:8008", None),
        ("https://[::1]:8008", None),
    ],
)
def test_the_usual_variables_say_the_way(url: str, expected: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "out.fr:3128")
    monkeypatch.setenv("no_proxy", "intern.fr")
    assert proxy_for(url) == expected
