"""A message as the index compares it: its two readings (as typed, as corrected) mixed into one vector."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import Features
from bot.core.matching.meaning import Meaning
from bot.core.matching.rows import Floats, Ints
from bot.core.text import Reader, Speller

RAW = 0.25  # share of the words as typed when some were corrected: a correction can be wrong


@dataclass(frozen=True, slots=True)
class Readings:
    """The words as typed, `raw`, and as corrected, `fixed`, in the base's own words; `corrected`: what differs."""

    raw: tuple[str, ...]
    fixed: tuple[str, ...]
    corrected: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Query(Readings):
    """`values` of the sparse `columns`, `phrases` saying which are of neighbouring words; `dense`: direction."""

    columns: Ints
    values: Floats
    phrases: NDArray[np.bool_]
    dense: Floats


class Asking:
    """Turns texts into queries of one base."""

    def __init__(self, reader: Reader, speller: Speller, features: Features, meaning: Meaning) -> None:
        self._reader = reader
        self._speller = speller
        self._features = features
        self._meaning = meaning

    def readings(self, folded: Sequence[str]) -> Readings:
        """`folded`: the words of a text, as `normalise` leaves them."""
        typed = self._reader.in_full(folded)
        corrected = [self._speller.correct(word) for word in typed]
        changes = {one: two for one, two in zip(typed, corrected, strict=True) if one != two}
        raw = tuple(self._reader.renamed(typed))
        return Readings(raw, tuple(self._reader.renamed(corrected)) if changes else raw, changes)

    def query(self, folded: Sequence[str]) -> Query:
        """The same, ready to be compared."""
        read = self.readings(folded)
        own = math.sqrt(1 - self._meaning.share)
        vector = self._features.vector(read.fixed, own * (1 - RAW if read.corrected else 1))
        for column, value in (self._features.vector(read.raw, own * RAW) if read.corrected else {}).items():
            vector[column] = vector.get(column, 0.0) + value
        columns = np.fromiter(vector, np.int64, len(vector))
        values = np.fromiter(vector.values(), np.float32, len(vector))
        phrases, dense = self._features.phrases(columns), self._meaning.of(read.fixed)
        return Query(read.raw, read.fixed, read.corrected, columns, values, phrases, dense)

    def unknown(self, query: Query) -> float:
        """Share of the content words that the base does not know."""
        grammar = self._reader.language.grammar
        own = [word for word in query.fixed if word not in grammar]
        return sum(not self._speller.knows(word) for word in own) / len(own) if own else 1.0
