"""A database's address -> an open Store. SQLite is set up here for durability; PostgreSQL needs no set-up."""

import asyncio
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import SettingsWrong
from bot.storage import atomic
from bot.storage.store import READING, Failing, Store

# FULL: a transaction that returned survives a power cut. With NORMAL the last ones may be gone, and with them a vote
# or a moderator's change that was confirmed; the price is one flush a transaction, two or three a message.
# secure_delete: a question forgotten is not left readable in a free page.
PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
BUSY_S = 10.0  # another process (a back-up, a command line) may hold the file for a moment
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
# libpq's names -> asyncpg's, so that an address copied from elsewhere works.
OPTIONS = {"sslmode": "ssl"}


async def connect(url: str) -> Store:
    """A store whose connections open when first used.

    SettingsWrong: the address or the file's place is wrong. WorldFailed: the file is no database, or is in use.
    """
    address = read(url)
    if address.drivername == DRIVERS["sqlite"]:
        if address.database not in (None, "", ":memory:"):
            with Failing():
                await asyncio.to_thread(prepare, Path(str(address.database)))
        timed = address.update_query_dict({"timeout": str(BUSY_S)} | dict(address.query))
        # Every block of store.py ends its own transaction: ending it once more at return is a trip for nothing.
        engine = create_async_engine(timed, pool_reset_on_return=None)
        sa.event.listen(engine.sync_engine, "connect", set_up)
        sa.event.listen(engine.sync_engine, "begin", begin)
        return Store(engine)
    return Store(create_async_engine(address, pool_pre_ping=True, pool_size=4, max_overflow=4))


def read(url: str) -> URL:
    """BOT_DATABASE as SQLAlchemy wants it; never shown, it may hold a password."""
    wrong = SettingsWrong(["BOT_DATABASE: expected sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"])
    try:
        address = make_url(url)
    except (exc.ArgumentError, ValueError):
        raise wrong from None
    if address.drivername not in DRIVERS:
        raise wrong
    query = {OPTIONS.get(name, name): value for name, value in address.query.items()}
    return address.set(drivername=DRIVERS[address.drivername], query=query)


def prepare(path: Path) -> None:
    """The folder, and the file for its owner alone: it holds what people wrote. SQLite's side files take its mode."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as e:
        raise SettingsWrong([f"BOT_DATABASE: {path}: expected a file that can be written ({e.strerror})"]) from e
    with suppress(PermissionError):  # another owner's file that we may write: theirs to protect
        path.chmod(0o600)
    write_ahead(path)


def write_ahead(path: Path) -> None:
    """The file's journal is a write-ahead log from now on: readers and the writer do not wait for each other.

    The mode stays in the file. It is set here, by one process at a time: SQLite does not wait when two connections
    change it at once but fails with SQLITE_BUSY, timeout or not (sqlite.org/pragma.html, journal_mode; seen in one of
    180 starts of six at once).
    """
    with atomic.locked(path.parent), closing(sqlite3.connect(path, timeout=BUSY_S)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def set_up(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver would begin transactions by its own rules; `begin` below does
    try:
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()
    except BaseException:  # the pool has not taken it yet: nobody else would close it
        connection.close()
        raise


def begin(connection: sa.Connection) -> None:
    """IMMEDIATE: a writer takes its turn first; one that reads and then writes would fail instead of waiting.

    A reading block is one SELECT, which needs no transaction: a trip to the driver's thread less (0.4 ms).
    """
    if not connection.get_execution_options().get(READING):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
