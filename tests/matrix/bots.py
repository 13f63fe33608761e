"""The Matrix side in a room of a real homeserver, with an inbox in memory and somebody who settles what comes in."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.config import Settings, load
from bot.core.events import Incoming, Kind, Outgoing
from bot.matrix.service import Matrix
from tests.fakes import MemoryJournal
from tests.servers.synapse import PASSWORD, Synapse

Answer = Callable[[Incoming], Sequence[Outgoing]]


def settings(homeserver: str, user: str, state: Path, *rooms: str, **more: Any) -> Settings:
    given: dict[str, Any] = {"password": PASSWORD, "rooms": ",".join(rooms), "rate": 1000.0, "encryption": "off"} | more
    return load(env_file=None, homeserver=homeserver, user=user, state=state, **given)


def echo(event: Incoming) -> Sequence[Outgoing]:
    """An answer in a thread to each message."""
    if event.kind is not Kind.MESSAGE:
        return ()
    return (reply(event, f"echo {event.body}"),)


def silent(event: Incoming) -> Sequence[Outgoing]:
    return ()


def reply(event: Incoming, body: str, **more: Any) -> Outgoing:
    named: dict[str, Any] = {
        "txn": f"answer-{event.event_id[1:]}",
        "room_id": event.room_id,
        "body": body,
        "thread": event.thread or event.event_id,
        "replies_to": event.event_id,
        "mentions": (event.sender,),
        "cause": event.event_id,
    }
    return Outgoing(**(named | more))


class Bot:
    """A connected Matrix and its worker. `heard` is all it was given, in order."""

    def __init__(self, matrix: Matrix, journal: MemoryJournal, answer: Answer) -> None:
        self.matrix, self.journal, self.answer = matrix, journal, answer
        self.heard: list[Incoming] = []
        self.arrivals = asyncio.Event()
        self.news = asyncio.Condition()

    async def work(self) -> None:
        while True:
            self.arrivals.clear()
            for event in await self.journal.waiting():
                await self.journal.settle(event, self.answer(event))
                async with self.news:
                    self.heard.append(event)
                    self.news.notify_all()
            self.matrix.wake()
            await self.arrivals.wait()

    async def hears(self, count: int, timeout: float = 20) -> list[Incoming]:  # noqa: ASYNC109
        """What it heard, once that is at least `count` events."""
        async with asyncio.timeout(timeout), self.news:
            await self.news.wait_for(lambda: len(self.heard) >= count)
        return self.heard


@asynccontextmanager
async def bot(given: Settings, *, answer: Answer = echo, journal: MemoryJournal | None = None) -> AsyncIterator[Bot]:
    """A bot that is ready: in its rooms, listening. Leaving stops it as a signal would."""
    kept = journal or MemoryJournal()
    async with await Matrix.connect(given, kept, patience=20) as matrix:
        one = Bot(matrix, kept, answer)
        tasks = [asyncio.create_task(one.work()), asyncio.create_task(matrix.run(one.arrivals.set))]
        try:
            ready = asyncio.create_task(matrix.ready.wait())
            done, _ = await asyncio.wait([*tasks, ready], timeout=30, return_when=asyncio.FIRST_COMPLETED)
            assert done, "the bot was not ready in 30 seconds"
            for task in done:
                task.result()
            yield one
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)  # both, or the one left would open a connection that nobody closes


@asynccontextmanager
async def bot_in_room(homeserver: Synapse, state: Path, room: str, **more: Any) -> AsyncIterator[Bot]:
    """A fresh account serving one room, to which it can come by itself or was invited."""
    answer = more.pop("answer", echo)
    user = (await homeserver.account("facteur")).user_id
    async with bot(settings(homeserver.url, user, state, room, **more), answer=answer) as one:
        yield one
