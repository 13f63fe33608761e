"""What makes near-twins differ: which values a message names, which entries differ by one value only.

Reads the facets of the entries and the lexicon's words for them; knows none by name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.core.model import Entry, Knowledge
from bot.core.text import fold

# Things of a kind, and the words that name any of them, unless one is named by its own: "mon tel android".
KINDS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (
        frozenset({"iphone", "android", "samsung"}),
        ("téléphone", "telephone", "smartphone", "portable", "mobile", "phone", "tel", "téléphones", "mobiles"),
    ),
    (frozenset({"thunderbird", "mac", "macbook", "windows", "linux"}), ("ordinateur", "ordi", "computer", "laptop")),
)
Named = Mapping[str, tuple[str, ...]]
Rest = frozenset[tuple[str, str]]

# What a perfectly reliable facet leaves of the score of an entry with another value than the one named.
LEFT = 0.03
STRICT = (
    6  # power: one in ten wrong halves it, so that a contrary value vetoes only where the base never contradicts it
)
BONUS = 2.5  # an entry that has the value named
UNSTATED = 0.6  # an entry that does not have the facet at all, when a value is named


class Facets:
    """Built once for a base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = [entry for entry in knowledge.entries if entry.facets]
        self._combinations = [dict(one) for one in sorted({tuple(sorted(e.facets.items())) for e in self._entries})]
        self._twins: dict[tuple[str, Rest], list[Entry]] = defaultdict(list)
        for entry in self._entries:
            for facet in entry.facets:
                self._twins[facet, rest_of(entry, facet)].append(entry)
        known = vocabulary(knowledge)
        self._words = {facet: patterns_of(values) for facet, values in known.items() if values}
        self._kinds = {facet: kinds_of(values) for facet, values in known.items() if values}
        self._labels = {
            (facet, value): shown.label
            for facet, values in knowledge.lexicon.facets.items()
            for value, shown in values.items()
        }
        self._reliable = {facet: self._reliability(facet) for facet in self._words}

    def named(self, plain: str) -> Named:
        """facet -> values that the words name, in the order of the lexicon."""
        return {facet: here for facet in self._words if (here := self._named(facet, plain))}

    def _named(self, facet: str, plain: str) -> tuple[str, ...]:
        own = {value for value, pattern in self._words[facet] if pattern.search(plain)}
        for values, pattern in self._kinds[facet]:
            if own.isdisjoint(values) and pattern.search(plain):
                own |= values
        return tuple(value for value, _ in self._words[facet] if value in own)

    def factor(self, entry: Entry, named: Named) -> float:
        """By how much the named values speak for or against an entry; 1 when nothing is named."""
        factor = 1.0
        for facet, values in named.items():
            has = entry.facets.get(facet)
            sure = self._reliable[facet]
            if has is None:
                factor *= 1 - sure * (1 - UNSTATED)
            elif has in values:
                factor *= 1 + sure * (BONUS - 1)
            else:
                factor *= 1 - sure * (1 - LEFT)
        return factor

    def against(self, entry: Entry, named: Named) -> float:
        """How many of the named facets the entry has another value of, each counted by its reliability."""
        return sum(
            self.trust(facet) for facet, values in named.items() if entry.facets.get(facet, values[0]) not in values
        )

    def missing(self, named: Named) -> bool:
        """No entry goes with all that is named: each value exists, but not together."""
        told = {facet: values for facet, values in named.items() if self._reliable[facet]}
        if len(told) < 2:
            return False
        return not any(goes_with(combination, told) for combination in self._combinations)

    def label(self, facet: str, value: str) -> str:
        return self._labels.get((facet, value), value)

    def open(self, entry: Entry, named: Named) -> tuple[str, ...]:
        """Facets of the entry of which the message names no value, or several; the most reliable first."""
        left = (
            facet for facet in entry.facets if entry.facets[facet] not in named.get(facet, ()) or len(named[facet]) > 1
        )
        return tuple(sorted(left, key=lambda facet: -self._reliable.get(facet, 0)))

    def twins(self, entry: Entry, facet: str) -> tuple[Entry, ...]:
        """The entries that have the same facets with the same values, but for this one; they must share something."""
        rest = rest_of(entry, facet)
        others = self._twins[facet, rest] if rest else ()
        return tuple(other for other in others if other.facets[facet] != entry.facets[facet])

    def reliable(self, facet: str) -> float:
        """0..1; near 0 as soon as the base's own questions contradict it."""
        return self._reliable.get(facet, 0.0)

    def trust(self, facet: str) -> float:
        """The same before it is made strict: the share of the base's questions that name it rightly."""
        return float(self._reliable.get(facet, 0.0) ** (1 / STRICT))

    def _reliability(self, facet: str) -> float:
        """Of the base's own questions that name a value of the facet: the share that names their entry's own."""
        right = total = 0
        for entry in self._entries:
            if facet in entry.facets:
                for question in entry.questions[:20]:
                    values = self._named(facet, f" {fold(question)} ")
                    if values:
                        total += 1
                        right += entry.facets[facet] in values
        return (right / total) ** STRICT * total / (total + 3) if total else 0.0


def rest_of(entry: Entry, facet: str) -> Rest:
    return frozenset((key, value) for key, value in entry.facets.items() if key != facet)


def goes_with(facets: Mapping[str, str], named: Named) -> bool:
    """They hold one of the named values and are not against another."""
    has = [facet for facet in named if facet in facets]
    return bool(has) and all(facets[facet] in named[facet] for facet in has)


def vocabulary(knowledge: Knowledge) -> dict[str, dict[str, tuple[str, ...]]]:
    """facet -> value -> words; values without words in the lexicon are named by themselves."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for entry in knowledge.entries:
        for facet, value in entry.facets.items():
            found[facet].setdefault(value, (value,))
    for facet, values in knowledge.lexicon.facets.items():
        for value, shown in values.items():
            found[facet][value] = (value, shown.label, *shown.words)
    return found


def kinds_of(values: Mapping[str, Iterable[str]]) -> list[tuple[frozenset[str], re.Pattern[str]]]:
    """The values of each kind, and its general words: "mon téléphone" names every phone that the base knows."""
    own = {value: {fold(word) for word in words} for value, words in values.items()}
    found = ((frozenset(value for value, words in own.items() if words & kind), words) for kind, words in KINDS)
    return [(some, pattern_of(words)) for some, words in found if some]


def patterns_of(values: Mapping[str, Iterable[str]]) -> list[tuple[str, re.Pattern[str]]]:
    return [(value, pattern_of(words)) for value, words in values.items() if any(map(fold, words))]


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    folded = sorted({fold(word) for word in words} - {""}, key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(map(re.escape, folded))})(?= )")
