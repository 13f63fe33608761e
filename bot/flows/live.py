"""Live checks for a person: run, shared, shown as they come; and what is known of the services just now."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.diagnosis.report import report, running
from bot.core.document import Document
from bot.core.events import Incoming
from bot.core.model import CheckResult, Decision, Verdict
from bot.flows.cooldown import Cooldown
from bot.flows.progress import Progress
from bot.flows.typing import shown
from bot.ports import Clock, Exchange, Journal, People, Prober

# A verdict older than this says nothing about now; the background checks come every five minutes.
FRESH_S = 900
# Under two seconds the reply comes whole; after it, an edit every two seconds at most.
STEP_S = 2.0
# A room that asks again and again whether the service is down was told: once in this time is enough.
STATUS_AGAIN_S = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    prober: Prober
    journal: Journal
    people: People
    clock: Clock
    departures: Callable[[], None]
    seen: dict[str, CheckResult] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    cooldown: Cooldown = field(default_factory=Cooldown)

    def verdicts(self) -> Mapping[str, Verdict]:
        """What is known of each service now."""
        now = self.clock()
        return {name: one.verdict for name, one in self.seen.items() if now - one.checked_at < FRESH_S}

    def progress(self, event: Incoming) -> Progress:
        return Progress(event=event, journal=self.journal, departures=self.departures)

    async def look(self, targets: Sequence[str]) -> Sequence[CheckResult]:
        """Runs the checks and remembers what was seen."""
        results = await self.prober.run(targets)
        self.remember(results)
        return results

    def remember(self, results: Sequence[CheckResult]) -> None:
        self.seen.update((result.target, result) for result in results)

    async def check(self, targets: Sequence[str], progress: Progress, *, details: bool = False) -> Document:
        """The report of the targets; while it takes long, what has come so far is shown."""
        done: list[CheckResult] = []
        work = asyncio.create_task(self.prober.run(targets, progress=done.append))
        try:
            while not (await asyncio.wait({work}, timeout=STEP_S))[0]:
                await progress.show(running(done, len(targets), now=self.clock()))
            results = await work
        finally:
            work.cancel()
        self.remember(results)
        return report(results, now=self.clock(), details=details)

    async def answer(self, event: Incoming, decision: Decision, exchange: Exchange, *, addressed: bool) -> None:
        """Somebody asks whether the service is down: the live status, once in ten minutes a room."""
        now, last = self.clock(), self.told.get(event.room_id)
        if last is not None and now - last < STATUS_AGAIN_S and not addressed:
            await self.journal.settle(event, (), exchange)
            return
        self.told[event.room_id] = now
        progress = self.progress(event)
        async with shown(self.people, event.room_id):
            document = await self.check([decision.check], progress)
        out = progress.finish(document)
        await self.journal.settle(event, out, replace(exchange, reply=progress.txn))
