"""A message after an answer, read beside it: the entries it may ask for, with what speaks for each (clues.py)."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.conversation.choosing import has
from bot.core.decide import questions
from bot.core.decide.case import Case
from bot.core.decide.clues import Clue, Hearing
from bot.core.decide.facets import Named
from bot.core.decide.fit import logit
from bot.core.decide.known import Known
from bot.core.decide.search import Found, seek
from bot.core.model import Entry, Match, Outcome, Turn
from bot.core.understand import conversing

RELIABLE = 0.5  # of a facet: what the last answer is for holds for the next question


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The last answer given, the question it was given to, what the message after it names, and what it is not about:
    "j'ai pas d'iPhone"."""

    turn: Turn
    entry: Entry
    named: Named
    denied: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    alone: Found
    half: Found
    joined: Found

    @property
    def all(self) -> tuple[Found, ...]:
        return self.alone, self.half, self.joined


def anchor_of(known: Known, case: Case) -> Anchor | None:
    """The last turn in which an entry was given that is still there."""
    for turn in reversed(case.spoken):
        if entries := [known.entries[one] for one in turn.entries if one in known.entries]:
            entry = entries[0] if turn.outcome is Outcome.CLARIFY else entries[-1]
            said, meant = (
                known.facets.named(one) for one in (case.surface.plain, conversing.undenied(case.surface.plain))
            )
            denied = {
                facet: tuple(one for one in values if one not in meant.get(facet, ())) for facet, values in said.items()
            }
            return Anchor(turn=turn, entry=entry, named=meant or case.found.named, denied=denied)
    return None


def read(known: Known, case: Case, anchor: Anchor) -> Readings:
    held: Named = {one: (value,) for one, value in anchor.entry.facets.items() if known.facets.reliable(one) > RELIABLE}
    return Readings(
        alone=case.found,
        half=seek(known, case.text, held, again=False),
        joined=seek(known, f"{anchor.turn.text} {case.text}", {**held, **anchor.named}),
    )


def continued(known: Known, case: Case, anchor: Anchor) -> Found:
    """The entries by how likely each is meant; `fit`: that an answer is wanted which the base has."""
    seen = read(known, case, anchor)
    entries = tuple(candidates(known, anchor, seen))
    clues = [clue_of(known, anchor, seen, entry) for entry in entries]
    scored = zip(known.clue_model.probabilities(clues), entries, strict=True)
    matches = tuple(Match(entry.id, score) for score, entry in sorted(scored, key=lambda one: (-one[0], one[1].id)))
    hearing = hearing_of(known, case, seen, matches[0].score)
    return Found(
        matches=matches,
        fit=known.heard_model.probability(hearing),
        right=matches[0].score,
        named={**{facet: (value,) for facet, value in anchor.entry.facets.items()}, **anchor.named},
        elsewhere=seen.alone.elsewhere,
    )


def candidates(known: Known, anchor: Anchor, seen: Readings) -> Iterator[Entry]:
    """What any reading finds, what the last answer points to, and what differs from it in what is named only."""
    found = (match.entry for reading in seen.all for match in reading.matches)
    wanted = {**kept(anchor), **anchor.named}
    changed = (one.id for one in known.knowledge.entries if has(one, wanted)) if anchor.named else ()
    names = dict.fromkeys((*found, *anchor.entry.see, *changed, anchor.entry.id))
    return (known.entries[name] for name in names if name in known.entries)


def kept(anchor: Anchor) -> Named:
    """What the last answer is for, and the message does not name."""
    return {facet: (value,) for facet, value in anchor.entry.facets.items() if facet not in anchor.named}


def clue_of(known: Known, anchor: Anchor, seen: Readings, entry: Entry) -> Clue:
    last, left, facets = anchor.entry, kept(anchor), entry.facets
    alone, half, joined = (score_of(reading, entry) for reading in seen.all)
    return Clue(
        alone=alone,
        half=half,
        joined=joined,
        agrees=trusted(known, (one for one, values in anchor.named.items() if facets.get(one) in values)),
        against=trusted(
            known, (one for one, values in anchor.named.items() if facets.get(one, values[0]) not in values)
        ),
        unsaid=trusted(known, anchor.named.keys() - facets.keys()),
        denied=trusted(known, (one for one, values in anchor.denied.items() if facets.get(one) in values)),
        kept=trusted(known, (one for one, values in left.items() if facets.get(one) in values)),
        changed=trusted(known, (one for one, values in left.items() if facets.get(one, values[0]) not in values)),
        dropped=trusted(known, left.keys() - facets.keys()),
        beside=trusted(known, facets.keys() - last.facets.keys() - anchor.named.keys()),
        twin=entry.id != last.id and bool(anchor.named) and has(entry, {**left, **anchor.named}),
        told=entry.id == last.id,
        seen_also=entry.id in last.see,
        points_back=last.id in entry.see,
        same_check=bool(entry.check) and entry.check == last.check,
    )


def trusted(known: Known, facets: Iterable[str]) -> float:
    return sum(known.facets.trust(facet) for facet in sorted(facets))


def score_of(reading: Found, entry: Entry) -> float:
    return next((match.score for match in reading.matches if match.entry == entry.id), 0.0)


def hearing_of(known: Known, case: Case, seen: Readings, first: float) -> Hearing:
    """`first`: the best entry's probability."""
    return Hearing(
        fit=logit(seen.alone.fit),
        joined=logit(seen.joined.fit),
        gate=logit(questions.gate(known, case.form, seen.alone)),
        first=math.log(first),
        asks=case.surface.asks,
        elliptic=conversing.elliptic(case.surface),
        elsewhere=bool(seen.alone.elsewhere),
    )
