"""The durable inbox and outbox: the port Journal on a database. Every verb is one transaction."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.events import Act, Incoming, Kind, Outgoing
from bot.ports import Exchange
from bot.storage import exchanges
from bot.storage.hot import insert_of
from bot.storage.store import Store
from bot.storage.tables import INBOX, NOTES, OUTBOX

TOKEN = "sync_token"  # noqa: S105 - the name of a row
WAITING = sa.select(INBOX.c.event).where(~INBOX.c.settled).order_by(INBOX.c.seq)
SETTLED = sa.update(INBOX).where(INBOX.c.event_id == sa.bindparam("handled")).values(settled=True, event=sa.null())
UNSENT = sa.select(OUTBOX.c.call).where(~OUTBOX.c.done).order_by(OUTBOX.c.seq)
SENT = (
    sa.update(OUTBOX)
    .where(OUTBOX.c.txn == sa.bindparam("sent"))
    .values(done=True, event_id=sa.bindparam("became", type_=OUTBOX.c.event_id.type), call=sa.null())
)


class SqlJournal:
    def __init__(self, store: Store, clock: Callable[[], int]) -> None:
        self.store = store
        self.clock = clock
        note = insert_of(store.insert(NOTES), NOTES, "name", "value")
        self.noted = note.on_conflict_do_update(index_elements=["name"], set_={"value": note.excluded.value})
        fresh = insert_of(store.insert(INBOX), INBOX, "event_id", "received_at", "event")
        self.received = fresh.on_conflict_do_nothing(index_elements=["event_id"])
        call = insert_of(store.insert(OUTBOX), OUTBOX, "txn", "stored_at", "act", "cause", "call")
        self.called = call.on_conflict_do_nothing(index_elements=["txn"])
        self.exchanged = exchanges.put(store)

    async def token(self) -> str | None:
        async with self.store.reading() as connection:
            value: str | None = await connection.scalar(sa.select(NOTES.c.value).where(NOTES.c.name == TOKEN))
        return value

    async def receive(self, events: Sequence[Incoming], token: str) -> None:
        now = self.clock()
        rows = [{"event_id": event.event_id, "received_at": now, "event": pack(event)} for event in events]
        note = (self.noted, {"name": TOKEN, "value": token})
        await self.store.write(*((self.received, row) for row in rows), note)

    async def waiting(self) -> Sequence[Incoming]:
        return [incoming(event) for (event,) in await self.store.rows(WAITING, {})]

    async def settle(self, event: Incoming, out: Sequence[Outgoing] = (), exchange: Exchange | None = None) -> None:
        kept = [(self.exchanged, exchanges.values(exchange))] if exchange is not None else []
        await self.store.write((SETTLED, {"handled": event.event_id}), *self.calls(out), *kept)

    async def unsent(self) -> Sequence[Outgoing]:
        return [outgoing(call) for (call,) in await self.store.rows(UNSENT, {})]

    async def delivered(self, txn: str, event_id: str) -> None:
        await self.store.write((SENT, {"sent": txn, "became": event_id}))

    async def enqueue(self, out: Sequence[Outgoing]) -> None:
        await self.store.write(*self.calls(out))

    async def caused(self, event_id: str) -> Sequence[str]:
        sent = sa.and_(OUTBOX.c.cause == event_id, OUTBOX.c.act == Act.SEND.value)
        async with self.store.reading() as connection:
            return list(await connection.scalars(sa.select(OUTBOX.c.txn).where(sent).order_by(OUTBOX.c.seq)))

    async def event_of(self, txn: str) -> str:
        async with self.store.reading() as connection:
            return await connection.scalar(sa.select(OUTBOX.c.event_id).where(OUTBOX.c.txn == txn)) or ""

    async def put(self, connection: AsyncConnection, out: Sequence[Outgoing]) -> None:
        """Among the statements of another transaction."""
        for statement, values in self.calls(out):
            await connection.execute(statement, values)

    def calls(self, out: Sequence[Outgoing]) -> list[tuple[Any, Mapping[str, Any]]]:
        """A txn that is there already stays as it is: the same call is made once."""
        now = self.clock()
        rows = [
            {"txn": one.txn, "stored_at": now, "act": one.act.value, "cause": one.cause, "call": pack(one)}
            for one in out
        ]
        return [(self.called, row) for row in rows]


def pack(event: Incoming | Outgoing) -> str:
    """ASCII, so that null bytes and lone surrogates of a message survive in any database."""
    return json.dumps(asdict(event))


def incoming(text: str) -> Incoming:
    data: dict[str, Any] = json.loads(text)
    return Incoming(**data | {"kind": Kind(data["kind"]), "mentions": tuple(data["mentions"])})


def outgoing(text: str) -> Outgoing:
    data: dict[str, Any] = json.loads(text)
    return Outgoing(**data | {"act": Act(data["act"]), "mentions": tuple(data["mentions"])})
