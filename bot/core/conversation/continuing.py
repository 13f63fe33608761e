"""A message after an answer, read beside it: the entries it may ask for, with what speaks for each (clues.py)."""

import math
from collections.abc import Iterable, Iterator, Sequence

from bot.core.conversation.choosing import has
from bot.core.conversation.readings import Anchor, Readings, read, score_of, sure_of
from bot.core.decide import questions
from bot.core.decide.case import Case
from bot.core.decide.clues import Clue, Hearing
from bot.core.decide.facets import Named
from bot.core.decide.fit import logit
from bot.core.decide.known import Known
from bot.core.decide.search import Found
from bot.core.model import Entry, Match
from bot.core.understand import conversing


def continued(known: Known, case: Case, anchor: Anchor) -> Found:
    """The entries by how likely each is meant; `fit`: that an answer is wanted which the base has."""
    seen = read(known, case, anchor)
    entries = tuple(candidates(known, anchor, seen))
    clues = [clue_of(known, anchor, seen, entry) for entry in entries]
    matches = ranked(entries, known.clue_model.probabilities(clues))
    hearing = hearing_of(known, case, seen, anchor, matches)
    return Found(
        matches=matches,
        fit=known.heard_model.probability(hearing),
        right=matches[0].score,
        named={**{facet: (value,) for facet, value in anchor.entry.facets.items()}, **anchor.named},
    )


def ranked(entries: Sequence[Entry], scores: Sequence[float]) -> tuple[Match, ...]:
    scored = sorted(zip(scores, entries, strict=True), key=lambda one: (-one[0], one[1].id))
    return tuple(Match(entry.id, score) for score, entry in scored)


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
    alone, half, joined = (score_of(reading.matches, entry) for reading in seen.all)
    return Clue(
        alone=alone,
        half=half,
        joined=joined,
        part=max(sure_of(one, entry) for one in seen.parts),
        part_half=max(sure_of(one, entry) for one in seen.halves),
        last=sure_of(seen.parts[-1], entry),
        last_half=sure_of(seen.halves[-1], entry),
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


def hearing_of(known: Known, case: Case, seen: Readings, anchor: Anchor, matches: Sequence[Match]) -> Hearing:
    """`matches`: the entries by their probability."""
    return Hearing(
        fit=logit(seen.alone.fit),
        joined=logit(seen.joined.fit),
        part=logit(max(one.fit for one in seen.parts)),
        last=logit(seen.parts[-1].fit),
        gate=logit(questions.gate(known, case.form, seen.alone)),
        first=math.log(matches[0].score),
        again=score_of(matches, anchor.entry),
        asks=case.surface.asks,
        elliptic=conversing.elliptic(case.surface),
        elsewhere=bool(seen.alone.elsewhere),
        closes=conversing.closes(case.surface),
    )
