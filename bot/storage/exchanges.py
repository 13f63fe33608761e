"""Exchanges as rows: what was asked and what was done about it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model import Outcome
from bot.ports import Exchange
from bot.storage.store import Store
from bot.storage.tables import EXCHANGES

COLUMNS = [column for column in EXCHANGES.columns if column.name != "seq"]


async def put(connection: AsyncConnection, store: Store, exchange: Exchange) -> None:
    """The exchange of its question, in the place of an earlier revision."""
    values = {name: getattr(exchange, name) for name in ("question", "room_id", "thread", "asker", "text", "reply")}
    values |= {"outcome": exchange.outcome.value, "entries": " ".join(exchange.entries)}
    values |= {"revision": exchange.revision, "at": exchange.at}
    changed = {name: value for name, value in values.items() if name != "question"}
    row = store.insert(EXCHANGES).values(values)
    await connection.execute(row.on_conflict_do_update(index_elements=["question"], set_=changed))


def select() -> sa.Select[Any]:
    return sa.select(*COLUMNS)


def read(row: Any) -> Exchange:
    values = dict(row._mapping)
    values |= {"outcome": Outcome(values["outcome"]), "entries": tuple(values["entries"].split())}
    return Exchange(**values)
