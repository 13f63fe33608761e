"""The question leaves something out: another value of a facet, or a detail of the last answer."""

from collections.abc import Iterator, Sequence

from bot.core.conversation.choosing import SURE, has
from bot.core.decide import choices, questions, speak
from bot.core.decide.case import Case
from bot.core.decide.facets import Named
from bot.core.decide.known import Known
from bot.core.decide.search import Found, among, seek
from bot.core.model import Decision, Entry, Match, Outcome, Turn
from bot.core.phrasing import reasons
from bot.core.understand import conversing

SEEN_ALSO, SEEN_CLOSE = 1.3, 2.5  # what being named in the last answer's `see` is worth; with the same live check
TOLD_ALREADY = 0.6  # and having been answered already
LEAST = 0.2  # confidence under which a detail is nobody's guess


def follow_up(known: Known, case: Case) -> Decision | None:
    """An elliptic question after an answer: the same matter with another value, or a detail of it."""
    anchor = anchor_of(known, case)
    if anchor is None:
        return None
    turn, entry = anchor
    found = case.found
    asked = case.addressed or wanted(known, case)
    elliptic = conversing.elliptic(case.surface)
    # In the bot's own thread, another value named is enough: "pareil mais thunderbird" is put to the bot.
    if elliptic and (asked or case.message.in_bot_thread) and (other := other_value(known, case, found, entry, turn)):
        return other
    if not asked:
        return None
    sure = found.first.score * questions.gate(known, case.form, found) >= known.thresholds.alone
    lost = case.message.in_bot_thread and not sure
    return detail(known, case, found, entry, turn) if elliptic or lost else None


def wanted(known: Known, case: Case) -> bool:
    """In the room, a follow-up must still be a question or a problem: not "et moi je pars"."""
    return case.surface.asks or case.form.probability >= (
        known.thresholds.form / 3 if case.message.in_bot_thread else known.thresholds.form
    )


def anchor_of(known: Known, case: Case) -> tuple[Turn, Entry] | None:
    """The last turn in which an entry was given, and that entry."""
    for turn in reversed(case.message.turns):
        if turn.outcome in (Outcome.ANSWER, Outcome.CLARIFY) and (entries := tuple(known_of(known, turn))):
            return turn, entries[-1] if turn.outcome is Outcome.ANSWER else entries[0]
    return None


def known_of(known: Known, turn: Turn) -> Iterator[Entry]:
    return known_ids(known, turn.entries)


def known_ids(known: Known, names: Sequence[str]) -> Iterator[Entry]:
    return (known.entries[name] for name in names if name in known.entries)


def other_value(known: Known, case: Case, found: Found, entry: Entry, turn: Turn) -> Decision | None:
    """The facets of the last answer with the value named instead: "et sur iPhone ?"."""
    meant = known.facets.named(conversing.undenied(case.surface.plain)) or found.named
    named = {facet: values for facet, values in meant.items() if entry.facets.get(facet, "") not in values}
    sure = {facet: values for facet, values in named.items() if known.facets.reliable(facet) > choices.SURE_FACET}
    mine = {facet: values for facet, values in named.items() if facet in entry.facets}
    if not (sure or mine) or found.elsewhere or found.exact:
        return None
    # All that is named, then what an entry was given for, then what can be trusted.
    tried = [one for one in (named, mine, sure) if one]
    alike = [same for changed in tried if len(same := changed_by(known, entry, changed)) == 1]
    why = (reasons.LED_BY_FACETS.format(facets=", ".join(mine or sure)),)
    if alike:
        return speak.answered(known, alike[0][0], SURE, status=case.status, why=why, found=found)
    pool = changed_by(known, entry, mine) if mine else []
    if not pool and (known.facets.missing(meant) or not mine or mine.keys() - sure):
        return None
    pool = pool or [one for one in known.knowledge.entries if one.id != entry.id and has(one, mine)]
    return nearest_in(known, case, pool, f"{turn.text} {case.text}", why)


def changed_by(known: Known, entry: Entry, changed: Named) -> list[Entry]:
    """The entries with these values, and the others of this entry."""
    kept = {facet: (value,) for facet, value in entry.facets.items() if facet not in changed}
    others = (one for one in known.knowledge.entries if one.id != entry.id)
    return [one for one in others if has(one, {**kept, **changed})]


def nearest_in(known: Known, case: Case, pool: Sequence[Entry], text: str, why: tuple[str, ...]) -> Decision | None:
    """Of several with the value named, the one nearest to both questions together."""
    found = seek(known, text, known.facets.named(conversing.undenied(case.surface.plain)), again=False)
    left = among(found.matches, pool)
    if not left or left[0].score < known.thresholds.alone:
        return None
    return speak.answered(known, known.entries[left[0].entry], left[0].score, status=case.status, why=why, found=found)


def detail(known: Known, case: Case, found: Found, entry: Entry, turn: Turn) -> Decision | None:
    """A question about the last answer: read alone and with the question before, entries it points to preferred."""
    inherited: Named = {facet: (value,) for facet, value in entry.facets.items() if known.facets.reliable(facet) > 0.5}
    joined = seek(known, f"{turn.text} {case.text}", {**inherited, **found.named}, again=False)
    scores: dict[str, float] = {}
    half = seek(known, case.text, inherited, again=False)
    for match in (*half.matches, *joined.matches):
        scores[match.entry] = scores.get(match.entry, 0.0) + match.score / 2
    for other in known_ids(known, entry.see):
        if other.id in scores:
            scores[other.id] *= SEEN_CLOSE if other.check and other.check == entry.check else SEEN_ALSO
    scores[entry.id] = scores.get(entry.id, 0.0) * TOLD_ALREADY
    total = sum(scores.values()) or 1.0
    ordered = sorted(((score / total, name) for name, score in scores.items()), key=lambda pair: (-pair[0], pair[1]))
    matches = tuple(Match(name, score) for score, name in ordered)
    merged = Found(
        matches=matches, fit=max(found.fit, joined.fit), named={**inherited, **found.named}, elsewhere=found.elsewhere
    )
    if not matches or found.elsewhere or merged.fit < known.thresholds.follow or merged.confidence < LEAST:
        return None
    first = known.entries[matches[0].entry]
    choice = choices.choices(known, merged)
    if choice and entry.id not in {match.entry for match in choice.matches}:
        return speak.asked_back(known, choice, merged, why=(reasons.FOLLOWS,))
    return speak.answered(known, first, merged.confidence, status=case.status, why=(reasons.FOLLOWS,), found=merged)
