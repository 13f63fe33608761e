"""The bot on Matrix, whole: connect, listen, speak. What the messages mean is decided elsewhere.

async with await Matrix.connect(settings, journal) as matrix:
    await matrix.run(worker.wake)      # the worker takes journal.waiting(), settles, then calls matrix.wake()
"""

import asyncio
import contextlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import structlog

from bot.config import Settings
from bot.core.events import Incoming
from bot.errors import AccessRefused, WorldFailed
from bot.matrix import crosssigning, lock
from bot.matrix.client import Client, open_client, part
from bot.matrix.crosssigning import Trust
from bot.matrix.keyfile import KeyFile, passphrase
from bot.matrix.listener import Ear, hear
from bot.matrix.messages import Messages
from bot.matrix.people import People
from bot.matrix.rate import Rate
from bot.matrix.rooms import Rooms
from bot.matrix.sender import Sender
from bot.matrix.session import Session
from bot.matrix.sync import Sync
from bot.matrix.timeline import Timeline
from bot.matrix.undecrypted import Undecrypted
from bot.ports import Journal

log = structlog.get_logger(__name__)

# A homeserver restarting after an upgrade takes minutes; beyond, whoever started us should know.
PATIENCE = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The facts for the status page, the metrics and `doctor`. Times in seconds since the epoch."""

    user_id: str
    last_sync: float | None  # None before the first
    sync_errors: Mapping[str, int]  # by errcode or the error's name, since the start
    inbox: int
    outbox: int
    sent: int
    refused: int  # messages the homeserver would not take
    retries: int
    rate_limited: float  # seconds of 429 obeyed
    trust: str  # of the device, see crosssigning.Trust
    undecrypted: int
    keys_withheld: Mapping[str, int]  # by code: m.unverified (device not signed), m.no_olm
    clear_in_encrypted: int
    broken_events: int
    rooms: Mapping[str, str]  # name in the settings -> room id joined, empty when not in it
    direct_rooms: int


class Matrix:
    """`people` and `messages` are the ports. `ready` is set once the bot has synced and tried to join its rooms."""

    def __init__(self, settings: Settings, journal: Journal, client: Client, session: Session) -> None:
        self.settings, self.journal, self.client, self.session = settings, journal, client, session
        self.rate = Rate(settings.rate)
        self.people = People(client, self.rate)
        self.rooms = Rooms(settings, client, self.people)
        self.undecrypted = Undecrypted(client, settings.state / "undecrypted.json", settings.max_age)
        self.timeline = Timeline(client, self.undecrypted, settings.max_age)
        self.sender = Sender(client, journal, self.rate, self.renew)
        self.sync = Sync(client, journal, digest=self.digest, renew=self.renew, departed=self.sender.departed)
        self.keys = KeyFile(settings.state / "cross-signing.json", "")
        self.trust = Trust.OFF
        self.ear = Ear(client.user_id)
        self.messages = Messages(client, self.ear)
        self.ready = asyncio.Event()
        self.descriptor = -1

    # ---- life --------------------------------------------------------------------------------------------------

    @classmethod
    async def connect(cls, settings: Settings, journal: Journal, *, patience: float = PATIENCE) -> Self:
        """Logged in, device signed, nothing heard yet. A homeserver that is down is waited for, `patience` seconds.

        Raises AccessRefused (the account, the password), WorldFailed (no homeserver, another process, the store).
        """
        settings.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = lock.take(settings.state / "lock")
        encrypted = settings.encryption != "off"
        secret = passphrase(settings) if encrypted else ""
        client = open_client(
            settings.homeserver, settings.user, settings.state / "crypto" if encrypted else None, secret
        )
        try:
            session = Session(settings, client)
            await patiently(session.open, patience)
            matrix = cls(settings, journal, client, session)
            matrix.keys = KeyFile(settings.state / "cross-signing.json", secret)
            await matrix.secure()
            await matrix.learn_name()
        except BaseException:
            await close(client, descriptor)
            raise
        matrix.descriptor = descriptor
        return matrix

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, e: BaseException | None, _: TracebackType | None
    ) -> None:
        await close(self.client, self.descriptor)

    async def run(self, on_batch: Callable[[], None]) -> None:
        """Listens and speaks until cancelled. `on_batch` is called when there is something new in the inbox.

        Raises AccessRefused when the homeserver does not want the account any more.
        """
        self.sync.on_batch = on_batch
        await self.rooms.find_all()
        try:
            async with asyncio.TaskGroup() as parts:
                parts.create_task(self.sync.run(), name="sync")
                await self.sync.first_done.wait()
                parts.create_task(self.sender.run(), name="sender")
                parts.create_task(self.rooms.run(), name="rooms")
                await self.rooms.settled.wait()
                self.ready.set()
        except BaseExceptionGroup as group:
            raise worst(group) from group

    def wake(self) -> None:
        """There is something in the outbox."""
        self.sender.wake()

    # ---- parts of it -------------------------------------------------------------------------------------------

    async def digest(self, response: Any, since: str | None) -> list[Incoming]:
        """A sync answer as what the bot listens to, invitations and undecrypted words put aside for later."""
        self.rooms.note(response)
        oldest = (time.time() - self.settings.max_age) * 1000
        events = []
        for heard in await self.timeline.read(response, since):
            room_id = heard.room_id
            if self.rooms.listens(room_id):
                event = hear(heard.source, room_id, self.ear, direct=self.rooms.is_direct(room_id))
                if event and event.sent_at >= oldest:
                    events.append(event)
        self.undecrypted.save()
        return events

    async def renew(self, dead: str) -> None:
        """A new token; the device's keys may have gone with the old one."""
        await self.session.renew(dead)
        await self.secure()

    async def secure(self) -> None:
        """The device is cross-signed. Failing that: an error with BOT_ENCRYPTION=on, else a warning and go on."""
        if not self.client.olm:
            return
        try:
            self.trust = await crosssigning.ensure(self.client, self.keys)
        except AccessRefused:
            raise
        except WorldFailed as e:
            self.trust = Trust.FAILED
            log.warning("matrix.cross_signing", problem=str(e))
        if self.settings.encryption == "on" and self.trust is not Trust.SIGNED:
            raise WorldFailed(f"the device is not signed ({self.trust}), and BOT_ENCRYPTION is on")

    async def learn_name(self) -> None:
        answer = await self.client.call("GET", f"/profile/{part(self.client.user_id)}/displayname")
        self.ear = self.messages.ear = Ear(self.client.user_id, str(answer.content.get("displayname") or ""))

    async def health(self) -> Health:
        names = {name: self.rooms.latest(name) for name in self.rooms.names}
        return Health(
            user_id=self.people.me,
            last_sync=self.sync.last,
            sync_errors=dict(self.sync.errors),
            inbox=len(await self.journal.waiting()),
            outbox=len(await self.journal.unsent()),
            sent=self.sender.sent,
            refused=self.sender.refused,
            retries=self.sender.retries,
            rate_limited=self.rate.waited,
            trust=self.trust,
            undecrypted=len(self.undecrypted),
            keys_withheld=dict(self.undecrypted.withheld),
            clear_in_encrypted=self.timeline.clear_in_encrypted,
            broken_events=self.client.dropped,
            rooms={name: room if room in self.rooms.joined else "" for name, room in names.items()},
            direct_rooms=len(self.rooms.direct),
        )


async def patiently(task: Callable[[], Any], patience: float) -> None:
    """Again and again while the homeserver cannot be reached; AccessRefused at once."""
    until, pause = time.monotonic() + patience, 1.0
    while True:
        try:
            await task()
        except AccessRefused:
            raise
        except WorldFailed as e:
            if time.monotonic() + pause > until:
                raise
            log.warning("matrix.waiting", problem=str(e), pause=pause)
        else:
            return
        await asyncio.sleep(pause)
        pause = min(pause * 2, 30.0)


async def close(client: Client, descriptor: int) -> None:
    await client.forget_connection()
    if client.store:
        client.store.database.close()
    with contextlib.suppress(OSError):
        os.close(descriptor)


def worst(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The one to tell: AccessRefused if it is among them, else the first."""
    leaves: list[BaseException] = []
    for e in group.exceptions:
        leaves.append(worst(e) if isinstance(e, BaseExceptionGroup) else e)
    return next((e for e in leaves if isinstance(e, AccessRefused)), leaves[0])
