"""A choice was offered: which of them does the message take?"""

from collections.abc import Sequence

from bot.core.decide import speak
from bot.core.decide.case import Case
from bot.core.decide.facets import Named
from bot.core.decide.known import Known
from bot.core.decide.search import seek
from bot.core.model import Decision, Entry, Outcome, Turn
from bot.core.phrasing import decisions as say
from bot.core.phrasing import reasons
from bot.core.understand import conversing

SURE = 0.9  # confidence in an entry that the facets alone determine
PICKED = 1.0


def choice(known: Known, case: Case) -> Decision | None:
    """A number, an ordinal, a facet's word or a choice's own words after the bot has asked back."""
    if not case.message.turns or case.message.turns[-1].outcome is not Outcome.CLARIFY:
        return None
    turn = case.message.turns[-1]
    number = conversing.ordinal(case.surface)
    if number:
        return picked(known, turn, number)
    if conversing.refuses(case.surface):
        reply = say.none_of_these()
        return Decision(outcome=Outcome.HANDOVER, reply=reply, why=(reasons.REFUSED,), question=True)
    return described(known, case, turn)


def picked(known: Known, turn: Turn, number: int) -> Decision | None:
    """The answer of choice 1..3; None when there is no such choice (any more)."""
    chosen = [known.entries[entry] for entry in turn.entries if entry in known.entries]
    if turn.outcome is not Outcome.CLARIFY or not 1 <= number <= len(chosen):
        return None
    entry = chosen[number - 1]
    return speak.answered(known, entry, PICKED, status={}, why=(reasons.CHOSEN.format(number=number),))


def described(known: Known, case: Case, turn: Turn) -> Decision | None:
    """The choice that the words name; a longer message is a new question."""
    offered = [known.entries[entry] for entry in turn.entries if entry in known.entries]
    if not offered or len(case.surface.words) > conversing.LONGEST_ELLIPSIS:
        return None
    found = case.found
    meant = known.facets.named(conversing.undenied(case.surface.plain)) or found.named
    named = {facet: values for facet, values in meant.items() if differ(offered, facet)}
    fitting = [entry for entry in offered if has(entry, named)] if named else []
    if len(fitting) == 1:
        number = offered.index(fitting[0]) + 1
        return speak.answered(
            known, fitting[0], SURE, status=case.status, why=(reasons.CHOSEN.format(number=number),), found=found
        )
    if named and not fitting and len(case.surface.words) <= 6:
        return from_question(known, case, turn, named)
    return None


def from_question(known: Known, case: Case, turn: Turn, named: Named) -> Decision | None:
    """None of the choices has the value named: the question again, with it."""
    found = seek(known, f"{turn.text} {case.text}", named, again=False)
    confident = found.matches and found.confidence >= known.thresholds.fit
    entry = known.entries[found.first.entry] if confident else None
    if entry is None or not has(entry, named):
        return None
    return speak.answered(known, entry, found.confidence, status=case.status, why=(reasons.FOLLOWS,), found=found)


def differ(entries: Sequence[Entry], facet: str) -> bool:
    return len({entry.facets.get(facet) for entry in entries}) > 1


def has(entry: Entry, named: Named) -> bool:
    """One of the values named, of each facet named."""
    return all(entry.facets.get(facet) in values for facet, values in named.items())
