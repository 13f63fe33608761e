"""The one entry point of the thinking: a knowledge base goes in once, messages come by, decisions go out."""

from collections.abc import Mapping

from bot.core import conversation
from bot.core.decide.case import Case
from bot.core.decide.known import Known
from bot.core.decide.procedure import decide
from bot.core.model import Decision, Knowledge, Match, Message, Turn, Verdict
from bot.core.services import Services

NO_STATUS: Mapping[str, Verdict] = {}


class Mind:
    """Never changes; a new base is a new mind. Not for two threads at once (the stemmer is not)."""

    def __init__(self, known: Known) -> None:
        self._known = known

    @classmethod
    def build(cls, knowledge: Knowledge, services: Services = Services(), before: "Mind | None" = None) -> "Mind":
        """Under a second for 1,000 questions. `before`: of the base as it was, to read less again."""
        return cls(Known.of(knowledge, services, before._known if before else None))

    @property
    def knowledge(self) -> Knowledge:
        return self._known.knowledge

    def decide(self, message: Message, status: Mapping[str, Verdict] = NO_STATUS) -> Decision:
        """What to do about a message. `status`: service id -> what the last live check saw. No exception for any
        text; at most 50 ms. The reply never holds a word of the message."""
        return decide(self._known, Case.of(message, status, self._known))

    def choose(self, turn: Turn, number: int) -> Decision | None:
        """The answer to choice 1..3 of a turn that asked back; None when there is no such choice."""
        return conversation.picked(self._known, turn, number)

    def search(self, text: str, top: int = 5) -> tuple[Match, ...]:
        """Ranked entries with calibrated confidence; no rules of dialogue."""
        return self._known.index.search(text, top)
