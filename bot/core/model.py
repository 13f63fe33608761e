"""The nouns of the trade: what is known, what is said, what is decided. Frozen data, no behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.document import Document

# ---- what is known ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an entry was built from. `digest`: see storage of the knowledge base; empty when written in the room."""

    page: str = ""
    section: str = ""
    digest: str = ""
    note: str = ""
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One matter and its answer. `markdown` is the answer as written, `answer` the same parsed."""

    id: str
    title: str
    questions: tuple[str, ...]
    markdown: str
    answer: Document
    refuses: tuple[str, ...] = ()  # `not` in the file: looks alike, is another matter
    facets: Mapping[str, str] = field(default_factory=dict)
    check: str = ""
    see: tuple[str, ...] = ()
    source: Source = field(default_factory=Source)
    tests: tuple[str, ...] = ()
    threshold: float | None = None  # its own answer threshold, 0..1
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value by which near-twins differ: the label shown when asking back, the words by which people name it."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Words of the trade. All strings as written in the file; matching normalises them."""

    abbreviations: Mapping[str, str] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()  # the first of a group is the base's word
    products: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name -> misspellings and other names
    facets: Mapping[str, Mapping[str, FacetValue]] = field(default_factory=dict)  # facet -> value -> words


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """A validated folder. `entries` in the order of their ids; `language` is `fr` or `en`. `unanswered`: what is asked
    in the same room and left to people."""

    language: str
    title: str
    entries: tuple[Entry, ...]
    lexicon: Lexicon = field(default_factory=Lexicon)
    unanswered: tuple[str, ...] = ()

    def entry(self, entry_id: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == entry_id), None)


# ---- what is said ----------------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """What is done with a message; the values are the contract's `decision`."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    STATUS = "status"
    HANDOVER = "handover"
    HELP = "help"
    COMMAND = "command"
    SECRET = "secret"  # noqa: S105 - the name of an outcome
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An earlier exchange of the same thread or person: what was asked and what was decided about it."""

    text: str
    outcome: Outcome = Outcome.SILENT
    entries: tuple[str, ...] = ()  # answered, or proposed when outcome is CLARIFY


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a person wrote, reply fallback already removed. `turns` oldest first."""

    text: str
    addressed: bool = False  # a direct message, or the bot is mentioned
    to_others: bool = False  # mentions or replies to somebody who is not the bot
    in_bot_thread: bool = False  # stands in a thread in which the bot has answered
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and the probability, 0..1, that it is what the message asks."""

    entry: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`matches` are the entries answered, or the choices when asking back; `why` names each rule that spoke."""

    outcome: Outcome
    matches: tuple[Match, ...] = ()
    reply: Document = field(default_factory=Document)
    check: str = ""  # STATUS: the service whose live check helps
    question: bool = False  # a question or problem about the mail service, answered or not: worth keeping
    why: tuple[str, ...] = ()
    candidates: tuple[Match, ...] = ()  # the ranking behind it, best first


# ---- what is seen of the mail service --------------------------------------------------------------------------


class Verdict(StrEnum):
    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"
    UNKNOWN = "unknown"


class StageStatus(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of a probe. `code` is a stable word for the diagnosis tables; `detail` redacted evidence, one line."""

    name: str
    status: StageStatus
    ms: float = 0.0
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointResult:
    """One host, port and address family. `security`: starttls, tls, or empty (DNS)."""

    host: str
    port: int
    security: str
    family: str
    verdict: Verdict
    stages: tuple[Stage, ...]
    protocol: str = ""  # smtp, imap, caldav, carddav, http, dns
    expires_at: float = 0.0  # end of its certificate, seconds since the epoch; 0 when none was seen


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A service as seen from here at `checked_at` (seconds since the epoch)."""

    target: str
    title: str
    checked_at: float
    verdict: Verdict
    code: str = ""  # the cause as a stable word of core/diagnosis/codes.py; empty when all is well
    cause: str = ""
    remedy: str = ""
    endpoints: tuple[EndpointResult, ...] = ()
