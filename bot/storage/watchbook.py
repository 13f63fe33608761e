"""What the background checks saw and when services were out of order: the port Watchbook on a database."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import sqlalchemy as sa

from bot.core.diagnosis.incidents import State
from bot.core.events import Outgoing
from bot.core.model import CheckResult, Verdict
from bot.ports import Incident
from bot.storage.journal import SqlJournal
from bot.storage.store import Store
from bot.storage.tables import INCIDENTS, NOTES, SIGHTINGS

STATE, TOLD = "watch:", "told:"


class SqlWatchbook:
    """Shares the journal's outbox, so that an incident and what is told of it are one transaction."""

    def __init__(self, store: Store, journal: SqlJournal) -> None:
        self.store = store
        self.journal = journal

    async def saw(self, results: Sequence[CheckResult]) -> None:
        rows = [
            {
                "service": result.target,
                "at": int(result.checked_at * 1000),
                "verdict": result.verdict.value,
                "cause": result.code,
                "ms": sum(stage.ms for endpoint in result.endpoints for stage in endpoint.stages),
            }
            for result in results
        ]
        if rows:
            async with self.store.writing() as connection:
                await connection.execute(sa.insert(SIGHTINGS), rows)

    async def states(self) -> Mapping[str, State]:
        query = sa.select(NOTES.c.value).where(NOTES.c.name.startswith(STATE))
        async with self.store.reading() as connection:
            read = [json.loads(value) for value in await connection.scalars(query)]
        return {one["target"]: State(**{**one, "verdict": Verdict(one["verdict"])}) for one in read}

    async def follow(self, state: State, incident: Incident | None = None, out: Sequence[Outgoing] = ()) -> None:
        value = json.dumps(asdict(state))
        note = self.store.insert(NOTES).values(name=STATE + state.target, value=value)
        async with self.store.writing() as connection:
            await connection.execute(note.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
            if incident:
                same = sa.and_(
                    INCIDENTS.c.service == incident.service, INCIDENTS.c.opened_at == int(incident.opened_at * 1000)
                )
                await connection.execute(sa.delete(INCIDENTS).where(same))
                await connection.execute(sa.insert(INCIDENTS).values(row(incident)))
            await self.journal.put(connection, out)

    async def incidents(self, since: float) -> Sequence[Incident]:
        lasted = sa.or_(INCIDENTS.c.closed_at.is_(None), INCIDENTS.c.closed_at >= int(since * 1000))
        async with self.store.reading() as connection:
            rows = await connection.execute(sa.select(INCIDENTS).where(lasted).order_by(INCIDENTS.c.opened_at))
            return [read(one) for one in rows]

    async def shares(self, since: float) -> Mapping[str, float]:
        good = sa.func.sum(sa.case((SIGHTINGS.c.verdict == Verdict.OK.value, 1), else_=0))
        query = (
            sa.select(SIGHTINGS.c.service, good, sa.func.count())
            .where(SIGHTINGS.c.at >= int(since * 1000), SIGHTINGS.c.verdict != Verdict.UNKNOWN.value)
            .group_by(SIGHTINGS.c.service)
        )
        async with self.store.reading() as connection:
            return {service: int(well) / int(total) for service, well, total in await connection.execute(query)}

    async def once(self, key: str, out: Sequence[Outgoing]) -> bool:
        note = self.store.insert(NOTES).values(name=(TOLD + key)[:100], value="")
        async with self.store.writing() as connection:
            made = await connection.execute(note.on_conflict_do_nothing(index_elements=["name"]))
            if made.rowcount < 1:
                return False
            await self.journal.put(connection, out)
        return True


def row(incident: Incident) -> dict[str, object]:
    closed = None if incident.closed_at is None else int(incident.closed_at * 1000)
    return {
        "service": incident.service,
        "opened_at": int(incident.opened_at * 1000),
        "closed_at": closed,
        "verdict": incident.verdict.value,
        "cause": incident.cause,
        "notice": incident.notice,
    }


def read(one: sa.Row[tuple[object, ...]]) -> Incident:
    kept = one._mapping
    return Incident(
        service=kept["service"],
        opened_at=kept["opened_at"] / 1000,
        closed_at=None if kept["closed_at"] is None else kept["closed_at"] / 1000,
        verdict=Verdict(kept["verdict"]),
        cause=kept["cause"],
        notice=kept["notice"],
    )
