"""The checks in the background: speaks only when something changes, once when it breaks and once when it is over."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.core.diagnosis.codes import felt
from bot.core.diagnosis.expiry import expiring
from bot.core.diagnosis.incidents import Change, State, follow
from bot.core.document import Document
from bot.core.events import Act, Outgoing
from bot.core.model import CheckResult, Verdict
from bot.core.phrasing import watching as say
from bot.core.rendering import to_html, to_text
from bot.flows.live import Live
from bot.flows.replies import txn
from bot.flows.when import clock_time, day
from bot.ports import Incident, Watchbook

log = structlog.get_logger()

TROUBLE = (Verdict.DOWN, Verdict.DEGRADED)
# A service found in trouble is looked at again before it counts: results are shared for a minute.
SECOND_TRY_S = 65.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """`rooms` are told of incidents, `moderation` of certificates; `interval` in seconds."""

    live: Live
    book: Watchbook
    rooms: Callable[[], Sequence[str]]
    moderation: Callable[[], str]
    interval: float
    second_try: float = SECOND_TRY_S

    async def run(self) -> None:
        """Until cancelled. The pause varies by a tenth, so that several bots do not knock together."""
        while True:
            await asyncio.sleep(self.interval * random.uniform(0.9, 1.1))  # noqa: S311 - not a secret
            try:
                await self.round()
            except Exception:  # the edge of the watch: a round that fails is one round, not the end of watching
                log.exception("watch failed")

    async def round(self) -> None:
        """One look at everything, a second one at what is in trouble."""
        results = await self.looked(["all"])
        bad = [name for name, result in results.items() if result.verdict in TROUBLE]
        if bad:
            await asyncio.sleep(self.second_try)
            results |= await self.looked(bad)
        await self.book.saw(list(results.values()))
        states = await self.book.states()
        for name, result in results.items():
            await self.follow(states.get(name, State(target=name)), result)
        await self.certificates(list(results.values()))
        self.live.departures()

    async def looked(self, targets: Sequence[str]) -> dict[str, CheckResult]:
        """As people feel it: a certificate near its end is told to moderators, and is no outage."""
        found = await self.live.look(targets)
        return {result.target: replace(result, verdict=felt(result.verdict, result.code)) for result in found}

    async def follow(self, before: State, result: CheckResult) -> None:
        state, change = follow(before, result)
        match change:
            case Change.OPENED:
                log.warning("incident opened", service=result.target, code=result.code)
                document = say.opened(result, clock_time(state.since))
                await self.book.follow(state, incident_of(state), self.to_rooms(document, name_of(state)))
            case Change.WORSENED:
                document = say.opened(result, clock_time(state.since))
                await self.book.follow(state, incident_of(state), self.edits(document, state, result))
            case Change.CLOSED:
                log.info("incident closed", service=result.target)
                ended = replace(incident_of(before), closed_at=state.until)
                await self.book.follow(state, ended, self.over(state, result))
            case Change.NONE:
                await self.book.follow(state)

    def over(self, state: State, result: CheckResult) -> list[Outgoing]:
        """The message of the opening tells that it is over; a new one tells those who do not look back."""
        done = say.ended(result.title, clock_time(state.since), clock_time(state.until))
        news = say.restored(result.title, say.duration(state.until - state.since))
        return self.edits(done, state, result) + self.to_rooms(news, f"{name_of(state)} over")

    def to_rooms(self, document: Document, name: str) -> list[Outgoing]:
        return [message(room, document, txn(room, name)) for room in self.rooms()]

    def edits(self, document: Document, state: State, result: CheckResult) -> list[Outgoing]:
        return [
            Outgoing(
                txn=txn(room, f"{name_of(state)} {result.checked_at}"),
                room_id=room,
                act=Act.EDIT,
                body=to_text(document),
                html=to_html(document),
                target_txn=txn(room, name_of(state)),
            )
            for room in self.rooms()
        ]

    async def certificates(self, results: Sequence[CheckResult]) -> None:
        """Moderators are told 21, 7 and 1 days before the end, once each; without their room, the log is."""
        for one in expiring(results, self.live.clock()):
            key = f"{one.host}:{one.port} {one.expires_at:.0f} {one.step}"
            room = self.moderation()
            document = say.certificate(one.host, one.port, one.days, day(one.expires_at))
            if await self.book.once(key, [message(room, document, txn(room, key))] if room else []):
                log.warning("certificate ends soon", host=one.host, port=one.port, days=one.days)


def message(room: str, document: Document, key: str) -> Outgoing:
    return Outgoing(txn=key, room_id=room, body=to_text(document), html=to_html(document))


def name_of(state: State) -> str:
    """One incident of one service."""
    return f"incident {state.target} {state.since:.0f}"


def incident_of(state: State) -> Incident:
    return Incident(
        service=state.target, opened_at=state.since, verdict=state.verdict, cause=state.code, notice=name_of(state)
    )
