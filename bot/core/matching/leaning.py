"""Which way do a message's words lean: to what the base answers, or to what it leaves to people?

A linear classifier (squared hinge, fitted in the dual) of the base's questions against the listed ones, over stems and
neighbours; where a text begins and ends is a neighbour too. Of what people ask, told from listed questions that it has
not seen, the area under the ROC curve is 0.961; of meaning alone (elsewhere.py) 0.933. The two know different things:
with both in the fit, 92 % of what is asked stands above all but 4 % of what no entry answers, 88 % with meaning alone.
Letters (n-grams) and words farther apart add nothing.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.core.matching.regression import Lifted, Targets, fit, hinge
from bot.core.matching.rows import Floats, Ints, Rows, distinct

COST, STEPS = 1.0, 20
HALF = math.sqrt(0.5)  # of a text's length, stems and neighbours each
NEITHER = 0.0  # what a base is given that lists nothing
EDGE, STRANGE = 0, -1  # where a text begins and ends; a stem that stands in no text
BITS = 32

Words = Sequence[str]
Stem = Callable[[Words], list[str]]


@dataclass(frozen=True, slots=True)
class Family:
    """Stems or neighbours. Column c stands for `keys[c]`, ascending; `rarity`: inverse text frequency of each."""

    keys: Ints
    rarity: Floats
    rows: Rows

    @classmethod
    def of(cls, texts: Ints, keys: Ints, count: int) -> "Family":
        """From one (text, key) an occurrence; a key is counted once a text, and a text has the length HALF."""
        known, _ = distinct(keys)
        found = Rows.tallied(texts, np.searchsorted(known, keys), count, len(known))
        held = np.bincount(found.columns, minlength=len(known))
        rarity = (np.log((1 + count) / (1 + held)) + 1).astype(np.float32)
        values, owners = rarity[found.columns], found.owners()
        lengths = np.sqrt(np.bincount(owners, values**2, count)).astype(np.float32)
        values = values * np.float32(HALF) / lengths[owners]
        return cls(known, rarity, Rows(found.starts, found.columns, values, len(known)))

    def weights(self, coefficients: Floats) -> dict[int, tuple[float, float]]:
        """Key -> its rarity and what it says."""
        said = self.rows.summed(coefficients).tolist()
        return dict(zip(self.keys.tolist(), zip(self.rarity.tolist(), said, strict=True), strict=True))


@dataclass(frozen=True, slots=True)
class Gram:
    """Products of all texts with each other; only the product with a column is ever needed."""

    families: Sequence[Family]

    def __matmul__(self, other: Floats, /) -> Floats:
        first, second = (one.rows.times_all(one.rows.summed(other[:, 0])) for one in self.families)
        return (first + second)[:, None]


class Leaning:
    """Never changes; one for each base. Not for two threads at once (the stemmer is not)."""

    def __init__(self, ours: Sequence[Words], theirs: Sequence[Words], stem: Stem) -> None:
        self._stem = stem
        self._stems: dict[str, int] = {}
        if not ours or not theirs:
            return
        texts = [*ours, *theirs]
        words = list(dict.fromkeys(word for text in texts for word in text))
        stems = stem(words)
        self._stems = {one: at for at, one in enumerate(dict.fromkeys(stems), EDGE + 1)}
        number = {word: self._stems[one] for word, one in zip(words, stems, strict=True)}
        families = families_of([[EDGE, *map(number.__getitem__, text), EDGE] for text in texts])
        coefficients = fitted(families, np.repeat(np.array([1, 0], np.float32), [len(ours), len(theirs)])[:, None])
        self._weights = [one.weights(coefficients) for one in families]
        self._bias = float(coefficients.sum())
        self._unknown = math.log(1 + len(texts)) + 1

    def of(self, words: Words) -> float:
        """About 1 for words like the base's own, -1 for those of a question left to people."""
        if not self._stems or not words:
            return NEITHER
        stems = [self._stems.get(stem, STRANGE) for stem in self._stem(words)]
        near = [key_of(one, two) for one, two in pairwise((EDGE, *stems, EDGE))]
        return self._bias + sum(map(self._said, self._weights, (stems, near)))

    def _said(self, weights: dict[int, tuple[float, float]], keys: Sequence[int]) -> float:
        """By one family; what is unknown counts in the length, and says nothing."""
        found = [weights.get(key, (self._unknown, 0.0)) for key in dict.fromkeys(keys)]
        return HALF * sum(rarity * said for rarity, said in found) / math.sqrt(sum(rarity**2 for rarity, _ in found))


def key_of(one: int, two: int) -> int:
    return STRANGE if STRANGE in (one, two) else one << BITS | two


def families_of(texts: Sequence[Sequence[int]]) -> tuple[Family, Family]:
    """`texts`: numbers of stems between two edges."""
    ids = np.array([one for text in texts for one in text], np.int64)
    whose = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    inside = ids != EDGE
    together = whose[:-1] == whose[1:]
    near = (ids[:-1] << BITS | ids[1:])[together]
    return Family.of(whose[inside], ids[inside], len(texts)), Family.of(whose[1:][together], near, len(texts))


def fitted(families: Sequence[Family], hot: Floats) -> Floats:
    """A coefficient of each text. `hot`: 1 for the base's own, as a column. Either side counts as much as the other."""
    share = hot.mean(dtype=np.float32)
    weight = np.where(hot > 0, 0.5 / share, 0.5 / (1 - share)).astype(np.float32)
    loss = hinge(Targets(hot, weight), COST)
    curvature = 4 * COST * float(weight.max())
    return fit(Lifted(Gram(families)), loss, weight * (hot - np.float32(0.5)), curvature=curvature, steps=STEPS)[:, 0]
