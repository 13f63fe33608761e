"""The knowledge and those who change it: files, their history, what is proposed."""

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.core.model import Knowledge
from bot.core.services import Services


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


Prepare = Callable[[Change], Coroutine[Any, Any, None]]


async def unprepared(change: Change) -> None:
    """Nobody writes it down."""


class Editor(Protocol):
    """The knowledge files changed in place. RequestWrong (French) or FileWrong: refused, and nothing has changed.

    `prepare` is given the change when it is certain and before any file is touched; what it raises stops the change.
    """

    async def add(  # noqa: PLR0913 - what an entry is made of
        self,
        entry_id: str,
        question: str,
        answer: str,
        *,
        more: Sequence[str] = (),
        author: str,
        date: str,
        prepare: Prepare = unprepared,
    ) -> Change:
        """A new entry, in the file of what was taught in the room. `more`: other wordings; `date`: 2026-11-20."""
        ...

    async def question(self, entry_id: str, text: str, *, prepare: Prepare = unprepared) -> Change:
        """One more phrasing of an entry."""
        ...

    async def answer(
        self, entry_id: str, text: str, *, seen: str | None = None, prepare: Prepare = unprepared
    ) -> Change:
        """Another answer; refused when `seen`, the Markdown the moderator knew, is no longer what stands there."""
        ...

    async def remove(self, entry_id: str, *, prepare: Prepare = unprepared) -> Change:
        """The entry goes, and with it every `see` that names it."""
        ...

    async def undo(self, change: Change, *, prepare: Prepare = unprepared) -> Change:
        """The bytes as before that change; refused when its place has changed since."""
        ...

    async def stands(self, change: Change) -> bool:
        """Whether a change that was prepared was made; what was half made is taken back."""
        ...


class Audit(Protocol):
    """Who changed what in the knowledge, and when. Of what is only prepared nothing but `prepared` tells."""

    async def prepare(self, change: Change, author: str, *, undoes: int = 0) -> Change:
        """Keeps a change about to be made; gives it back with id, time and author. `undoes`: the one it takes back."""
        ...

    async def complete(self, change: Change) -> None:
        """It was made, and what it takes back is undone."""
        ...

    async def drop(self, change: Change) -> None:
        """It was not made."""
        ...

    async def prepared(self) -> Sequence[Change]:
        """Those neither completed nor dropped, oldest first: a crash came between."""
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
