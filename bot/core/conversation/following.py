"""The next message of a conversation: the same matter with another value, a detail, the next step, or nothing."""

from bot.core.conversation.continuing import continued
from bot.core.conversation.readings import Anchor, anchor_of
from bot.core.decide import choices, speak
from bot.core.decide.case import Case
from bot.core.decide.known import Known
from bot.core.model import Decision
from bot.core.phrasing import reasons
from bot.core.understand import conversing


def follow_up(known: Known, case: Case) -> Decision | None:
    anchor = anchor_of(known, case)
    return answer(known, case, anchor) if anchor and continues(known, case) else None


def continues(known: Known, case: Case) -> bool:
    """Said in the bot's own thread, unless it says itself that it is another matter; elsewhere only what leaves
    something out and is still a question or a problem."""
    if case.message.in_bot_thread:
        return not conversing.new_matter(case.surface)
    asked = case.addressed or case.surface.asks or case.form.probability >= known.thresholds.form
    return asked and conversing.elliptic(case.surface)


def answer(known: Known, case: Case, anchor: Anchor) -> Decision | None:
    found = continued(known, case, anchor)
    if found.fit < known.thresholds.follow:
        return None
    why = (reasons.FOLLOWS, reasons.heard(found.fit, known.thresholds.follow))
    choice = choices.choices(known, found)
    if found.right < known.thresholds.follow_sure:
        choice = choice or choices.nearest(known, found, known.thresholds.alive)
    if choice and anchor.entry.id not in {match.entry for match in choice.matches}:
        return speak.asked_back(known, choice, found, why=why)
    first = known.entries[found.first.entry]
    return speak.answered(known, first, found.confidence, status=case.status, why=why, found=found)
