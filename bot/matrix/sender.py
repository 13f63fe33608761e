"""What the bot says goes out here: the outbox emptied in order, each room for itself, each message exactly once.

A message keeps its transaction id through every attempt, so a repeat after a timeout or a crash is the same event.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any, NoReturn

import aiohttp
import structlog
from nio import ErrorResponse, LocalProtocolError

from bot.core.events import Act, Outgoing
from bot.errors import AccessRefused, WorldFailed
from bot.matrix import content
from bot.matrix.attachments import Attachments, NotUploaded
from bot.matrix.client import REFUSALS, TOKEN_DEATH, Client, part, retry_after
from bot.matrix.rate import Rate
from bot.ports import Journal

log = structlog.get_logger(__name__)

LONGEST_PAUSE = 60.0
# Homeservers remember transaction ids for about a day; and an answer an hour late helps nobody.
GIVE_UP_SECONDS = 3600.0
# Something wrong in ourselves with one message must not stop the others, nor hammer for an hour.
MOST_FAULTS = 5
LOST = (aiohttp.ClientError, TimeoutError, OSError, WorldFailed, LocalProtocolError)


class TryAgain(WorldFailed):
    """`after`: seconds asked for by the homeserver, 0 when it did not say."""

    def __init__(self, code: str, after: float = 0.0) -> None:
        super().__init__(code)
        self.after = after


class Refused(WorldFailed):
    """The homeserver will never take this message."""


class Sender:
    """`renew` gets a new token for a dead one, or refuses."""

    def __init__(self, client: Client, journal: Journal, rate: Rate, renew: Any) -> None:
        self.client, self.journal, self.rate, self.renew = client, journal, rate, renew
        self.attachments = Attachments(client)
        self.departures = asyncio.Event()  # set: something to send
        self.departed = asyncio.Event()  # set: a message has left
        self.busy: set[str] = set()  # rooms whose queue is being emptied
        self.sent = self.refused = self.retries = 0

    def wake(self) -> None:
        """There is something in the outbox."""
        self.departures.set()

    async def run(self) -> None:
        """For ever. Raises AccessRefused when the account is not wanted any more."""
        async with asyncio.TaskGroup() as rooms:
            while True:
                self.departures.clear()
                for room_id, queue in by_room(await self.journal.unsent()).items():
                    if room_id not in self.busy:
                        self.busy.add(room_id)
                        rooms.create_task(self.empty(room_id, queue), name=f"send {room_id}")
                await self.departures.wait()

    async def empty(self, room_id: str, queue: Sequence[Outgoing]) -> None:
        """A room's queue, in order. What arrived meanwhile is looked for again at the end."""
        try:
            for out in queue:
                await self.deliver(out)
        finally:
            self.busy.discard(room_id)
            self.departures.set()

    async def deliver(self, out: Outgoing) -> None:
        """Until it is sent or refused for good; both are written down."""
        try:
            event_id = await self.insist(out)
        except Refused as e:
            log.warning("matrix.refused", txn=out.txn, act=out.act, code=str(e), file=bool(out.file))
            if out.file:  # a scanner, a size, a rule: the text says the same, under the same transaction id
                await self.deliver(replace(out, file="", file_text=""))
                return
            self.refused += 1
            event_id = ""
        else:
            self.sent += 1
        await self.journal.delivered(out.txn, event_id)
        self.attachments.forget(out)

    async def insist(self, out: Outgoing) -> str:
        """The event id. Waits as long as the homeserver asks, else longer each time; Refused ends it."""
        started, attempts, faults = time.monotonic(), 0, 0
        while True:
            try:
                await self.rate.wait()
                return await self.attempt(out)
            except (AccessRefused, Refused):
                raise
            except LOST as e:
                problem: Exception = e
            except Exception as e:  # the edge: a fault of ours, or of nio, with this one message
                faults += 1
                problem = e
                log.exception("matrix.send_fault", txn=out.txn)
            attempts += 1
            if faults >= MOST_FAULTS or time.monotonic() - started > GIVE_UP_SECONDS:
                raise Refused(f"given up: {type(problem).__name__}")
            await self.pause(out, problem, attempts)

    async def pause(self, out: Outgoing, problem: Exception, attempts: int) -> None:
        asked = problem.after if isinstance(problem, TryAgain) else 0.0
        self.retries += 1
        name = str(problem) if isinstance(problem, WorldFailed) else type(problem).__name__
        log.info("matrix.retry", txn=out.txn, problem=name, attempts=attempts, asked=asked)
        if asked:
            self.rate.pause(asked)  # for every room: the limit is the account's
        else:
            await asyncio.sleep(min(2.0 ** (attempts - 1), LONGEST_PAUSE))

    async def attempt(self, out: Outgoing) -> str:
        target = out.target or (await self.journal.event_of(out.target_txn) if out.target_txn else "")
        if out.act is not Act.SEND and not target:
            raise Refused("nothing to act on: its message was never sent")
        token = self.client.access_token
        try:
            response = await self.call(out, target)
        except NotUploaded as e:
            await self.judge(e.answer.code, e.answer.status, e.answer.retry_after, token, last=e.last)
        self.departed.set()
        if isinstance(response, ErrorResponse):
            http: Any = response.transport_response
            asked = retry_after(http, {"retry_after_ms": response.retry_after_ms})
            await self.judge(str(response.status_code or f"HTTP_{http.status}"), http.status, asked, token)
        return str(response.event_id)

    async def call(self, out: Outgoing, target: str) -> Any:
        if out.act is Act.REDACT:
            return await self.client.room_redact(out.room_id, target, reason=out.body or None, tx_id=out.txn)
        encrypted = await self.is_encrypted(out.room_id)
        if encrypted and not self.client.olm:
            raise Refused("the room is encrypted and BOT_ENCRYPTION is off")
        if out.file and not self.attachments.has(out):
            await self.attachments.upload(out, encrypted=encrypted)
            await self.rate.wait()
        kind, event = content.file(out, self.attachments.where(out)) if out.file else content.of(out, target)
        # Devices are not verified by hand: who is in the room may read the answers (docs: encryption policy).
        return await self.client.room_send(out.room_id, kind, event, tx_id=out.txn, ignore_unverified_devices=True)

    async def is_encrypted(self, room_id: str) -> bool:
        """Just after a join the sync has not told: the homeserver is asked, lest something go out in clear."""
        room = self.client.rooms.get(room_id)
        if room:
            return bool(room.encrypted)
        answer = await self.client.call("GET", f"/rooms/{part(room_id)}/state/m.room.encryption")
        if answer.status == 403:
            raise Refused("not in the room")
        if self.client.olm or answer.status not in (200, 404):
            raise TryAgain("room not synced yet", answer.retry_after)
        return answer.status == 200

    async def judge(self, code: str, status: int, asked: float, token: str, *, last: bool = False) -> NoReturn:
        """TryAgain, Refused or AccessRefused. `last`: not a further time."""
        if code in TOKEN_DEATH:
            await self.renew(token)
            raise TryAgain("token renewed")
        if code in REFUSALS:
            raise AccessRefused(f"{code}: {REFUSALS[code]}")
        if status == 429 and not last:
            raise TryAgain("HTTP_429", asked)
        if last or (400 <= status < 500 and status not in (408, 425)):
            raise Refused(code)
        raise TryAgain(code)


def by_room(outbox: Sequence[Outgoing]) -> dict[str, list[Outgoing]]:
    """Oldest first in each room."""
    ordered = sorted(outbox, key=attrgetter("room_id"))
    return {room_id: list(queue) for room_id, queue in groupby(ordered, key=attrgetter("room_id"))}
