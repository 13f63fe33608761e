"""Statements on the way of every answer, made once: SQL text for the driver, without SQLAlchemy's trips around each.

A statement through SQLAlchemy's asynchronous SQLite is three or four trips to the driver's thread; here it is one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


@dataclass(frozen=True, slots=True)
class Prepared:
    """SQL with question marks; for each of them the name of its value and what the column's type makes of it. `own`:
    values that are part of the statement."""

    sql: str
    own: Mapping[str, Any]
    names: Sequence[str]
    types: Sequence[Callable[[Any], Any] | None]

    @classmethod
    def of(cls, statement: Any, dialect: Dialect) -> "Prepared":
        """`statement` has a bound parameter for every value that changes; the other values are its own."""
        compiled = statement.compile(dialect=dialect)
        names: Sequence[str] = compiled.positiontup or ()
        types = [compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
        return cls(str(compiled), compiled.params, [*names], types)

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        every = {**self.own, **given}
        return [kind(every[name]) if kind else every[name] for name, kind in zip(self.names, self.types, strict=True)]


def insert_of(insert: Any, table: sa.Table, *columns: str) -> Any:
    """An insert whose values are bound by the names of their columns."""
    return insert.values({name: sa.bindparam(name, type_=table.c[name].type) for name in columns})
