"""What the stories need from the world, four or five verbs each. Real things live in storage, matrix and checks;
the fakes of the tests pass the same contract suites."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.diagnosis.incidents import State
from bot.core.events import Incoming, Outgoing
from bot.core.model import CheckResult, Knowledge, Outcome, Verdict
from bot.core.services import Services


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of the knowledge files. `before` and `after` are the entry's lines as the file holds them, empty when it
    is not there; `patch` is what undoing needs. The audit gives `id`, `at` (ms) and `author`."""

    action: str  # add, question, answer, remove, undo
    entry: str
    before: str = ""
    after: str = ""
    patch: str = ""
    id: int = 0
    at: int = 0
    author: str = ""
    undone: bool = False
    event: str = ""  # the message or reaction that asked for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry proposed from the room and not yet live. `txn`: of the bot's message that shows it; `author`: the
    moderator whose words the answer is. `questions`: the first is the entry's own, the others are wordings of it."""

    txn: str
    room_id: str
    thread: str
    entry: str
    questions: tuple[str, ...]
    answer: str
    author: str


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
        """Exchanges of one person in the room itself since then (ms), oldest first."""
        ...

    async def vote(self, reply_event: str, voter: str, key: str, reaction: str) -> None:
        """One vote a person an answer, the last one counts; `reaction` is the event to withdraw it by."""
        ...

    async def withdraw(self, reaction: str) -> None:
        """The reaction was deleted."""
        ...


class Editor(Protocol):
    """The knowledge files changed in place. RequestWrong (French) or FileWrong: refused, and nothing has changed."""

    async def add(
        self, entry_id: str, question: str, answer: str, *, more: Sequence[str] = (), author: str, date: str
    ) -> Change:
        """A new entry, in the file of what was taught in the room. `more`: other wordings; `date`: 2026-11-20."""
        ...

    async def question(self, entry_id: str, text: str) -> Change:
        """One more phrasing of an entry."""
        ...

    async def answer(self, entry_id: str, text: str, *, seen: str | None = None) -> Change:
        """Another answer; refused when `seen`, the Markdown the moderator knew, is no longer what stands there."""
        ...

    async def remove(self, entry_id: str) -> Change:
        """The entry goes, and with it every `see` that names it."""
        ...

    async def undo(self, change: Change) -> Change:
        """The bytes as before that change; refused when its place has changed since."""
        ...


class Audit(Protocol):
    """Who changed what in the knowledge, and when."""

    async def record(self, change: Change, author: str, *, undoes: int = 0) -> Change:
        """Keeps a change that was made; gives it back with id, time and author. `undoes`: the one it takes back."""
        ...

    async def of_event(self, event_id: str) -> Change | None:
        """The change that this event asked for, if it was made."""
        ...

    async def history(self, entry: str = "", limit: int = 20) -> Sequence[Change]:
        """Changes of an entry, or of all, newest first."""
        ...

    async def last(self) -> Change | None:
        """The newest change that was not undone and is itself no undoing."""
        ...


class Shelf(Protocol):
    """The knowledge folder as it lies on the disk. The first three are slow: they run beside the loop."""

    def read(self) -> tuple[Knowledge, Services]:
        """The whole folder. FileWrong: every fault of every file."""
        ...

    def mark(self) -> str:
        """A digest of all its files: another one means that something was changed."""
        ...

    def patch(self, changes: Sequence[Change]) -> tuple[str, int]:
        """These changes (newest first) as one unified diff, and how many could not be told apart any more."""
        ...

    def stirs(self) -> AsyncIterator[None]:
        """Something may have happened to the files; comes at least every half minute."""
        ...


class Versions(Protocol):
    """Where changes are handed on to, beside the files themselves."""

    async def commit(self, change: Change) -> str:
        """One commit with the change's author; says what went wrong, or nothing. Never fails."""
        ...


class Drafts(Protocol):
    """Entries proposed and not yet live; they outlive the process."""

    async def keep(self, draft: Draft) -> None:
        """Again with the same txn: the same draft."""
        ...

    async def shown_by(self, event_id: str) -> Draft | None:
        """The draft that this message of the bot shows."""
        ...

    async def drop(self, txn: str) -> None:
        """It is live."""
        ...


class Messages(Protocol):
    """What was said in a room, looked up."""

    async def message(self, room_id: str, event_id: str) -> Incoming | None:
        """The message as it reads now (edits applied, decrypted); None: none of a person's, or not to be read."""
        ...


class Past(Protocol):
    """All that was asked, for counting and for learning."""

    async def exchanges(self, since: int) -> Sequence[Exchange]:
        """Every exchange since then (ms), oldest first."""
        ...

    async def votes(self, since: int) -> Sequence[tuple[str, str]]:
        """(question's event id, `up` or `down`) of each vote that counts and was given since then."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A service out of order. Times in seconds since the epoch; `closed_at` is None while it lasts; `notice` is the
    txn under which the rooms were told, a room each (see flows/watch.py)."""

    service: str
    opened_at: float
    closed_at: float | None = None
    verdict: Verdict = Verdict.DOWN
    cause: str = ""
    notice: str = ""


class Watchbook(Protocol):
    """What the background checks saw. Every verb is one transaction."""

    async def saw(self, results: Sequence[CheckResult]) -> None:
        """Keeps verdict and duration of each."""
        ...

    async def states(self) -> Mapping[str, State]:
        """Where each service stood after the last look."""
        ...

    async def follow(self, state: State, incident: Incident | None = None, out: Sequence[Outgoing] = ()) -> None:
        """Keeps the state, the incident (same service and opening: replaced) and what is to be told, at once."""
        ...

    async def incidents(self, since: float) -> Sequence[Incident]:
        """Those open since then, oldest first, open ones included."""
        ...

    async def shares(self, since: float) -> Mapping[str, float]:
        """Service -> share, 0..1, of looks since then that found it well; unknown ones do not count."""
        ...

    async def once(self, key: str, out: Sequence[Outgoing]) -> bool:
        """Puts `out` into the outbox the first time this key is given, ever."""
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


class Prober(Protocol):
    """Live checks of the configured services."""

    @property
    def services(self) -> Mapping[str, str]:
        """Service id -> title."""
        ...

    async def run(
        self, targets: Sequence[str], *, progress: Callable[[CheckResult], None] | None = None
    ) -> Sequence[CheckResult]:
        """One result a target, in the order asked; `progress` hears each as it comes. RequestWrong: unknown target."""
        ...


class Clock(Protocol):
    def __call__(self) -> float:
        """Seconds since the epoch."""
        ...
