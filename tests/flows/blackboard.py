"""Moderators' commands on a real folder and a real database, without a homeserver: rooms and messages are given."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from bot.core.document import Document
from bot.core.events import Incoming, Outgoing
from bot.core.model import Message, Outcome
from bot.core.rendering import to_text
from bot.flows import reload
from bot.flows.commands.command import Tools
from bot.flows.learning import Learning
from bot.flows.live import Live
from bot.flows.missing import Missing
from bot.flows.moderate import Commands
from bot.flows.rereading import Rereading
from bot.flows.rights import Rights
from bot.flows.teaching import Teaching
from bot.ports import Exchange, Versions
from bot.storage.database import Database, open_database
from bot.storage.editing import Editor
from bot.storage.shelf import FolderShelf
from bot.storage.versions import NoVersions
from bot.storage.watchbook import SqlWatchbook
from tests.fakes import StillPeople
from tests.flows.test_watch import Scripted

KNOWLEDGE = Path(__file__).parent.parent / "testdata" / "knowledge"
ROOM, OFFICE, ELSEWHERE = "!room", "!office", "!elsewhere"
BOSS, CHIEF, BOB = "@boss:test", "@chief:test", "@bob:test"
NOW = 1_763_895_600_000  # ms


class Levels(StillPeople):
    """Boss and chief moderate every room there is, also those that the bot does not serve."""

    async def level(self, room_id: str, user_id: str) -> float:
        return 50 if user_id in (BOSS, CHIEF) else 49


class Said(dict[str, Incoming]):
    """The Messages port: what was said, by event id."""

    async def message(self, room_id: str, event_id: str) -> Incoming | None:
        found = self.get(event_id)
        return found if found and found.room_id == room_id else None


@dataclass(slots=True)
class Hand:
    """The clock of everything, in milliseconds."""

    now: int = NOW

    def __call__(self) -> int:
        return self.now

    def seconds(self) -> float:
        return self.now / 1000


@dataclass(slots=True)
class Board:
    folder: Path
    database: Database
    tools: Tools
    said: Said
    hand: Hand
    names: "count[int]" = field(default_factory=lambda: count(1))

    async def run(self, line: str, who: str = BOSS, room: str = ROOM, **more: str) -> Document:
        self.hand.now += 1000
        event = self.event(f"!{line}", who, room, **more)
        commands = Commands(tools=self.tools)
        request = commands.request(event)
        assert request is not None
        await self.database.journal.receive([event], "s")
        document = await commands.outcome(request)
        await self.database.journal.settle(event, request.progress.finish(document))
        return document

    def event(self, body: str, who: str = BOSS, room: str = ROOM, **more: str) -> Incoming:
        name = f"$e{next(self.names)}"
        event = Incoming(event_id=name, room_id=room, sender=who, sent_at=self.hand.now, body=body, **more)  # type: ignore[arg-type]
        self.said[name] = event
        return event

    async def faq(self, line: str, who: str = BOSS, room: str = ROOM, **more: str) -> str:
        return to_text(await self.run(f"faq {line}", who, room, **more))

    async def react(self, key: str, target: str, who: str = BOSS) -> list[Outgoing] | None:
        event = replace(self.event(key, who), target=target)
        return await self.tools.learning.reacted(event)

    async def asked(
        self, text: str, outcome: Outcome = Outcome.SILENT, *, room: str = ROOM, who: str = BOB, **more: object
    ) -> str:
        """A question of the past, as it is remembered."""
        event = self.event(text, who, room)
        given = {"thread": event.event_id, "at": self.hand.now} | more
        asker = self.tools.memory.pseudonym(who)
        exchange = Exchange(question=event.event_id, room_id=room, asker=asker, text=text, outcome=outcome, **given)  # type: ignore[arg-type]
        await self.database.journal.settle(event, (), exchange)
        return event.event_id

    async def delivered(self) -> str:
        """What the bot last said becomes an event; its id."""
        last = (await self.database.journal.unsent())[-1]
        name = f"$sent{next(self.names)}"
        await self.database.journal.delivered(last.txn, name)
        return name

    def files(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and ".git" not in path.parts
        }

    def served(self, question: str) -> str:
        return to_text(self.tools.knowing.mind.decide(Message(text=question, addressed=True)).reply)


@asynccontextmanager
async def board(root: Path, versions: Versions | None = None, folder: Path | None = None) -> AsyncIterator[Board]:
    folder = folder or root / "knowledge"
    if not await asyncio.to_thread(folder.exists):
        shutil.copytree(KNOWLEDGE, folder)
    hand = Hand()
    database = await open_database(f"sqlite:///{root / 'bot.db'}", clock=hand)
    try:
        yield await made(folder, database, hand, versions or NoVersions())
    finally:
        await database.close()


async def made(folder: Path, database: Database, hand: Hand, versions: Versions) -> Board:
    shelf, people, said = FolderShelf(folder), Levels(), Said()
    mark = shelf.mark()
    knowing, _ = await reload.build(shelf.read)
    rereading = Rereading(
        knowing=knowing, shelf=shelf, journal=database.journal, moderation=lambda: OFFICE, departures=lambda: None,
        clock=hand.seconds, mark=mark, on_services=lambda _: None,
    )  # fmt: skip
    rights = Rights(people, lambda room: room in (ROOM, OFFICE))
    teaching = Teaching(
        knowing=knowing, editor=Editor(folder), audit=database.audit, versions=versions, rereading=rereading
    )
    missing = Missing(
        knowing=knowing, past=database.memory, audit=database.audit, rights=rights, clock=hand.seconds,
        keep_ms=90 * 86_400_000,
    )  # fmt: skip
    tools = Tools(
        knowing=knowing,
        live=Live(
            prober=Scripted(), journal=database.journal, people=people, clock=hand.seconds, departures=lambda: None
        ),
        journal=database.journal,
        memory=database.memory,
        people=people,
        book=SqlWatchbook(database.store, database.journal),
        rights=rights,
        teaching=teaching,
        learning=Learning(
            teaching=teaching,
            rights=rights,
            drafts=database.drafts,
            messages=said,
            missing=missing,
            journal=database.journal,
        ),
        past=database.memory,
    )
    return Board(folder, database, tools, said, hand)
