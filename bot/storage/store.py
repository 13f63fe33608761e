"""A database and its transactions, SQLite or PostgreSQL; what is stored is the business of journal.py and memory.py."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import WorldFailed

READING = "facteur_reading"
OURS = (exc.IntegrityError, exc.ProgrammingError, exc.DataError)


class Store:
    """Every verb of journal.py and memory.py is one `writing` or `reading` block."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        # SQLite knows one writer; waiting in line here is fair and costs nothing, its own waiting is neither.
        self.turn = asyncio.Lock() if self.is_sqlite else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: all of the block or nothing. WorldFailed when the database cannot."""
        with Failing():
            async with self.turn, self.engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        with Failing():
            async with self.engine.connect() as connection:
                yield await connection.execution_options(**{READING: True})

    async def texts(self, query: sa.Select[tuple[str | None]]) -> list[str]:
        """The one column of a query without parameters, as stored.

        On SQLite in one trip to the driver's thread instead of five (0.15 ms instead of 0.8): two such queries are on
        the way of every answer.
        """
        if not self.is_sqlite:
            async with self.reading() as connection:
                return [str(value) for value in await connection.scalars(query)]
        sql = str(query.compile(dialect=self.engine.dialect, compile_kwargs={"literal_binds": True}))
        with Failing():
            async with self.engine.connect() as connection:
                raw: Any = (await connection.get_raw_connection()).driver_connection
                return [row[0] for row in await raw.execute_fetchall(sql)]

    def insert(self, table: sa.Table) -> Any:
        """An insert that may say what happens when the row is there; both databases spell it alike."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)


class Failing:
    """`with Failing():` what the database cannot do now is WorldFailed; a mistake of ours stays what it is."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        # What asyncpg raises while connecting comes through unwrapped; its errors carry an SQLSTATE.
        theirs = isinstance(error, (exc.DBAPIError, exc.TimeoutError, sqlite3.Error)) or hasattr(error, "sqlstate")
        if error is not None and theirs and not isinstance(error, OURS):
            raise WorldFailed(f"the database failed: {reason(error)}") from error
        if isinstance(error, OSError):
            raise WorldFailed(f"the database cannot be reached: {error.strerror or error}") from error


def reason(error: BaseException) -> str:
    """The driver's first line, without the statement and its values: they may be what a person wrote."""
    cause = getattr(error, "orig", None) or error
    return str(cause).split("\n", maxsplit=1)[0].rsplit("'>: ", maxsplit=1)[-1]
