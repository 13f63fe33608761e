"""A word that the base does not know, read as the base's nearest word; frequent words of the language stay."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 3  # of a typed word; shorter ones are too near to everything
SHORTEST_TARGET = 4
# Letters from which two edits are allowed: 6 and 7 win 0.5 points with typos over 8, now that frequent words stay.
TWO_EDITS_FROM = 6
TIED = 10  # candidates looked at
CACHED = 5000


class Speller:
    """Same first letter (people get it right), one edit, two in long words; of equals the base's most used word.

    `known`: the base's words and how often they occur. Remembers what it has corrected.
    """

    def __init__(self, known: Mapping[str, int], common: frozenset[str]) -> None:
        self._known = known
        self._common = common
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(word for word in known if len(word) >= SHORTEST_TARGET and not word.isdigit()):
            self._by_letter.setdefault(word[0], []).append(word)
        self._done: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        return word in self._known

    def correct(self, word: str) -> str:
        """The base's word, or the word itself when nothing is near enough."""
        if word in self._known or word in self._common or len(word) < SHORTEST or word.isdigit():
            return word
        if word not in self._done:
            if len(self._done) >= CACHED:
                self._done.clear()
            self._done[word] = self._nearest(word)
        return self._done[word]

    def _nearest(self, word: str) -> str:
        edits = 1 if len(word) < TWO_EDITS_FROM else 2
        near = self._by_letter.get(word[0], ())
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=edits, limit=TIED)
        ranked = ((distance, -self._known[other], other) for other, distance, _ in found)
        return min(ranked, default=(0, 0, word))[2]
