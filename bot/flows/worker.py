"""The inbox worked off: one ordered queue a room, rooms side by side, slow work beside its room.

An event stays in the inbox until it is settled. A story that fails is logged, tried once more, then settled without
a reply: one bad message must not stop a room for ever.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import structlog

from bot.core.events import Incoming, Kind
from bot.flows.answer import Answer, Rest
from bot.ports import Journal

log = structlog.get_logger()
TRIES = 2


@dataclass(slots=True, kw_only=True)
class Worker:
    """`departures` is called after each event: there may be something to send."""

    answer: Answer
    journal: Journal
    arrivals: asyncio.Event
    departures: Callable[[], None]
    taken: set[str] = field(default_factory=set)

    async def run(self) -> None:
        """Until cancelled. What was waiting at the start comes first."""
        rooms: dict[str, asyncio.Queue[Incoming]] = {}
        async with asyncio.TaskGroup() as group:
            while True:
                self.arrivals.clear()
                for event in self.fresh(await self.journal.waiting()):
                    if event.room_id not in rooms:
                        rooms[event.room_id] = asyncio.Queue()
                        group.create_task(self.room(rooms[event.room_id], group))
                    rooms[event.room_id].put_nowait(event)
                await self.arrivals.wait()

    def fresh(self, waiting: Iterable[Incoming]) -> list[Incoming]:
        """Events not yet taken, in order; a message deleted in the same batch is not answered first."""
        events = [event for event in waiting if event.event_id not in self.taken]
        deleted = {event.target for event in events if event.kind is Kind.REDACTION}
        self.taken.update(event.event_id for event in events)
        # The deleted message itself stays in the list, emptied: it must still be settled.
        return [event if event.event_id not in deleted else emptied(event) for event in events]

    async def room(self, queue: "asyncio.Queue[Incoming]", group: asyncio.TaskGroup) -> None:
        while True:
            event = await queue.get()
            rest = await self.attempted(event, partial(self.answer.handle, event))
            if rest:
                group.create_task(self.finished(event, rest))
            else:
                self.done(event)

    async def finished(self, event: Incoming, rest: Rest) -> None:
        await self.attempted(event, rest)
        self.done(event)

    async def attempted(self, event: Incoming, story: Callable[[], Awaitable[Rest | None]]) -> Rest | None:
        for attempt in range(1, TRIES + 1):
            try:
                return await story()
            except Exception:  # the edge of the stories: whatever one message does, the next one is served
                log.exception("event failed", event_id=event.event_id, kind=event.kind, attempt=attempt)
        await self.journal.settle(event)
        return None

    def done(self, event: Incoming) -> None:
        self.taken.discard(event.event_id)
        self.departures()


def emptied(event: Incoming) -> Incoming:
    return Incoming(
        event_id=event.event_id, room_id=event.room_id, sender=event.sender, sent_at=event.sent_at, kind=event.kind
    )
