"""A question that stands by itself: answer, ask back, hand over, stay silent."""

from dataclasses import replace

from bot.core.decide import choices, errors, speak
from bot.core.decide.case import Case
from bot.core.decide.fit import Evidence, logit
from bot.core.decide.known import Known
from bot.core.decide.search import Found, asks, seek
from bot.core.model import Decision
from bot.core.phrasing import reasons
from bot.core.text import fold
from bot.core.understand import form
from bot.core.understand.form import Form
from bot.core.understand.matters import matters, of_mail, of_office, unmentioned

CERTAIN = 2.5  # log odds of the form beyond which being more of a question says nothing about its matter
MOST_FORMS, MOST_SIGNS = 3, 3  # told in `why`
MEANT = 0.9  # of the fit: an error text tells a cause, and not whose program wrote it


def one(known: Known, case: Case) -> Decision | None:
    if to_nobody(known, case):
        return speak.silent(*explained(known, case, None), reasons.unsearched(known.thresholds.form_least))
    return judged(known, case, best(known, case))


def to_nobody(known: Known, case: Case) -> bool:
    """So little of a question that nothing the base holds would be an answer: most of what a room says. It is not
    searched for, which halves the time it takes."""
    if case.addressed or case.form.probability >= known.thresholds.form_least:
        return False
    return not asks(known, case.text)


def best(known: Known, case: Case) -> Found:
    """The message itself, or the cause that an error text in it is known for, whichever is surer."""
    found = case.found
    if found.confidence < known.thresholds.alone and (query := errors.query(case.text)):
        cause = seek(known, query, found.named)
        if cause.confidence > found.confidence and not elsewhere_of(known, case.text, cause):
            return replace(cause, exact=False, fit=min(cause.fit, MEANT))
    return found


def elsewhere_of(known: Known, text: str, found: Found) -> bool:
    """The message names a matter that the entry found does not speak of: somebody else's certificate."""
    entry = known.entries[found.first.entry]
    return bool(unmentioned(matters(f" {fold(text)} "), known.coverage.knows(entry)))


def judged(known: Known, case: Case, found: Found) -> Decision:
    """The decision about one question."""
    why = explained(known, case, found)
    if not found.matches or not allowed(known, case, found, ask=False):
        return unanswered(known, case, found, why)
    choice = choices.twins(known, found)
    entry = known.entries[found.first.entry]
    sure = confidence(known, case, found)
    enough = found.right >= known.thresholds.sure if entry.threshold is None else sure >= entry.threshold
    if choice is None and enough:
        return speak.answered(known, entry, sure, status=case.status, why=why, found=found)
    choice = choice or choices.nearest(known, found, known.thresholds.alive)
    if not allowed(known, case, found, ask=True):
        return unanswered(known, case, found, why)
    # Who asks the bot itself is offered even what is faint, rather than nothing.
    choice = choice or (choices.nearest(known, found, known.thresholds.twin) if case.addressed else None)
    if choice is None:
        return unanswered(known, case, found, why)
    return speak.asked_back(known, choice, found, why=why)


def allowed(known: Known, case: Case, found: Found, *, ask: bool) -> bool:
    """May the bot speak? Addressed, when some entry may fit; in the room, when the gate is open."""
    if case.addressed:
        return found.fit >= known.thresholds.fit
    if not found.exact and (of_office(found.elsewhere) or case.form.probability < known.thresholds.form_least):
        return False
    return gate(known, case.form, found) >= (known.thresholds.room_ask if ask else known.thresholds.room)


def confidence(known: Known, case: Case, found: Found) -> float:
    """Probability, 0..1, that the first entry is the answer wanted."""
    return found.right * (found.fit if case.addressed else gate(known, case.form, found))


def gate(known: Known, seen: Form, found: Found) -> float:
    """Probability, 0..1, that a message of the room wants the reply that was found for it."""
    t = known.thresholds
    return form.probability(t.gate_bias + t.gate_form * min(seen.logit, CERTAIN) + t.gate_fit * logit(found.fit))


def unanswered(known: Known, case: Case, found: Found, why: tuple[str, ...]) -> Decision:
    if case.addressed:
        return speak.handed_over(known, why=why, found=found)
    ours = case.form.probability >= known.thresholds.form and (
        found.fit >= known.thresholds.kept or of_mail(case.surface.plain)
    )
    return speak.silent(*why, found=found, question=ours)


def details_of(seen: Evidence) -> str:
    return reasons.evidence(
        scope=seen.scope,
        asked=seen.asked,
        mentioned=seen.mentioned,
        stranger=seen.stranger,
        leaning=seen.leaning,
    )


def explained(known: Known, case: Case, found: Found | None) -> tuple[str, ...]:
    """The numbers behind a decision."""
    why = [] if case.addressed else [reasons.form(case.form.probability, case.form.told[:MOST_FORMS])]
    if found and found.evidence:
        seen = found.evidence
        why += [reasons.fit(found.fit, details_of(seen)), reasons.right(found.right, known.thresholds.sure)]
        if found.lead:
            why.append(reasons.lead(found.lead[:MOST_SIGNS]))
        if not case.addressed:
            why.append(reasons.gate(gate(known, case.form, found), known.thresholds.room))
        if found.elsewhere:
            why.append(reasons.elsewhere(found.elsewhere))
        if found.named:
            why.append(reasons.named(value for values in found.named.values() for value in values))
        if found.corrections:
            why.append(reasons.corrections(found.corrections))
    return tuple(why)
