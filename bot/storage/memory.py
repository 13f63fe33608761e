"""What was said before: the port Memory on a database, and what statistics need. No user id is ever stored here."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from bot.ports import Exchange
from bot.storage import exchanges
from bot.storage.store import Store
from bot.storage.tables import EXCHANGES, OUTBOX, VOTES

MOST = 20  # exchanges of a thread, or of a person's last minutes
OLDEST_FIRST = (EXCHANGES.c.at, EXCHANGES.c.seq)
NEWEST_FIRST = (EXCHANGES.c.at.desc(), EXCHANGES.c.seq.desc())


COLUMNS = EXCHANGES.c
OF_QUESTION = exchanges.select().where(COLUMNS.question == sa.bindparam("question"))
OF_REPLY = (
    exchanges.select()
    .where(COLUMNS.reply.in_(sa.select(OUTBOX.c.txn).where(OUTBOX.c.event_id == sa.bindparam("event_id"))))
    .order_by(*NEWEST_FIRST)
    .limit(1)
)
LAST = exchanges.select().where(COLUMNS.room_id == sa.bindparam("room_id")).order_by(*NEWEST_FIRST).limit(MOST)
IN_THREAD = LAST.where(COLUMNS.thread == sa.bindparam("thread"))
RECENT = LAST.where(
    COLUMNS.asker == sa.bindparam("asker"),
    COLUMNS.at >= sa.bindparam("since"),
    sa.or_(COLUMNS.thread == "", COLUMNS.thread == COLUMNS.question),
)


class SqlMemory:
    def __init__(self, store: Store, clock: Callable[[], int], key: bytes) -> None:
        self.store = store
        self.clock = clock
        self.key = key

    def pseudonym(self, user_id: str) -> str:
        return blake2b(user_id.encode("utf-8", "surrogatepass"), key=self.key, digest_size=16).hexdigest()

    async def exchange(self, question: str) -> Exchange | None:
        return first(await self.found(OF_QUESTION, question=question))

    async def exchange_of_reply(self, event_id: str) -> Exchange | None:
        return first(await self.found(OF_REPLY, event_id=event_id)) if event_id else None

    async def thread(self, room_id: str, root: str) -> Sequence[Exchange]:
        return (await self.found(IN_THREAD, room_id=room_id, thread=root))[::-1]

    async def recent(self, room_id: str, asker: str, since: int) -> Sequence[Exchange]:
        """In the room itself: the message opened its thread, or has none."""
        return (await self.found(RECENT, room_id=room_id, asker=asker, since=since))[::-1]

    async def vote(self, reply_event: str, voter: str, key: str, reaction: str) -> None:
        """`voter` is a pseudonym. All reactions are kept: when the last is withdrawn, the one before counts again."""
        values = {"reaction": reaction, "reply_event": reply_event, "voter": voter, "key": key, "at": self.clock()}
        async with self.store.writing() as connection:
            row = self.store.insert(VOTES).values(values)
            await connection.execute(row.on_conflict_do_nothing(index_elements=["reaction"]))

    async def withdraw(self, reaction: str) -> None:
        async with self.store.writing() as connection:
            await connection.execute(sa.delete(VOTES).where(VOTES.c.reaction == reaction))

    async def exchanges(self, since: int) -> Sequence[Exchange]:
        """Every exchange since then (ms), oldest first."""
        return await self.all(exchanges.select().where(EXCHANGES.c.at >= since).order_by(*OLDEST_FIRST))

    async def votes(self, since: int) -> Sequence[tuple[str, str]]:
        """(question's event id, key) of each vote that counts and was given since then, oldest first."""
        last = sa.select(sa.func.max(VOTES.c.seq)).group_by(VOTES.c.reply_event, VOTES.c.voter)
        query = (
            sa.select(EXCHANGES.c.question, VOTES.c.key)
            .join(OUTBOX, OUTBOX.c.event_id == VOTES.c.reply_event)
            .join(EXCHANGES, EXCHANGES.c.reply == OUTBOX.c.txn)
            .where(VOTES.c.seq.in_(last), VOTES.c.at >= since)
            .order_by(VOTES.c.seq)
        )
        async with self.store.reading() as connection:
            return [(row.question, row.key) for row in await connection.execute(query)]

    async def all(self, query: Any) -> list[Exchange]:
        async with self.store.reading() as connection:
            return [exchanges.read(row) for row in await connection.execute(query)]

    async def found(self, query: Any, **values: Any) -> list[Exchange]:
        return [exchanges.read(row) for row in await self.store.rows(query, values)]


def first(found: Sequence[Exchange]) -> Exchange | None:
    return found[0] if found else None
