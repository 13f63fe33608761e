"""Who changed which answer, when, from what to what: the port Audit on a database."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from bot.ports import Change
from bot.storage.store import Store
from bot.storage.tables import AUDIT

NEWEST_FIRST = AUDIT.c.id.desc()


class SqlAudit:
    def __init__(self, store: Store, clock: Callable[[], int]) -> None:
        self.store = store
        self.clock = clock

    async def record(self, change: Change, author: str) -> Change:
        kept = replace(change, at=self.clock(), author=author)
        names = ("at", "author", "action", "entry", "before", "after", "patch", "undone")
        values = {name: getattr(kept, name) for name in names}
        async with self.store.writing() as connection:
            number = await connection.scalar(sa.insert(AUDIT).values(values).returning(AUDIT.c.id))
        return replace(kept, id=int(number or 0))

    async def history(self, entry: str = "", limit: int = 20) -> Sequence[Change]:
        query = sa.select(AUDIT).order_by(NEWEST_FIRST).limit(limit)
        return await self.read(query.where(AUDIT.c.entry == entry) if entry else query)

    async def last(self) -> Change | None:
        standing = sa.and_(~AUDIT.c.undone, AUDIT.c.action != "undo")
        found = await self.read(sa.select(AUDIT).where(standing).order_by(NEWEST_FIRST).limit(1))
        return found[0] if found else None

    async def undone(self, change_id: int) -> None:
        async with self.store.writing() as connection:
            await connection.execute(sa.update(AUDIT).where(AUDIT.c.id == change_id).values(undone=True))

    async def read(self, query: Any) -> list[Change]:
        async with self.store.reading() as connection:
            return [Change(**row._mapping) for row in await connection.execute(query)]
