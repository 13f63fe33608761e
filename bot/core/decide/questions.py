"""A question that stands by itself, or several in one message: answer, ask back, hand over, stay silent."""

import re

from bot.core.decide import choices, errors, speak
from bot.core.decide.case import Case
from bot.core.decide.facets import Named
from bot.core.decide.known import Known
from bot.core.decide.search import Found, seek
from bot.core.decide.thresholds import THRESHOLDS as T
from bot.core.model import Decision, Match
from bot.core.phrasing import reasons
from bot.core.understand import form

SENTENCE = re.compile(r"\?+|\n+|(?<!\w)\d ?[).]\s|(?<=[.!…])\s")
MOST_ANSWERS = 3
FEW = 2  # words under which a part asks nothing by itself


def one(known: Known, case: Case) -> Decision | None:
    found = best(known, case.text, None)
    return judged(known, case, found)


def best(known: Known, text: str, inherited: Named | None) -> Found:
    """The message itself, or the cause that an error text in it is known for, whichever is surer."""
    found = seek(known, text, inherited)
    query = errors.query(text)
    if query and found.confidence < T.answer:
        cause = seek(known, query, found.named)
        if cause.confidence > found.confidence:
            return cause
    return found


def judged(known: Known, case: Case, found: Found, extra: tuple[str, ...] = ()) -> Decision:
    """The decision about one question, `extra` being reasons already given."""
    why = (*extra, *explained(case, found))
    if not asked(case, found):
        return speak.silent(*why, found=found, question=False)
    answer_from, ask_from = (T.answer, T.ask) if case.addressed else (T.answer_room, T.ask_room)
    if not found.matches or found.fit < ask_from:
        return unanswered(known, case, found, why)
    choice = choices.choices(known, found)
    if choice:
        return speak.asked_back(known, choice, found, why=why)
    entry = known.entries[found.first.entry]
    needed = entry.threshold if entry.threshold is not None else answer_from
    why = (*why, reasons.confidence(entry.id, found.confidence, needed))
    if found.confidence >= needed:
        return speak.answered(known, entry, found.confidence, status=case.status, why=why, found=found)
    choice = choices.nearest(found)
    return speak.asked_back(known, choice, found, why=why) if choice else unanswered(known, case, found, why)


def asked(case: Case, found: Found) -> bool:
    """Is it a question for us? Addressed messages are; those of the room by their form."""
    return case.addressed or case.form >= T.form


def unanswered(known: Known, case: Case, found: Found, why: tuple[str, ...]) -> Decision:
    if case.addressed:
        return speak.handed_over(known, why=why, found=found)
    ours = found.fit >= T.ask_room / 3
    return speak.silent(*why, found=found, question=ours)


def several(known: Known, case: Case) -> Decision | None:
    """Two or three questions, each with a sure answer of its own; otherwise the message is one question."""
    if not case.addressed and case.form < T.form:
        return None
    parts = parts_of(case.text)
    if len(parts) < 2:
        return None
    answers: dict[str, Match] = {}
    inherited: Named = {}
    for part in parts:
        found = seek(known, part, inherited)
        inherited = found.named
        if found.matches and found.confidence >= T.second and not choices.choices(known, found):
            answers.setdefault(found.first.entry, Match(found.first.entry, round(found.confidence, 4)))
    if len(answers) < 2:
        return None
    return speak.answered_all(
        known, tuple(answers.values())[:MOST_ANSWERS], status=case.status, why=explained(case, None)
    )


def parts_of(text: str) -> list[str]:
    """The questions of a message; a text with fewer than two question marks has one."""
    if text.count("?") + len(re.findall(r"(?<!\w)\d ?\)", text)) < 2:
        return []
    return [part for part in map(str.strip, SENTENCE.split(text)) if len(part.split()) > FEW][:8]


def explained(case: Case, found: Found | None) -> tuple[str, ...]:
    """The numbers behind a decision."""
    why = [] if case.addressed else [reasons.form(case.form, T.form, form.telling(case.forms))]
    if found and found.evidence:
        seen = found.evidence
        details = reasons.evidence(scope=seen.scope, asked=seen.asked, mentioned=seen.mentioned, unknown=seen.unknown)
        why.append(reasons.fit(found.fit, details))
        if found.elsewhere:
            why.append(reasons.elsewhere(found.elsewhere))
        if found.named:
            why.append(reasons.named(value for values in found.named.values() for value in values))
        if found.corrections:
            why.append(reasons.corrections(found.corrections))
    return tuple(why)
