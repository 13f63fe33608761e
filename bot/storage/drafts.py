"""Entries proposed from the room, until a moderator says yes: the port Drafts on a database."""

import json
from collections.abc import Callable

import sqlalchemy as sa

from bot.ports import Draft
from bot.storage.store import Store
from bot.storage.tables import DRAFTS, OUTBOX

COLUMNS = [column for column in DRAFTS.columns if column.name not in ("id", "at")]


class SqlDrafts:
    def __init__(self, store: Store, clock: Callable[[], int]) -> None:
        self.store = store
        self.clock = clock

    async def keep(self, draft: Draft) -> None:
        names = ("room_id", "thread", "entry", "answer", "author")
        values = {name: getattr(draft, name) for name in names} | {"questions": json.dumps(draft.questions)}
        row = self.store.insert(DRAFTS).values(txn=draft.txn, at=self.clock(), **values)
        async with self.store.writing() as connection:
            await connection.execute(row.on_conflict_do_update(index_elements=["txn"], set_=values))

    async def shown_by(self, event_id: str) -> Draft | None:
        query = sa.select(*COLUMNS).join(OUTBOX, OUTBOX.c.txn == DRAFTS.c.txn).where(OUTBOX.c.event_id == event_id)
        async with self.store.reading() as connection:
            row = (await connection.execute(query)).first() if event_id else None
        if row is None:
            return None
        values = dict(row._mapping)
        return Draft(**values | {"questions": tuple(json.loads(values["questions"]))})

    async def drop(self, txn: str) -> None:
        async with self.store.writing() as connection:
            await connection.execute(sa.delete(DRAFTS).where(DRAFTS.c.txn == txn))
