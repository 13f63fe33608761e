"""One question -> the entries that may answer it, with the facets it names taken into account, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.decide.facets import Named
from bot.core.decide.fit import Evidence
from bot.core.decide.known import Known
from bot.core.matching import Ranking
from bot.core.model import Entry, Match
from bot.core.understand.courtesy import unframed
from bot.core.understand.matters import matters, unmentioned

DEEP = 16  # candidates looked at: a base has at most about that many twins


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`matches` best first, scores after facets, summing to at most 1. `fit`: probability that any entry answers,
    `right`: that the first one does, if any does.
    `named`: facets the message names. `elsewhere`: matters it names of which the first entry says nothing."""

    matches: tuple[Match, ...] = ()
    fit: float = 0.0
    right: float = 0.0
    named: Named = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    exact: bool = False
    evidence: Evidence | None = None
    corrections: int = 0

    @property
    def first(self) -> Match:
        return self.matches[0] if self.matches else Match("", 0.0)

    @property
    def confidence(self) -> float:
        """That the first entry is the answer; cautious, for a message that is one of several."""
        return self.first.score * self.fit


def seek(known: Known, text: str, inherited: Named | None = None) -> Found:
    """`inherited`: facet values that the conversation has named before, where this text names none."""
    typed = unframed(known.coverage.words(text))
    # The lexicon's words are put in before the spelling is corrected: "calendar" is no misspelling of a product.
    ranking = known.index.rank(" ".join(known.coverage.renamed(typed)), DEEP)
    read = known.facets.named(spaced(corrected(ranking, typed)))
    named = {**(inherited or {}), **read, **known.facets.named(spaced(typed))}
    matches = weighed(known, ranking, named)
    if not matches:
        return Found(named=named)
    evidence, elsewhere = evidence_of(known, ranking, matches, named=named, typed=typed)
    return Found(
        matches=matches,
        fit=known.fit_model.probability(evidence),
        right=right_of(known, matches, exact=ranking.exact),
        named=named,
        elsewhere=elsewhere,
        exact=ranking.exact,
        evidence=evidence,
        corrections=len(ranking.corrected),
    )


def right_of(known: Known, matches: Sequence[Match], *, exact: bool) -> float:
    if exact:
        return matches[0].score
    return known.right_model.probability(matches[0].score, matches[1].score if len(matches) > 1 else 0.0)


def weighed(known: Known, ranking: Ranking, named: Named) -> tuple[Match, ...]:
    """The ranking after facets, normalised to sum 1: what no entry fits is `scope`'s to say."""
    if ranking.exact:
        return ranking.matches
    felt = [
        (match.score * known.facets.factor(known.entries[match.entry], named), match.entry) for match in ranking.matches
    ]
    total = sum(score for score, _ in felt) or 1.0
    return tuple(Match(entry, score / total) for score, entry in sorted(felt, key=lambda pair: (-pair[0], pair[1])))


def evidence_of(
    known: Known, ranking: Ranking, matches: Sequence[Match], *, named: Named, typed: Sequence[str]
) -> tuple[Evidence, tuple[str, ...]]:
    """The evidence for the first match, and the matters named that it does not mention."""
    entry = known.entries[matches[0].entry]
    covered = known.coverage.of(corrected(ranking, typed), entry)
    elsewhere = unmentioned(matters(spaced(typed)), known.coverage.knows(entry))
    evidence = Evidence(
        scope=ranking.scope,
        score=matches[0].score,
        asked=covered.asked,
        mentioned=covered.mentioned,
        weight=covered.weight,
        elsewhere=len(elsewhere),
        against=known.facets.against(entry, named),
        missing=known.facets.missing(named),
        nearest=ranking.nearest,
        stranger=known.index.stranger(ranking, entry.id),
        words=len(typed),
        exact=ranking.exact,
    )
    return evidence, elsewhere


def corrected(ranking: Ranking, typed: Sequence[str]) -> list[str]:
    return [ranking.corrected.get(word, word) for word in typed]


def spaced(words: Sequence[str]) -> str:
    """The form in which patterns look for words."""
    return f" {' '.join(words)} "


def among(matches: Sequence[Match], entries: Sequence[Entry]) -> tuple[Match, ...]:
    """Only the matches of these entries, normalised to sum 1."""
    allowed: Mapping[str, Entry] = {entry.id: entry for entry in entries}
    kept = [match for match in matches if match.entry in allowed]
    total = sum(match.score for match in kept)
    return tuple(Match(match.entry, match.score / total) for match in kept) if total else ()
