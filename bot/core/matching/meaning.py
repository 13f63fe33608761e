"""The fifth family of features: what a text is about, read from its words in their order. Dense.

It finds what shares no word (a "patron" and an "employeur"); alone it knows nothing of names and numbers.
"""

import math
from collections.abc import Sequence

import numpy as np

from bot.core.matching.features import Features
from bot.core.matching.rows import Floats
from bot.core.text import Language

# Share of the similarity: 0.4 and 0.5 are alike on the own questions of four bases, 0.3 and 0.7 lose 1 to 2 points.
# That is so of bases with up to MANY questions an entry. With more of them the words themselves tell: of the project's
# own base (70 an entry) 0.1 and 0.2 win a point of right answers over 0.45 and halve the wrong ones.
SHARE, MANY = 0.45, 10
# The mean of a base's texts is taken away (what all have in common tells nothing); of a small base only a part of it.
DOUBT = 20


class Meaning:
    """Directions of texts within one base. Learns the base's mean in the constructor, nothing afterwards."""

    def __init__(
        self, features: Features, language: Language, texts: Sequence[Sequence[str]], *, questions: int
    ) -> None:
        """`questions`: of a median entry."""
        self._features = features
        self._known = language.meanings
        self.share = share_of(questions)
        raw = self._known.directions(texts)
        self._mean = raw.sum(0) / np.float32(len(texts) + DOUBT)
        self.texts = unit(raw - self._mean) * np.float32(math.sqrt(self.share))

    def within(self, directions: Floats) -> Floats:
        """Of other texts than the base's, as the language means them: what they mean within the base, length one."""
        return unit(directions - self._mean)

    def of(self, words: Sequence[str]) -> Floats:
        """A message's direction times the share; shorter when words without a known meaning are in it."""
        raw: Floats = self._known.directions([words])[0]
        if not raw.any():
            return raw
        return unit(raw - self._mean) * np.float32(self._covered(words) * math.sqrt(self.share))

    def _covered(self, words: Sequence[str]) -> float:
        """Which part of the words' weight has a meaning (0..1)."""
        squares = [weight * weight for weight in self._features.weights(words)]
        known = sum(square for word, square in zip(words, squares, strict=True) if word in self._known.rows)
        return math.sqrt(known / sum(squares))


def share_of(questions: int) -> float:
    """The family's share of the similarity, for so many questions of a median entry."""
    return SHARE * math.sqrt(min(1.0, MANY / max(1, questions)))


def unit(vectors: Floats) -> Floats:
    """Rows (or the one vector) of length 1; zero stays zero."""
    lengths = np.sqrt((vectors * vectors).sum(-1, keepdims=True))
    found: Floats = vectors / np.maximum(lengths, np.float32(1e-6))
    return found
