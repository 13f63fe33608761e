"""The durable inbox and outbox: the port Journal on a database. Every verb is one transaction."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.events import Act, Incoming, Kind, Outgoing
from bot.ports import Exchange
from bot.storage import exchanges
from bot.storage.store import Store
from bot.storage.tables import INBOX, NOTES, OUTBOX

TOKEN = "sync_token"  # noqa: S105 - the name of a row


class SqlJournal:
    def __init__(self, store: Store, clock: Callable[[], int]) -> None:
        self.store = store
        self.clock = clock

    async def token(self) -> str | None:
        async with self.store.reading() as connection:
            value: str | None = await connection.scalar(sa.select(NOTES.c.value).where(NOTES.c.name == TOKEN))
        return value

    async def receive(self, events: Sequence[Incoming], token: str) -> None:
        now = self.clock()
        rows = [{"event_id": event.event_id, "received_at": now, "event": pack(event)} for event in events]
        note = self.store.insert(NOTES).values(name=TOKEN, value=token)
        async with self.store.writing() as connection:
            if rows:
                fresh = self.store.insert(INBOX).on_conflict_do_nothing(index_elements=["event_id"])
                await connection.execute(fresh, rows)
            await connection.execute(note.on_conflict_do_update(index_elements=["name"], set_={"value": token}))

    async def waiting(self) -> Sequence[Incoming]:
        query = sa.select(INBOX.c.event).where(~INBOX.c.settled).order_by(INBOX.c.seq)
        return [incoming(event) for event in await self.store.texts(query)]

    async def settle(self, event: Incoming, out: Sequence[Outgoing] = (), exchange: Exchange | None = None) -> None:
        handled = sa.update(INBOX).where(INBOX.c.event_id == event.event_id).values(settled=True, event=None)
        async with self.store.writing() as connection:
            await connection.execute(handled)
            await self.put(connection, out)
            if exchange is not None:
                await exchanges.put(connection, self.store, exchange)

    async def unsent(self) -> Sequence[Outgoing]:
        query = sa.select(OUTBOX.c.call).where(~OUTBOX.c.done).order_by(OUTBOX.c.seq)
        return [outgoing(call) for call in await self.store.texts(query)]

    async def delivered(self, txn: str, event_id: str) -> None:
        sent = sa.update(OUTBOX).where(OUTBOX.c.txn == txn).values(done=True, event_id=event_id, call=None)
        async with self.store.writing() as connection:
            await connection.execute(sent)

    async def enqueue(self, out: Sequence[Outgoing]) -> None:
        async with self.store.writing() as connection:
            await self.put(connection, out)

    async def caused(self, event_id: str) -> Sequence[str]:
        sent = sa.and_(OUTBOX.c.cause == event_id, OUTBOX.c.act == Act.SEND.value)
        async with self.store.reading() as connection:
            return list(await connection.scalars(sa.select(OUTBOX.c.txn).where(sent).order_by(OUTBOX.c.seq)))

    async def event_of(self, txn: str) -> str:
        async with self.store.reading() as connection:
            return await connection.scalar(sa.select(OUTBOX.c.event_id).where(OUTBOX.c.txn == txn)) or ""

    async def put(self, connection: AsyncConnection, out: Sequence[Outgoing]) -> None:
        """A txn that is there already stays as it is: the same call is made once."""
        now = self.clock()
        rows = [
            {"txn": one.txn, "stored_at": now, "act": one.act.value, "cause": one.cause, "call": pack(one)}
            for one in out
        ]
        if rows:
            await connection.execute(self.store.insert(OUTBOX).on_conflict_do_nothing(index_elements=["txn"]), rows)


def pack(event: Incoming | Outgoing) -> str:
    """ASCII, so that null bytes and lone surrogates of a message survive in any database."""
    return json.dumps(asdict(event))


def incoming(text: str) -> Incoming:
    data: dict[str, Any] = json.loads(text)
    return Incoming(**data | {"kind": Kind(data["kind"]), "mentions": tuple(data["mentions"])})


def outgoing(text: str) -> Outgoing:
    data: dict[str, Any] = json.loads(text)
    return Outgoing(**data | {"act": Act(data["act"]), "mentions": tuple(data["mentions"])})
