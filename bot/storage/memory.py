"""What was said before: the port Memory on a database, and what statistics need. No user id is ever stored here."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from bot.ports import Exchange
from bot.storage import exchanges
from bot.storage.store import Store
from bot.storage.tables import EXCHANGES, OUTBOX, VOTES

THREAD_LENGTH = 20
OLDEST_FIRST = (EXCHANGES.c.at, EXCHANGES.c.seq)
NEWEST_FIRST = (EXCHANGES.c.at.desc(), EXCHANGES.c.seq.desc())


class SqlMemory:
    def __init__(self, store: Store, clock: Callable[[], int], key: bytes) -> None:
        self.store = store
        self.clock = clock
        self.key = key

    def pseudonym(self, user_id: str) -> str:
        return blake2b(user_id.encode("utf-8", "surrogatepass"), key=self.key, digest_size=16).hexdigest()

    async def exchange(self, question: str) -> Exchange | None:
        return await self.first(exchanges.select().where(EXCHANGES.c.question == question))

    async def exchange_of_reply(self, event_id: str) -> Exchange | None:
        if not event_id:
            return None
        txns = sa.select(OUTBOX.c.txn).where(OUTBOX.c.event_id == event_id)
        return await self.first(exchanges.select().where(EXCHANGES.c.reply.in_(txns)).order_by(*NEWEST_FIRST))

    async def thread(self, room_id: str, root: str) -> Sequence[Exchange]:
        in_it = sa.and_(EXCHANGES.c.room_id == room_id, EXCHANGES.c.thread == root)
        last = await self.all(exchanges.select().where(in_it).order_by(*NEWEST_FIRST).limit(THREAD_LENGTH))
        return last[::-1]

    async def recent(self, room_id: str, asker: str, since: int) -> Sequence[Exchange]:
        """In the room itself: the message opened its thread, or has none."""
        in_room = EXCHANGES.c.thread.in_(["", EXCHANGES.c.question])
        theirs = sa.and_(EXCHANGES.c.room_id == room_id, EXCHANGES.c.asker == asker, EXCHANGES.c.at >= since)
        return await self.all(exchanges.select().where(theirs, in_room).order_by(*OLDEST_FIRST))

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

    async def first(self, query: Any) -> Exchange | None:
        async with self.store.reading() as connection:
            row = (await connection.execute(query)).first()
        return exchanges.read(row) if row else None

    async def all(self, query: Any) -> list[Exchange]:
        async with self.store.reading() as connection:
            return [exchanges.read(row) for row in await connection.execute(query)]
