"""One message with everything that is read from it, each thing once and not before a step asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.core.decide.known import Known
from bot.core.decide.search import Found, seek
from bot.core.model import Message, Outcome, Turn, Verdict
from bot.core.understand import surface
from bot.core.understand.form import Form, form_of
from bot.core.understand.surface import Surface

SPOKE = (Outcome.ANSWER, Outcome.CLARIFY, Outcome.STATUS, Outcome.HANDOVER)


@dataclass(frozen=True, kw_only=True)
class Case:
    message: Message
    surface: Surface
    status: Mapping[str, Verdict]
    known: Known = field(repr=False)

    @classmethod
    def of(cls, message: Message, status: Mapping[str, Verdict], known: Known) -> "Case":
        seen = surface.read(message.text, known.speech.words)
        return cls(message=message, surface=seen, status=status, known=known)

    @cached_property
    def form(self) -> Form:
        """What kind of sentence it is, from its wording alone."""
        return form_of(self.surface, self.known.form_model)

    @cached_property
    def found(self) -> Found:
        """What the base has for the person's own words."""
        return seek(self.known, self.text)

    @property
    def text(self) -> str:
        return self.surface.own

    @property
    def addressed(self) -> bool:
        return self.message.addressed

    @property
    def spoken(self) -> tuple[Turn, ...]:
        """The turns in which the bot said something."""
        return tuple(turn for turn in self.message.turns if turn.outcome in SPOKE)
