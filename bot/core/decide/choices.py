"""Answer or ask back? Which entries are offered when the message leaves open what makes them differ."""

from dataclasses import dataclass

from bot.core.decide.known import Known
from bot.core.decide.search import Found
from bot.core.model import Entry, Match

MOST = 3
SURE_FACET = 0.5
EXACT_RIVAL = 0.9  # scores of an exact question that belongs to two entries are equal


@dataclass(frozen=True, slots=True)
class Choice:
    """Two or three entries, best first, and what makes them differ: a facet, or empty when only scores are near."""

    matches: tuple[Match, ...]
    facet: str = ""


def choices(known: Known, found: Found) -> Choice | None:
    """None when the first entry can be the answer by itself."""
    return twins(known, found) or (None if found.exact else by_score(known, found))


def twins(known: Known, found: Found) -> Choice | None:
    """The same, however near the scores of others are."""
    if found.exact:
        tied = [match for match in found.matches if match.score >= EXACT_RIVAL * found.first.score]
        return Choice(tuple(tied[:MOST])) if len(tied) > 1 else None
    return by_facet(known, found)


def by_facet(known: Known, found: Found) -> Choice | None:
    """The twins of the first entry for a facet that the message does not name, unless they are out of the question."""
    first = known.entries[found.first.entry]
    scores = {match.entry: match.score for match in found.matches}
    for facet in known.facets.open(first, found.named):
        twins = [twin for twin in known.facets.twins(first, facet) if fits(known, twin, facet, found)]
        least = share(known, known.facets.reliable(facet)) * found.first.score
        near = [twin for twin in twins if scores.get(twin.id, 0.0) >= least]
        if near:
            return beside_rivals(known, found, [Match(twin.id, scores[twin.id]) for twin in near], facet)
    return general(known, found, first)


def beside_rivals(known: Known, found: Found, twins: list[Match], facet: str) -> Choice:
    """Twins by score, with any other entry that is nearer than they are: then it is no question of the facet alone."""
    names = {twin.entry for twin in twins}
    least = max(known.thresholds.near * found.first.score, *(twin.score for twin in twins))
    rivals = [match for match in found.matches[1:] if match.score >= least and match.entry not in names]
    offered = sorted([*twins, *rivals], key=lambda match: (-match.score, match.entry))
    return Choice((found.first, *offered)[:MOST], "" if rivals else facet)


def general(known: Known, found: Found, first: Entry) -> Choice | None:
    """The first entry is for one value of a sure facet that the message does not name, and another is for all."""
    for facet in known.facets.open(first, found.named):
        if known.facets.reliable(facet) > SURE_FACET:
            rivals = [match for match in found.matches[1:MOST] if facet not in known.entries[match.entry].facets]
            near = [match for match in rivals if match.score >= known.thresholds.near * found.first.score]
            if near:
                return Choice((found.first, *near)[:MOST])
    return None


def share(known: Known, reliable: float) -> float:
    """A twin's score, as a share of the first's, from which it is offered: the surer a facet, the fainter may it be."""
    return known.thresholds.near - reliable * (known.thresholds.near - known.thresholds.twin)


def fits(known: Known, twin: Entry, facet: str, found: Found) -> bool:
    """Not against a value that the message names."""
    if twin.facets[facet] not in found.named.get(facet, (twin.facets[facet],)):
        return False
    sure = ((name, values) for name, values in found.named.items() if known.facets.reliable(name) > SURE_FACET)
    return all(twin.facets.get(name, values[0]) in values for name, values in sure)


def by_score(known: Known, found: Found) -> Choice | None:
    first = found.first
    rivals = [match for match in found.matches[1:] if match.score >= known.thresholds.near * first.score]
    if rivals and first.score - rivals[0].score < known.thresholds.margin:
        return Choice((first, *rivals)[:MOST])
    return None


def nearest(known: Known, found: Found, alive_from: float) -> Choice | None:
    """What is offered when no answer is sure enough: the first three, as far as they reach a share of the first."""
    alive = [match for match in found.matches[:MOST] if match.score >= alive_from * found.first.score]
    return Choice(tuple(alive)) if len(alive) > 1 else None
