"""One question -> the entries that may answer it, with the facets it names taken into account, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.decide.coverage import Words
from bot.core.decide.facets import Named
from bot.core.decide.fit import Evidence
from bot.core.decide.known import Known
from bot.core.decide.second_look import Sign
from bot.core.matching import Ranking
from bot.core.model import Match
from bot.core.understand.courtesy import unframed
from bot.core.understand.matters import matters, unmentioned

DEEP = 8  # candidates looked at, and as many that are nearest by their own texts


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
    lead: tuple[tuple[str, float], ...] = ()  # what puts the first entry before the second, the weightiest first

    @property
    def first(self) -> Match:
        return self.matches[0] if self.matches else Match("", 0.0)

    @property
    def confidence(self) -> float:
        """That the first entry is the answer; cautious, for a message that is one of several."""
        return self.first.score * self.fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is seen of a text before its entries are put in order: `matches` of the search, after facets, and what
    speaks for each."""

    typed: Sequence[str]
    words: Words
    named: Named
    ranking: Ranking
    matches: tuple[Match, ...] = ()
    signs: tuple[Sign, ...] = ()


def asks(known: Known, text: str) -> bool:
    """Whether the text is a question of the base, letter for letter."""
    return known.index.asks(known.coverage.renamed(unframed(known.coverage.words(text))))


def look(known: Known, text: str, inherited: Named | None) -> Look:
    """`inherited`: facet values that the conversation has named before, where this text names none."""
    typed = unframed(known.coverage.words(text))
    # The lexicon's words are put in before the spelling is corrected: "calendar" is no misspelling of a product.
    ranking = known.index.ranked(known.coverage.renamed(typed), DEEP)
    fixed = [ranking.corrected.get(word, word) for word in typed]
    own = known.facets.named(spaced(typed))
    read = known.facets.named(spaced(fixed)) if ranking.corrected else own
    named = {**(inherited or {}), **read, **own}
    words, matches = known.coverage.read(fixed), weighed(known, ranking, named)
    signs = tuple(sign_of(known, ranking, match, words) for match in matches)
    return Look(typed=typed, words=words, named=named, ranking=ranking, matches=matches, signs=signs)


def sign_of(known: Known, ranking: Ranking, match: Match, words: Words) -> Sign:
    covered = known.coverage.of(words, known.entries[match.entry])
    return Sign(match.score, covered, ranking.close[match.entry])


def seek(known: Known, text: str, inherited: Named | None = None, *, again: bool = True) -> Found:
    """`again`: the entries are looked at a second time. Not for half a question ("et pour l'envoi ?"): no text of an
    entry is like it."""
    seen = look(known, text, inherited)
    if not seen.matches:
        return Found(named=seen.named)
    ranked = ordered(known, seen) if again else list(zip(seen.matches, seen.signs, strict=True))
    matches, exact = tuple(match for match, _ in ranked), seen.ranking.exact
    entry = known.entries[matches[0].entry]
    elsewhere = unmentioned(matters(spaced(seen.typed)), known.coverage.knows(entry))
    evidence = evidence_of(known, seen, *ranked[0], elsewhere=len(elsewhere))
    return Found(
        matches=matches,
        fit=known.fit_model.probability(evidence),
        right=matches[0].score if exact else known.right_model.probability(matches[0].score, evidence.youth),
        named=seen.named,
        elsewhere=elsewhere,
        exact=exact,
        evidence=evidence,
        corrections=len(seen.ranking.corrected),
        lead=tuple(known.look_model.lead(ranked[0][1], ranked[1][1])) if ranked[1:] and not exact else (),
    )


def ordered(known: Known, seen: Look) -> list[tuple[Match, Sign]]:
    """By a second look, with what speaks for each; a question of the base, letter for letter, needs none."""
    if seen.ranking.exact:
        return list(zip(seen.matches, seen.signs, strict=True))
    scored = zip(known.look_model.probabilities(seen.signs), seen.matches, seen.signs, strict=True)
    found = ((Match(match.entry, score), sign) for score, match, sign in scored)
    return sorted(found, key=lambda pair: (-pair[0].score, pair[0].entry))


def weighed(known: Known, ranking: Ranking, named: Named) -> tuple[Match, ...]:
    """The ranking after facets, normalised to sum 1: what no entry fits is `scope`'s to say."""
    if ranking.exact:
        return ranking.matches
    felt = [
        (match.score * known.facets.factor(known.entries[match.entry], named), match.entry) for match in ranking.matches
    ]
    total = sum(score for score, _ in felt) or 1.0
    return tuple(Match(entry, score / total) for score, entry in sorted(felt, key=lambda pair: (-pair[0], pair[1])))


def evidence_of(known: Known, seen: Look, first: Match, sign: Sign, *, elsewhere: int) -> Evidence:
    """For the first match."""
    entry, ranking = known.entries[first.entry], seen.ranking
    return Evidence(
        scope=ranking.scope,
        score=first.score,
        asked=sign.covered.asked,
        mentioned=sign.covered.mentioned,
        weight=sign.covered.weight,
        elsewhere=elsewhere,
        against=known.facets.against(entry, seen.named),
        missing=known.facets.missing(seen.named),
        nearest=ranking.nearest,
        stranger=known.index.stranger(ranking, entry.id),
        leaning=ranking.leaning,
        words=len(seen.typed),
        questions=known.index.questions,
        youth=math.log((1 + known.index.questions) / (1 + sign.close.questions)),
        exact=ranking.exact,
    )


def spaced(words: Sequence[str]) -> str:
    """The form in which patterns look for words."""
    return f" {' '.join(words)} "
