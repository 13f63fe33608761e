"""Dialogues as data: what to say, what to hope for, when to turn on TLS. One runner for SMTP and IMAP.

A dialect gives the tables and reads replies (smtp.py, imap.py); nothing here knows either protocol.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.checks.canary import Account
from bot.checks.record import Failed
from bot.checks.wire import SecureWire, Wire


@dataclass(frozen=True, slots=True)
class Reply:
    """`status`: `220`, `OK`, `BYE` …; `text` of its last line; `lines` all of them, without line ends."""

    status: str
    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One exchange. `expect`: how the status begins -> code of the diagnosis, empty when that is what we hope for.

    `needs`: something the server must have offered before. `offers`: the reply lists what the server can do.
    """

    stage: str
    send: str = ""
    expect: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = "unexpected_reply"
    needs: str = ""
    offers: bool = False


class Tls:
    """The place of a dialogue where encryption begins."""


TLS = Tls()
Script = Sequence[Step | Tls]


class Dialect(Protocol):
    """A line protocol: its dialogues, and how its replies are read."""

    name: str
    goodbye: Step
    in_clear: Script  # up to and with STARTTLS
    encrypted: Script  # after the handshake of STARTTLS
    implicit: Script  # everything, for ports that are TLS from the start

    def command(self, talk: "Talk", text: str) -> bytes: ...

    async def reply(self, talk: "Talk") -> Reply: ...

    def offered(self, reply: Reply) -> frozenset[str]: ...

    def missing(self, offered: frozenset[str]) -> str:
        """The code for STARTTLS that is not among the offers."""
        ...

    def login_fault(self, offered: frozenset[str]) -> str:
        """The code for why nobody can log in with a password here; empty when one can."""
        ...

    async def login(self, talk: "Talk", wire: SecureWire, account: Account) -> Reply:
        """One attempt; raises Failed with what a refusal means."""
        ...


class Talk:
    """A conversation under way: the wire, the dialect, and what the server has offered since it was last asked."""

    def __init__(self, wire: Wire, dialect: Dialect) -> None:
        self.wire = wire
        self.dialect = dialect
        self.offered: frozenset[str] = frozenset()
        self.tag = 0
        self.said = ""

    async def say(self, text: str) -> Reply:
        self.said = text
        await self.wire.send(self.dialect.command(self, text))
        return await self.dialect.reply(self)

    async def exchange(self, step: Step) -> Reply:
        """One step; raises Failed with the code its table gives."""
        if step.needs and step.needs not in self.offered:
            raise Failed(self.dialect.missing(self.offered), " ".join(sorted(self.offered)))
        reply = await (self.say(step.send) if step.send else self.dialect.reply(self))
        code = outcome(step, reply.status)
        if code:
            raise Failed(code, f"{reply.status} {reply.text}")
        if step.offers:
            self.offered = self.dialect.offered(reply)
        return reply


def outcome(step: Step, status: str) -> str:
    """The longest beginning of the table that fits; empty is what we hope for."""
    fitting = [start for start in step.expect if status.startswith(start)]
    return step.expect[max(fitting, key=len)] if fitting else step.otherwise
