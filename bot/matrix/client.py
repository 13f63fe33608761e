"""The connection to the homeserver: nio's client, repaired, with the plain calls that nio does not offer."""

import asyncio
import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
from nio import AsyncClientConfig

from bot.errors import AccessRefused, WorldFailed
from bot.matrix.proxy import proxy_for
from bot.matrix.repairs import RepairedClient

V3 = "/_matrix/client/v3"
MEDIA = "/_matrix/media/v3/upload"
CALL_SECONDS = 20.0  # a healthy homeserver answers within one; the long poll has its own limit

# What the homeserver says when it wants this account no more, and the one sentence for the log.
REFUSALS: Mapping[str, str] = {
    "M_UNKNOWN_TOKEN": "the access token is no longer valid: log in again, or give a new BOT_ACCESS_TOKEN",
    "M_MISSING_TOKEN": "the homeserver saw no access token: check BOT_ACCESS_TOKEN",
    "M_USER_DEACTIVATED": "the account is deactivated: ask the homeserver's administrators",
    "M_USER_LOCKED": "the account is locked: ask the homeserver's administrators",
    "ORG_MATRIX_EXPIRED_ACCOUNT": "the account has expired: renew it with the link of the mail sent to its mailbox",
}
TOKEN_DEATH = ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN")


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is HTTP's; `content` is empty when the body is not a JSON object."""

    status: int
    content: Mapping[str, Any]
    retry_after: float = 0.0  # seconds; 0 when the server did not say

    @property
    def code(self) -> str:
        """`errcode`, or the HTTP status as a word: what is logged and counted."""
        return str(self.content.get("errcode") or f"HTTP_{self.status}")


class Client(RepairedClient):
    async def call(self, method: str, path: str, body: Any = None, **query: str | Sequence[str]) -> Answer:
        """One request below `/_matrix/client/v3`. Any status is an answer; WorldFailed when there is none. A query of
        several values names itself several times."""
        target = path if path.startswith("/_matrix/") else V3 + path
        target += f"?{urlencode(query, doseq=True)}" if query else ""
        return await self.exchange(method, target, None if body is None else json.dumps(body), "application/json")

    async def upload(self, data: bytes, kind: str, name: str = "") -> Answer:
        """A file for the media repository; its address is `content_uri`. Same errors as `call`."""
        query = f"?{urlencode({'filename': name})}" if name else ""
        return await self.exchange("POST", MEDIA + query, data, kind)

    async def exchange(self, method: str, target: str, data: Any, kind: str) -> Answer:
        headers = {"Content-Type": kind}
        if self.access_token:
            headers["Authorization"] = f"Bearer {self.access_token}"
        try:
            response = await self.send(method, target, data, headers, timeout=CALL_SECONDS)
            content = await self.parse_body(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as e:
            raise WorldFailed(f"{method} {target.partition('?')[0].removeprefix(V3)}: {type(e).__name__}") from e
        return Answer(response.status, content, retry_after(response, content))

    async def ask(self, method: str, path: str, body: Any = None, **query: str | Sequence[str]) -> Mapping[str, Any]:
        """As `call`, and anything but 200 is AccessRefused or WorldFailed; a 429 is waited out once or twice."""
        for _ in range(3):
            answer = await self.call(method, path, body, **query)
            if answer.status != 429:
                break
            await asyncio.sleep(min(answer.retry_after or 5.0, 60.0))
        if answer.status != 200:
            raise_for(answer.code, f"{method} {path}: {answer.code}")
        return answer.content

    async def forget_connection(self) -> None:
        """Also how it ends. The next request opens a new one: a socket half open would time out again and again."""
        session, self.client_session = self.client_session, None
        if session:
            await session.close()


def raise_for(code: str, otherwise: str) -> None:
    """AccessRefused for what must not be tried again, WorldFailed for the rest."""
    if code in REFUSALS:
        raise AccessRefused(f"{code}: {REFUSALS[code]}")
    raise WorldFailed(otherwise)


def retry_after(response: aiohttp.ClientResponse, content: Any) -> float:
    """Seconds to wait: the `Retry-After` header first (spec v1.10), then `retry_after_ms`, else 0."""
    header = response.headers.get("Retry-After", "")
    if header.isdigit():
        return float(header)
    delay = content.get("retry_after_ms") if isinstance(content, dict) else None
    return delay / 1000 if isinstance(delay, int | float) and delay > 0 else 0.0


def part(text: str) -> str:
    """An identifier as one segment of a path."""
    return quote(text, safe="")


def open_client(homeserver: str, login: str, store: Path | None, pickle_key: str) -> Client:
    """A client that is not logged in. `store`: the folder of the crypto store, None without encryption.

    nio neither waits out 429 nor repeats requests here: the outbox and the sync loop do, with the server's delays.
    """
    logging.getLogger("nio").setLevel(logging.CRITICAL)  # it writes what people say into its warnings
    if store:
        store.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(store, 0o700)
    config = AsyncClientConfig(
        encryption_enabled=store is not None,
        store_sync_tokens=False,
        pickle_key=pickle_key,
        max_limit_exceeded=0,
        max_timeouts=0,
        request_timeout=CALL_SECONDS,
    )
    return Client(homeserver, login, store_path=str(store or ""), config=config, proxy=proxy_for(homeserver))
