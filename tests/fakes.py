"""Hand-written stand-ins for the ports. They pass the same contract suites as the real ones."""

from collections.abc import Sequence

from bot.core.events import Act, Incoming, Outgoing
from bot.ports import Exchange


class MemoryJournal:
    """The Journal port in memory. `batches` counts what was received."""

    def __init__(self) -> None:
        self.kept_token: str | None = None
        self.events: dict[str, Incoming] = {}
        self.settled: set[str] = set()
        self.outbox: dict[str, Outgoing] = {}
        self.sent: dict[str, str] = {}
        self.exchanges: dict[str, Exchange] = {}
        self.batches = 0

    async def token(self) -> str | None:
        return self.kept_token

    async def receive(self, events: Sequence[Incoming], token: str) -> None:
        self.batches += 1
        for event in events:
            self.events.setdefault(event.event_id, event)
        self.kept_token = token

    async def waiting(self) -> Sequence[Incoming]:
        return [event for event in self.events.values() if event.event_id not in self.settled]

    async def settle(self, event: Incoming, out: Sequence[Outgoing] = (), exchange: Exchange | None = None) -> None:
        self.settled.add(event.event_id)
        if exchange:
            self.exchanges[exchange.question] = exchange
        await self.enqueue(out)

    async def unsent(self) -> Sequence[Outgoing]:
        return [out for out in self.outbox.values() if out.txn not in self.sent]

    async def delivered(self, txn: str, event_id: str) -> None:
        self.sent[txn] = event_id

    async def enqueue(self, out: Sequence[Outgoing]) -> None:
        for one in out:
            self.outbox.setdefault(one.txn, one)

    async def caused(self, event_id: str) -> Sequence[str]:
        return [out.txn for out in self.outbox.values() if out.cause == event_id and out.act is Act.SEND]

    async def event_of(self, txn: str) -> str:
        return self.sent.get(txn, "")


class StillPeople:
    """The People port of a room where nobody is a moderator and nobody sees the bot type."""

    me = "@facteur:localhost"

    async def level(self, room_id: str, user_id: str) -> float:
        return 0

    async def typing(self, room_id: str, on: bool) -> None:
        pass
