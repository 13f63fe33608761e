"""A database and its transactions, SQLite or PostgreSQL; what is stored is the business of journal.py and memory.py."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import WorldFailed
from bot.storage.hot import Prepared

READING = "facteur_reading"
OURS = (exc.IntegrityError, exc.ProgrammingError, exc.DataError, sqlite3.IntegrityError, sqlite3.ProgrammingError)


class Store:
    """Every verb of journal.py and memory.py is one `writing` or `reading` block."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        # SQLite knows one writer; waiting in line here is fair and costs nothing, its own waiting is neither.
        self.turn = asyncio.Lock() if self.is_sqlite else nullcontext()
        self.prepared: dict[Any, Prepared] = {}  # by statement; only those of the hot path, which are made once

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

    async def write(self, *work: tuple[Any, Mapping[str, Any]]) -> None:
        """Statements with bound parameters and their values, in one transaction, as `writing` would run them.

        On SQLite in one trip to the driver's thread each: 1 ms instead of 3 for what settles a message.
        """
        if not self.is_sqlite:
            async with self.writing() as connection:
                for statement, values in work:
                    await connection.execute(statement, values)
            return
        calls = [(prepared.sql, prepared.values(values)) for prepared, values in self.ready(work)]
        with Failing():
            async with self.turn, self.engine.connect() as connection:
                raw = await driver(connection)
                try:
                    for sql, given in (("BEGIN IMMEDIATE", []), *calls, ("COMMIT", [])):
                        await raw.execute_fetchall(sql, given)
                except BaseException:
                    await raw.rollback()  # nothing, if a cancelled COMMIT came through after all
                    raise

    async def rows(self, query: Any, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """The rows of a query with bound parameters, as stored: no type here reads otherwise than it is written."""
        if not self.is_sqlite:
            async with self.reading() as connection:
                return list(await connection.execute(query, values))
        [(prepared, given)] = self.ready([(query, values)])
        with Failing():
            async with self.engine.connect() as connection:
                return list(await (await driver(connection)).execute_fetchall(prepared.sql, prepared.values(given)))

    def ready(self, work: Iterable[tuple[Any, Mapping[str, Any]]]) -> list[tuple[Prepared, Mapping[str, Any]]]:
        for statement, _ in work:
            if statement not in self.prepared:
                self.prepared[statement] = Prepared.of(statement, self.engine.dialect)
        return [(self.prepared[statement], values) for statement, values in work]

    def insert(self, table: sa.Table) -> Any:
        """An insert that may say what happens when the row is there; both databases spell it alike."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)


async def driver(connection: AsyncConnection) -> Any:
    """aiosqlite's own connection."""
    return (await connection.get_raw_connection()).driver_connection


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
