"""Two or three questions in one message, each with an answer of its own; otherwise the message is one question."""

import re
from collections.abc import Iterable, Iterator

from bot.core.decide import choices, questions, speak
from bot.core.decide.case import Case
from bot.core.decide.facets import Named
from bot.core.decide.known import Known
from bot.core.decide.search import Found, seek
from bot.core.model import Decision, Entry, Match

# A sentence with the sign that ends it; "1) … 2) …" numbers the questions; "…, et comment …" starts another.
SENTENCE = re.compile(r"[^?.!…\n]{1,400}[?.!…\n]?")
NUMBER = re.compile(r"(?<!\w)\d ?\)\s")
ANOTHER = re.compile(
    r",? (?:et|ou|and)(?: aussi| sinon|,[^,?]{1,40},)? (?=comment |où |ou est|pourquoi |est-ce |how |where )", re.I
)
MOST_ANSWERS, MOST_PARTS = 3, 8
FEW = 2  # words under which a part asks nothing by itself
# "l'agenda et les contacts": two values of one facet, joined; what sets one against the other asks for one only.
JOINED = re.compile(r" (?:et|and|ainsi que|plus|les deux|both) ")
APART = re.compile(r" (?:mais|but|sauf|except|uniquement|seulement|only|et pas|et non|and not|sans|without|plutot) ")
SURE_FACET = 0.5
HEARD = 0.005  # score from which an entry that the facets determine is one of two asked for


def several(known: Known, case: Case) -> Decision | None:
    if not case.addressed and case.form.probability < known.thresholds.form:
        return None
    matches = asked_apart(known, case.text) or asked_together(known, case)
    if len(matches) < 2:
        return None
    return speak.answered_all(
        known, matches[:MOST_ANSWERS], status=case.status, why=questions.explained(known, case, None)
    )


def asked_apart(known: Known, text: str) -> tuple[Match, ...]:
    """A question a sentence; what one names holds for the next."""
    parts = parts_of(text)
    if len(parts) < 2:
        return ()
    answers: dict[str, Match] = {}
    inherited: Named = {}
    for part in parts:
        found = seek(known, part, inherited)
        inherited = found.named
        if found.matches and found.confidence >= known.thresholds.second and not choices.choices(known, found):
            answers.setdefault(found.first.entry, Match(found.first.entry, round(found.confidence, 4)))
    return tuple(answers.values()) if len(answers) > 1 else ()


def parts_of(text: str) -> list[str]:
    """The questions of a message, what is only told left out."""
    numbered = NUMBER.split(text)[1:]
    asked = numbered if len(numbered) > 1 else [one for one in SENTENCE.findall(text) if one.endswith("?")]
    parts = [part.strip() for one in asked[:MOST_PARTS] for part in ANOTHER.split(one)]
    return [part for part in parts if len(part.split()) > FEW][:MOST_PARTS]


def asked_together(known: Known, case: Case) -> tuple[Match, ...]:
    """Two entries alike but for one facet whose values the message joins: "les mails et l'agenda sur iPhone"."""
    plain = case.surface.plain
    if not JOINED.search(plain) or APART.search(plain):
        return ()
    found = case.found
    if found.elsewhere or not questions.allowed(known, case, found, ask=False):
        return ()
    two = list(told_apart(known, found))
    return tuple(Match(entry.id, round(found.fit, 4)) for entry in two) if len(two) == 2 and alike(two) else ()


def told_apart(known: Known, found: Found) -> Iterator[Entry]:
    """Entries of which the message names every sure facet, at least two."""
    heard = {match.entry for match in found.matches if match.score >= HEARD}
    for entry in known.knowledge.entries:
        sure = [facet for facet in entry.facets if known.facets.reliable(facet) > SURE_FACET]
        named = all(entry.facets[facet] in found.named.get(facet, ()) for facet in entry.facets)
        if entry.id in heard and sure and len(entry.facets) > 1 and named:
            yield entry


def alike(entries: Iterable[Entry]) -> bool:
    """They differ in the value of one facet."""
    one, other = entries
    return one.facets.keys() == other.facets.keys() and sum(one.facets[f] != other.facets[f] for f in one.facets) == 1


__all__ = ["several"]
