"""The database: opened, brought up to date, closed; old texts forgotten. What is in it: tables.py."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import exc

from bot.errors import SettingsWrong, WorldFailed
from bot.storage import engines, migrate
from bot.storage.audit import SqlAudit
from bot.storage.drafts import SqlDrafts
from bot.storage.journal import SqlJournal
from bot.storage.memory import SqlMemory
from bot.storage.store import Store, reason
from bot.storage.tables import DRAFTS, EXCHANGES, INBOX, NOTES, OUTBOX, SIGHTINGS, VOTES

# What SQLite and PostgreSQL say when the settings and not the moment are wrong: no database, a refused password,
# no right (SQLSTATE classes 28 and 3D, code 42501); for SQLite its words.
REFUSED_STATES = ("28", "3D", "42501")
REFUSED_WORDS = ("file is not a database", "unable to open database file", "readonly database", "is encrypted")


def milliseconds() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """An open database. `clock` gives milliseconds since the epoch."""

    store: Store
    journal: SqlJournal
    memory: SqlMemory
    audit: SqlAudit
    drafts: SqlDrafts

    async def forget(self, before_ms: int) -> None:
        """What people wrote before then is gone; that a question was asked and answered stays, without its text."""
        async with self.store.writing() as connection:
            await connection.execute(sa.delete(INBOX).where(INBOX.c.settled, INBOX.c.received_at < before_ms))
            await connection.execute(sa.delete(OUTBOX).where(OUTBOX.c.done, OUTBOX.c.stored_at < before_ms))
            await connection.execute(sa.delete(DRAFTS).where(DRAFTS.c.at < before_ms))
            await connection.execute(sa.delete(VOTES).where(VOTES.c.at < before_ms))
            await connection.execute(sa.delete(SIGHTINGS).where(SIGHTINGS.c.at < before_ms))
            old = sa.update(EXCHANGES).where(EXCHANGES.c.at < before_ms)
            await connection.execute(old.values(text="", asker=""))

    async def close(self) -> None:
        await self.store.engine.dispose()


async def open_database(url: str, *, clock: Callable[[], int] = milliseconds) -> Database:
    """`sqlite:///PATH` or `postgresql://…`, created or brought up to date.

    SettingsWrong: it can never open like this. WorldFailed: it cannot now.
    """
    try:
        store = await engines.connect(url)
        key = await make_ready(store)
    except (WorldFailed, exc.ProgrammingError) as e:
        if refused(e.__cause__ or e):
            raise SettingsWrong([f"BOT_DATABASE: {reason(e.__cause__ or e)}"]) from e
        raise
    return Database(
        store=store,
        journal=SqlJournal(store, clock),
        memory=SqlMemory(store, clock, key),
        audit=SqlAudit(store, clock),
        drafts=SqlDrafts(store, clock),
    )


async def make_ready(store: Store) -> bytes:
    """Brought up to date, or closed. The key of its pseudonyms."""
    try:
        await migrate.upgrade(store)
        return await pseudonym_key(store)
    except BaseException:
        await store.engine.dispose()
        raise


def refused(error: BaseException) -> bool:
    state = getattr(getattr(error, "orig", error), "sqlstate", None) or ""
    return state.startswith(REFUSED_STATES) or any(words in str(error) for words in REFUSED_WORDS)


async def pseudonym_key(store: Store) -> bytes:
    """Drawn once for each installation: without it nobody can tell whose pseudonym it is."""
    async with store.writing() as connection:
        fresh = store.insert(NOTES).values(name="pseudonym_key", value=secrets.token_hex(32))
        await connection.execute(fresh.on_conflict_do_nothing(index_elements=["name"]))
        kept = await connection.scalar(sa.select(NOTES.c.value).where(NOTES.c.name == "pseudonym_key"))
    return bytes.fromhex(str(kept))
