"""What a command is: a name, who may use it, and what it does. Commands return documents; nothing is sent here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.core.document import Document
from bot.core.events import Incoming
from bot.flows.knowing import Knowing
from bot.flows.learning import Learning
from bot.flows.live import Live
from bot.flows.progress import Progress
from bot.flows.rights import Rights
from bot.flows.teaching import Teaching
from bot.ports import Journal, Memory, Past, People, Watchbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What commands may use; each run takes from it only what it needs."""

    knowing: Knowing
    live: Live
    journal: Journal
    memory: Memory
    people: People
    book: Watchbook
    rights: Rights
    teaching: Teaching
    learning: Learning
    past: Past


@dataclass(frozen=True, slots=True)
class Request:
    """`argument`: everything behind the command's name, line breaks kept. `progress`: the reply that may grow."""

    name: str
    argument: str
    event: Incoming
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`usage` and `summary` are what `!aide` and the documentation show. `slow`: takes seconds."""

    name: str
    usage: str
    summary: str
    run: Callable[[Request, Tools], Awaitable[Document]]
    moderators: bool = False
    slow: bool = False
