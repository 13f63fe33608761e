"""Rooms and what was said in them: the inbox and outbox, the memory, the people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.events import Incoming, Outgoing
from bot.core.model import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A message and what was done about it. `asker` is a pseudonym, never a user id. `at`: ms since the epoch."""

    question: str  # event id of the message
    room_id: str
    thread: str  # root of the thread the reply stands in
    asker: str
    text: str  # empty for secrets: they are never kept
    outcome: Outcome
    entries: tuple[str, ...] = ()
    reply: str = ""  # txn of the bot's message; empty when it said nothing
    revision: int = 0  # times the reply was edited
    at: int = 0


class Journal(Protocol):
    """The durable inbox and outbox. Every verb is one transaction."""

    async def token(self) -> str | None:
        """The sync token stored with the last batch; None before the first."""
        ...

    async def receive(self, events: Sequence[Incoming], token: str) -> None:
        """Store a batch and the token that follows it; events already known are left alone."""
        ...

    async def waiting(self) -> Sequence[Incoming]:
        """Events received and not settled, in the order received."""
        ...

    async def settle(self, event: Incoming, out: Sequence[Outgoing] = (), exchange: Exchange | None = None) -> None:
        """The event is handled: its replies are in the outbox, the exchange is remembered; at once or not at all."""
        ...

    async def unsent(self) -> Sequence[Outgoing]:
        """What is to be sent, oldest first."""
        ...

    async def delivered(self, txn: str, event_id: str) -> None:
        """It was sent and is this event; empty when the server refused it for good."""
        ...

    async def enqueue(self, out: Sequence[Outgoing]) -> None:
        """Put into the outbox what no event caused (watching, progress)."""
        ...

    async def caused(self, event_id: str) -> Sequence[str]:
        """The txns of messages (not edits, reactions, redactions) whose `cause` is this event, oldest first."""
        ...

    async def event_of(self, txn: str) -> str:
        """The event id a transaction became; empty while unsent or refused."""
        ...


class Memory(Protocol):
    """What was said before."""

    def pseudonym(self, user_id: str) -> str:
        """Stable for this installation, not reversible without its key."""
        ...

    async def exchange(self, question: str) -> Exchange | None:
        """The exchange of a question's event id."""
        ...

    async def exchange_of_reply(self, event_id: str) -> Exchange | None:
        """The exchange whose reply is this event."""
        ...

    async def thread(self, room_id: str, root: str) -> Sequence[Exchange]:
        """Exchanges of a thread, oldest first, at most the last 20."""
        ...

    async def recent(self, room_id: str, asker: str, since: int) -> Sequence[Exchange]:
        """Exchanges of one person in the room itself since then (ms), oldest first, at most the last 20."""
        ...

    async def vote(self, reply_event: str, voter: str, key: str, reaction: str) -> None:
        """One vote a person an answer, the last one counts; `reaction` is the event to withdraw it by."""
        ...

    async def withdraw(self, reaction: str) -> None:
        """The reaction was deleted."""
        ...


class Past(Protocol):
    """All that was asked, for counting and for learning."""

    async def exchanges(self, since: int) -> Sequence[Exchange]:
        """Every exchange since then (ms), oldest first."""
        ...

    async def votes(self, since: int) -> Sequence[tuple[str, str]]:
        """(question's event id, `up` or `down`) of each vote that counts and was given since then."""
        ...


class Messages(Protocol):
    """What was said in a room, looked up."""

    async def message(self, room_id: str, event_id: str) -> Incoming | None:
        """The message as it reads now (edits applied, decrypted); None: none of a person's, or not to be read."""
        ...


class People(Protocol):
    """Who is in the room."""

    @property
    def me(self) -> str:
        """The bot's user id."""
        ...

    async def level(self, room_id: str, user_id: str) -> float:
        """Power level now; infinite for creators of room version 12 and later."""
        ...

    async def typing(self, room_id: str, on: bool) -> None:
        """Shows or clears the typing notice; never fails."""
        ...
