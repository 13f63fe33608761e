"""A word that nobody knows, read as the nearest word of the base or, if that is nearer, of the language."""

from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 3  # of a typed word; shorter ones are too near to everything
SHORTEST_TARGET = 4
# Letters from which two edits are allowed: 6 and 7 win 0.5 points with typos over 8, now that frequent words stay.
TWO_EDITS_FROM = 6
TIED = 10  # candidates looked at
# "lagenda", "denvoi": an elided word glued to the next, which starts with a vowel or an h.
GLUED, VOWELS, LEFT = "cdjlmnst", "aeiouyh", 4
CACHED = 5000


class Speller:
    """Same first letter (people get it right), one edit, two in long words; of equals the base's most used word.

    `known`: the base's words and how often they occur; `common`: the language's frequent words, never corrected. They
    are also what a misspelling may have meant: it does not become a word of the base that nobody meant (with typos
    +0.3 points, clean -0.1). Remembers what it has corrected.
    """

    def __init__(self, known: Mapping[str, int], common: frozenset[str]) -> None:
        self._known = known
        self._common = common
        self._base = by_letter(known)
        self._language = by_letter(common.difference(known))
        self._done: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Whether it is a word of the base."""
        return word in self._known

    def correct(self, word: str) -> str:
        """What was meant, or the word itself when nothing is near enough."""
        if word in self._known or word in self._common or len(word) < SHORTEST or word.isdigit():
            return word
        if word not in self._done:
            if len(self._done) >= CACHED:
                self._done.clear()
            self._done[word] = self._nearest(word)
        return self._done[word]

    def _nearest(self, word: str) -> str:
        if word[0] in GLUED and word[1] in VOWELS and len(word) > LEFT and word[1:] in self._known:
            return word[1:]
        edits = 1 if len(word) < TWO_EDITS_FROM else 2
        found = [(distance, -self._known[other], other) for other, distance in near(word, self._base, edits)]
        found += [(distance, 0, other) for other, distance in near(word, self._language, edits)]
        return min(found, default=(0, 0, word))[2]


def by_letter(words: Iterable[str]) -> dict[str, list[str]]:
    """Words that may be meant, by their first letter."""
    found: dict[str, list[str]] = {}
    for word in sorted(word for word in words if len(word) >= SHORTEST_TARGET and not word.isdigit()):
        found.setdefault(word[0], []).append(word)
    return found


def near(word: str, words: Mapping[str, list[str]], edits: int) -> Iterable[tuple[str, float]]:
    candidates = words.get(word[0], ())
    found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=edits, limit=TIED)
    return ((other, distance) for other, distance, _ in found)
