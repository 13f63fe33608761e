"""The fifth family of features: what a text is about, from the meanings of its words. Dense, 128 numbers.

It finds what shares no word (a "patron" and an "employeur"); alone it is poor, so its share is small.
"""

import math
from collections.abc import Sequence

import numpy as np

from bot.core.matching.features import Features
from bot.core.matching.learning import NONE
from bot.core.matching.line import Line
from bot.core.matching.rows import Floats
from bot.core.text import Language

# Share of the similarity. 0.15 to 0.3 win 1 to 2.5 points on covid, 1.5 on clinc and 0.5 to 2 of AUROC; cnil loses 0.5.
SHARE = 0.25
# The mean of a base's texts is taken away (what all have in common tells nothing); of a small base only a part of it.
DOUBT = 20


class Meaning:
    """Directions of texts within one base. Learns the base's mean in the constructor, nothing afterwards."""

    def __init__(self, features: Features, language: Language, texts: Sequence[Sequence[str]]) -> None:
        self._features = features
        self._table = language.meanings
        self._mean = np.zeros(self._table.dimensions, np.float32)
        raw = self._directions(Line.of(texts, [True] * len(texts)))
        self._mean = raw.sum(0) / np.float32(len(texts) + DOUBT)
        self.texts = unit(raw - self._mean) * np.float32(math.sqrt(SHARE))

    def of(self, words: Sequence[str]) -> Floats:
        """A message's direction times the share; shorter when words without a known meaning are in it."""
        raw, covered = self._direction(words)
        if not covered:
            return raw
        return unit(raw - self._mean) * np.float32(covered * math.sqrt(SHARE))

    def _directions(self, line: Line) -> Floats:
        """What `_direction` finds, for all texts of a base at once."""
        rows = np.array([self._table.rows.get(word, NONE) for word in line.words], np.int64)
        weights = np.array(self._features.weights(line.words), np.float32) * (rows != NONE)
        vectors = self._table.vectors(np.maximum(rows, 0).tolist()) * weights[:, None]
        summed = np.zeros((len(line), self._table.dimensions), np.float32)
        for texts, at in line.batches():
            begins, ends = line.starts[texts], line.starts[1:][texts]
            filled = np.flatnonzero(begins < ends)
            if len(filled):
                summed[texts.start + filled] = np.add.reduceat(vectors[line.ids[at]], begins[filled] - at.start)
        return unit(summed)

    def _direction(self, words: Sequence[str]) -> tuple[Floats, float]:
        """The weighted mean direction, unit length, and which part of the words' weight has a meaning (0..1)."""
        weights = self._features.weights(words)
        rows = self._table.rows
        known = [
            (row, weight) for word, weight in zip(words, weights, strict=True) if (row := rows.get(word)) is not None
        ]
        if not known:
            return np.zeros(self._table.dimensions, np.float32), 0.0
        shares = np.array([weight for _, weight in known], np.float32)
        summed = shares @ self._table.vectors([row for row, _ in known])
        everything = sum(weight * weight for weight in weights)
        return unit(summed), math.sqrt(float(shares @ shares) / everything)


def unit(vectors: Floats) -> Floats:
    """Rows (or the one vector) of length 1; zero stays zero."""
    lengths = np.sqrt((vectors * vectors).sum(-1, keepdims=True))
    found: Floats = vectors / np.maximum(lengths, np.float32(1e-6))
    return found
