"""A page from the network: https, a size, a deadline. Nothing is read from the reply but Markdown."""

import asyncio
import re
import ssl
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.errors import WorldFailed

LARGEST = 5_000_000  # bytes; the longest page known is a hundredth of that
DEADLINE = 30.0  # seconds for the whole of it
REDIRECTS = 5
GITHUB = re.compile(r"^https://github\.com/(?P<repo>[^/]+/[^/]+)/(?:blob|raw)/(?P<rest>.+)$")


async def fetch(url: str, *, authority: ssl.SSLContext | None = None, deadline: float = DEADLINE) -> bytes:
    """The Markdown at an address; of a GitBook page, its `.md` twin. WorldFailed: one line saying what and why.

    `authority`: certificates trusted instead of the system's.
    """
    found = GITHUB.match(url)
    url = f"https://raw.githubusercontent.com/{found['repo']}/{found['rest']}" if found else url
    try:
        timeout = aiohttp.ClientTimeout(total=deadline)
        async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
            kind, body = await get(session, url, authority)
            if "html" in kind and not urlsplit(url).path.endswith(".md"):
                kind, body = await get(session, markdown_twin(url), authority)
    except TimeoutError as e:
        raise WorldFailed(f"{url}: no page within {deadline:g} s") from e
    except (aiohttp.ClientError, OSError, ValueError) as e:
        raise WorldFailed(f"{url}: {e or type(e).__name__}") from e
    if "html" in kind or body.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise WorldFailed(f"{url}: expected Markdown, got HTML")
    return body


async def get(session: aiohttp.ClientSession, url: str, authority: ssl.SSLContext | None) -> tuple[str, bytes]:
    """Content type and body. Redirects are followed by hand, so that none leaves https."""
    for _ in range(REDIRECTS):
        if urlsplit(url).scheme != "https":
            raise ValueError("expected an https address")
        async with session.get(url, ssl=authority or True, allow_redirects=False) as reply:
            if reply.status in (301, 302, 303, 307, 308):
                url = urljoin(url, reply.headers.get("Location", ""))
                continue
            reply.raise_for_status()
            return reply.content_type, await body_of(reply)
    raise ValueError("too many redirects")


async def body_of(reply: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for part in reply.content.iter_chunked(65536):
        body += part
        if len(body) > LARGEST:
            raise ValueError(f"larger than {LARGEST // 1_000_000} MB")
    return bytes(body)


def markdown_twin(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(path=parts.path.rstrip("/") + ".md", query="", fragment="").geturl()


def fetched(url: str) -> bytes:
    """The same outside any event loop."""
    return asyncio.run(fetch(url))
