"""One message with everything that is read from it before anything is decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.decide.known import Known
from bot.core.model import Message, Outcome, Turn, Verdict
from bot.core.understand import surface
from bot.core.understand.form import Form, form_of
from bot.core.understand.surface import Surface

SPOKE = (Outcome.ANSWER, Outcome.CLARIFY, Outcome.STATUS, Outcome.HANDOVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`form`: what kind of sentence it is, from its wording alone."""

    message: Message
    surface: Surface
    form: Form
    status: Mapping[str, Verdict]

    @classmethod
    def of(cls, message: Message, status: Mapping[str, Verdict], known: Known) -> "Case":
        seen = surface.read(message.text, known.speech.words)
        return cls(message=message, surface=seen, form=form_of(seen, known.form_model), status=status)

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
