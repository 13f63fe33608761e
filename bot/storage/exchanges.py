"""Exchanges as rows: what was asked and what was done about it."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from bot.core.model import Outcome
from bot.ports import Exchange
from bot.storage.hot import insert_of
from bot.storage.store import Store
from bot.storage.tables import EXCHANGES

COLUMNS = [column for column in EXCHANGES.columns if column.name != "seq"]
NAMES = [column.name for column in COLUMNS]


def put(store: Store) -> Any:
    """The statement that writes the exchange of a question, in the place of an earlier revision."""
    row = insert_of(store.insert(EXCHANGES), EXCHANGES, *NAMES)
    changed = {name: row.excluded[name] for name in NAMES if name != "question"}
    return row.on_conflict_do_update(index_elements=["question"], set_=changed)


def values(exchange: Exchange) -> Mapping[str, Any]:
    found = {name: getattr(exchange, name) for name in NAMES}
    return found | {"outcome": exchange.outcome.value, "entries": " ".join(exchange.entries)}


def select() -> sa.Select[Any]:
    return sa.select(*COLUMNS)


def read(row: Sequence[Any]) -> Exchange:
    found = dict(zip(NAMES, row, strict=True))
    found |= {"outcome": Outcome(found["outcome"]), "entries": tuple(found["entries"].split())}
    return Exchange(**found)
