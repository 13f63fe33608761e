"""Who changed which answer, when, from what to what: the port Audit on a database."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

import sqlalchemy as sa

from bot.ports import Change
from bot.storage.store import Store
from bot.storage.tables import AUDIT

NEWEST_FIRST = AUDIT.c.id.desc()
NAMES = tuple(field.name for field in fields(Change))
READ = sa.select(*(AUDIT.c[name] for name in NAMES))
MADE = READ.where(~AUDIT.c.prepared)


class SqlAudit:
    def __init__(self, store: Store, clock: Callable[[], int]) -> None:
        self.store = store
        self.clock = clock

    async def prepare(self, change: Change, author: str, *, undoes: int = 0) -> Change:
        kept = replace(change, at=self.clock(), author=author)
        values = {name: getattr(kept, name) for name in NAMES if name != "id"} | {"prepared": True, "undoes": undoes}
        async with self.store.writing() as connection:
            number = await connection.scalar(sa.insert(AUDIT).values(values).returning(AUDIT.c.id))
        return replace(kept, id=int(number or 0))

    async def complete(self, change: Change) -> None:
        mine = AUDIT.c.id == change.id
        async with self.store.writing() as connection:
            undoes = await connection.scalar(sa.select(AUDIT.c.undoes).where(mine))
            await connection.execute(sa.update(AUDIT).where(mine).values(prepared=False))
            await connection.execute(sa.update(AUDIT).where(AUDIT.c.id == (undoes or 0)).values(undone=True))

    async def drop(self, change: Change) -> None:
        async with self.store.writing() as connection:
            await connection.execute(sa.delete(AUDIT).where(AUDIT.c.id == change.id, AUDIT.c.prepared))

    async def prepared(self) -> Sequence[Change]:
        return await self.read(READ.where(AUDIT.c.prepared).order_by(AUDIT.c.id))

    async def of_event(self, event_id: str) -> Change | None:
        found = await self.read(MADE.where(AUDIT.c.event == event_id).order_by(NEWEST_FIRST).limit(1))
        return found[0] if found and event_id else None

    async def history(self, entry: str = "", limit: int = 20) -> Sequence[Change]:
        query = MADE.order_by(NEWEST_FIRST).limit(limit)
        return await self.read(query.where(AUDIT.c.entry == entry) if entry else query)

    async def last(self) -> Change | None:
        standing = sa.and_(~AUDIT.c.undone, AUDIT.c.action != "undo")
        found = await self.read(MADE.where(standing).order_by(NEWEST_FIRST).limit(1))
        return found[0] if found else None

    async def read(self, query: Any) -> list[Change]:
        async with self.store.reading() as connection:
            return [Change(**row._mapping) for row in await connection.execute(query)]
