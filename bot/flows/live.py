"""Live checks for a person: run, shared, shown as they come; and what is known of the services just now."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.diagnosis.codes import felt
from bot.core.diagnosis.report import report, running
from bot.core.document import Document
from bot.core.events import Incoming
from bot.core.model import CheckResult, Decision, Verdict
from bot.core.phrasing import room
from bot.flows.cooldown import Cooldown, Pace, of_people, of_rooms
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
    begun: set[str] = field(default_factory=set)
    growing: set[str] = field(default_factory=set)
    of_person: Cooldown = field(default_factory=of_people)
    of_room: Cooldown = field(default_factory=of_rooms)

    def verdicts(self) -> Mapping[str, Verdict]:
        """What people feel of each service now."""
        now = self.clock()
        return {name: felt(one.verdict, one.code) for name, one in self.seen.items() if now - one.checked_at < FRESH_S}

    def progress(self, event: Incoming) -> Progress:
        return Progress(event=event, journal=self.journal, departures=self.departures)

    async def look(self, targets: Sequence[str]) -> Sequence[CheckResult]:
        """Runs the checks and remembers what was seen."""
        results = await self.prober.run(targets)
        self.remember(results)
        return results

    def remember(self, results: Sequence[CheckResult]) -> None:
        self.seen.update((result.target, result) for result in results)

    def anew(self, targets: Sequence[str]) -> frozenset[str]:
        """What would have to be looked at now; empty when all of it is known, or under way. RequestWrong as `check`."""
        return self.prober.anew(targets) - self.begun

    async def asked(self, targets: Sequence[str], progress: Progress, *, details: bool = False) -> Document:
        """The same as `check` for whoever chose the targets: a room begins only so many runs; sharing is free."""
        if self.anew(targets):
            pace = self.of_room.state(progress.event.room_id, int(self.clock() * 1000))
            if pace is not Pace.FREE:
                return held(pace, room.ROOM_TOO_OFTEN)
        return await self.check(targets, progress, details=details)

    async def check(self, targets: Sequence[str], progress: Progress, *, details: bool = False) -> Document:
        """The report of the targets; while it takes long, what has come so far is shown."""
        new = self.anew(targets)
        self.begun.update(new)  # before the first await: who asks at the same moment shares this run
        try:
            return await self.reported(targets, progress, details)
        finally:
            self.begun.difference_update(new)

    async def reported(self, targets: Sequence[str], progress: Progress, details: bool) -> Document:
        done: list[CheckResult] = []
        total, told = sum(not word.isdigit() for word in targets), -1  # a number is a port of the word before it
        work = asyncio.create_task(self.prober.run(targets, progress=done.append))
        try:
            while not (await asyncio.wait({work}, timeout=STEP_S))[0]:
                # One growing reply a room: a crowd that shares a run would fill the outbox with edits.
                if len(done) > told and (progress.shown or progress.event.room_id not in self.growing):
                    self.growing.add(progress.event.room_id)
                    told = len(done)
                    await progress.show(running(done, total, now=self.clock()))
            results = await work
        finally:
            work.cancel()
            if progress.shown:
                self.growing.discard(progress.event.room_id)
        self.remember(results)
        return report(results, now=self.clock(), details=details)

    def pace(self, person: str, event: Incoming) -> Pace:
        """Counts one look of a person, a pseudonym."""
        return self.of_person.state(person, event.sent_at)

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


def held(pace: Pace, text: str) -> Document:
    """What is said instead of a look that comes too soon: once the sentence, then nothing."""
    return room.plain(text) if pace is Pace.TELL else Document()
