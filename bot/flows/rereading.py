"""The knowledge files were edited by hand: they are read again within seconds. Broken ones keep the old knowledge, and
the moderation room is told where the fault is, once for each state of the files."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.core.document import Document
from bot.core.phrasing import moderating as say
from bot.core.services import Services
from bot.errors import FileWrong
from bot.flows import reload
from bot.flows.knowing import Knowing
from bot.flows.replies import txn
from bot.flows.watch import message
from bot.ports import Clock, Journal, Shelf

log = structlog.get_logger()

AGAIN_S = 5.0


@dataclass(slots=True, kw_only=True)
class Rereading:
    """`lock` is held by whoever changes or reads the files: a slow reader must not bring back what was before.
    `moderation`: the room told, empty for none. `on_services`: hears of other services."""

    knowing: Knowing
    shelf: Shelf
    journal: Journal
    moderation: Callable[[], str]
    departures: Callable[[], None]
    clock: Clock
    mark: str  # of the files as they were when last read
    on_services: Callable[[Services], None]
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    broken: str = ""  # the faults told of

    async def run(self) -> None:
        """Until cancelled. What was edited before the watch has begun is seen too."""
        while True:
            try:
                await self.look()
                async for _ in self.shelf.stirs():
                    await self.look()
            except Exception:  # the edge of the watch: a folder that vanished for a moment may come back
                log.exception("knowledge folder cannot be watched")
            await asyncio.sleep(AGAIN_S)

    async def look(self) -> None:
        """Reads the files if they are not those that were read last."""
        if not await self.stale():
            return
        async with self.lock:
            wrong = await self.again()
        await self.tell(wrong)

    async def stale(self) -> bool:
        """Whether the files are no longer those that were read last."""
        return await asyncio.to_thread(self.shelf.mark) != self.mark

    async def again(self) -> FileWrong | None:
        """Reads and swaps, or says what is wrong; only under the lock."""
        self.mark = await asyncio.to_thread(self.shelf.mark)
        return await reload.again(self.knowing, self.shelf.read, self.on_services)

    async def tell(self, wrong: FileWrong | None) -> None:
        faults = str(wrong) if wrong else ""
        if faults == self.broken:
            return
        self.broken = faults
        await self.post(say.broken(wrong.faults) if wrong else say.well_again(len(self.knowing.knowledge.entries)))

    async def post(self, document: Document) -> None:
        room = self.moderation()
        if room:
            key = txn(room, f"knowledge {self.mark} {self.clock()}")  # the same fault may come back another day
            await self.journal.enqueue([message(room, document, key)])
            self.departures()
