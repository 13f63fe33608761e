"""The loop that listens: one long poll after the other, never faster than the homeserver can bear.

What a sync brings is stored together with its token in one transaction before anybody handles it (`Journal.receive`),
so whatever happens in between, an event is seen once and not lost.
"""

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
import structlog
from nio import ErrorResponse, SyncResponse

from bot.core.events import Incoming
from bot.errors import AccessRefused, WorldFailed
from bot.matrix.client import REFUSALS, TOKEN_DEATH, Client
from bot.ports import Journal

log = structlog.get_logger(__name__)

POLL_MS = 30_000
# Twice the long poll: a socket that died silently is noticed no later. The first sync of a busy account takes longer,
# and nio gives it no limit at all.
SYNC_SECONDS, FIRST_SYNC_SECONDS = 60.0, 120.0
LONGEST_PAUSE = 60.0
# The answer goes before the next long poll, or one waits for the other in the homeserver: the median time to an answer
# was some 10 % shorter so. Where there is nothing to say, it costs this much of listening.
GRACE_SECONDS = 0.1
FILTER: dict[str, Any] = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {
        "timeline": {"limit": 100, "lazy_load_members": True},
        "state": {"lazy_load_members": True},
        "ephemeral": {"types": []},
        "account_data": {"types": []},
    },
}
LOST = (aiohttp.ClientError, TimeoutError, OSError, WorldFailed)  # the network's and the homeserver's bad moments


class Sync:
    """`digest` turns a sync answer into what is stored; `renew` gets a new token for a dead one, or refuses;
    `departed` is set whenever a message leaves."""

    def __init__(
        self,
        client: Client,
        journal: Journal,
        *,
        digest: Callable[[Any, str | None], Any],
        renew: Callable[[str], Any],
        departed: asyncio.Event,
    ) -> None:
        self.client, self.journal = client, journal
        self.digest, self.renew, self.departed = digest, renew, departed
        self.on_batch: Callable[[], None] = lambda: None
        self.errors: Counter[str] = Counter()  # by errcode, or the error's name
        self.last: float | None = None  # when a sync last came to its end, seconds since the epoch
        self.first_done = asyncio.Event()
        self.first_seconds, self.seconds = FIRST_SYNC_SECONDS, SYNC_SECONDS

    async def run(self) -> None:
        """For ever. Raises AccessRefused when the account is not wanted any more."""
        since, failures = await self.journal.token(), 0
        while True:
            try:
                since = await self.step(since)
                failures = 0
            except AccessRefused:
                raise
            except Exception as e:  # the edge: whatever a sync brings, the next one is tried, later and later
                failures += 1
                await self.recover(e, failures)

    async def recover(self, e: Exception, failures: int) -> None:
        code = str(e) if isinstance(e, SyncFailed) else type(e).__name__
        self.errors[code] += 1
        pause = min(2.0 ** (failures - 1), LONGEST_PAUSE) * random.uniform(0.5, 1.0)  # noqa: S311 - jitter
        log.warning("matrix.sync_failed", code=code, failures=failures, pause=round(pause, 1), exc_info=not known(e))
        if isinstance(e, TimeoutError):
            await self.client.forget_connection()
        await asyncio.sleep(pause)

    async def step(self, since: str | None) -> str:
        """One sync, stored; the token to go on from."""
        response = await self.ask(since)
        events: Sequence[Incoming] = await self.digest(response, since)
        await self.journal.receive(events, response.next_batch)
        self.last = time.time()
        self.first_done.set()
        if events:
            await self.give_way()
        await self.exchange_keys()
        return str(response.next_batch)

    async def give_way(self) -> None:
        """There is something in the inbox: its answer, if it comes at once, goes first."""
        self.departed.clear()
        self.on_batch()
        with contextlib.suppress(TimeoutError):
            # Not `wait_for`: before Python 3.12 it loses a cancellation that comes as the event is set.
            async with asyncio.timeout(GRACE_SECONDS):
                await self.departed.wait()

    async def ask(self, since: str | None) -> Any:
        first = not self.first_done.is_set()
        token = self.client.access_token
        self.client.next_batch = ""  # nio ignores an answer whose token it knows: asked again, it must look again
        async with asyncio.timeout(self.first_seconds if first else self.seconds):
            response = await self.client.sync(
                timeout=0 if first else POLL_MS,
                since=since,
                sync_filter=FILTER,
                full_state=first,  # or after a restart nio knows neither rooms nor their encryption
            )
        if isinstance(response, SyncResponse):
            return response
        await self.refused(response, token)
        raise SyncFailed(code_of(response))

    async def refused(self, response: Any, token: str) -> None:
        code = response.status_code
        if code in TOKEN_DEATH:
            await self.renew(token)
        elif code in REFUSALS:
            raise AccessRefused(f"{code}: {REFUSALS[code]}")
        elif delay := getattr(response, "retry_after_ms", None):
            await asyncio.sleep(min(delay / 1000, LONGEST_PAUSE))

    async def exchange_keys(self) -> None:
        """What nio's own loop does after each sync. Failing, it is done again after the next one."""
        client = self.client
        if not client.olm:
            return
        for needed, exchange in (
            (client.should_upload_keys, client.keys_upload),
            (client.should_query_keys, client.keys_query),
            (client.should_claim_keys, self.claim),
            (bool(client.outgoing_to_device_messages), client.send_to_device_messages),
        ):
            if needed:
                await self.exchange(exchange)

    async def claim(self) -> Any:
        return await self.client.keys_claim(self.client.get_users_for_key_claiming())

    async def exchange(self, exchange: Callable[[], Any]) -> None:
        name = exchange.__name__
        try:
            answer = await exchange()
        except LOST as e:
            log.warning("matrix.keys", exchange=name, problem=type(e).__name__)
            self.errors[name] += 1
            return
        if isinstance(answer, ErrorResponse):
            log.warning("matrix.keys", exchange=name, problem=code_of(answer))
            self.errors[name] += 1


class SyncFailed(WorldFailed):
    """The homeserver answered with an error; the message is its code."""


def code_of(response: Any) -> str:
    status = response.transport_response.status if response.transport_response else 0
    return str(response.status_code or f"HTTP_{status}")


def known(e: Exception) -> bool:
    return isinstance(e, LOST)
