"""Reads words in their order as one meaning: a small network that imitates sentence encoders. Numbers only.

Each word is seen beside its neighbours through windows of two, three and five words; what the windows find is summed
over the text, and a layer turns the sums into a direction. What a word gives to a window does not depend on the text:
it is computed once for all texts read together, so that a whole base costs little more than its different words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.core.text.meanings import tables

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WINDOWS = ((0, 1), (-1, 0, 1), (-2, -1, 0, 1, 2))  # places beside the word
IMITATED = 192  # numbers of a direction for each encoder imitated; several stand side by side, worth the same
GAP = 2  # empty places after each text, so that no window sees the next one
TOGETHER = 500  # texts read at once: bounds the memory, not the result
TABLES = 6
FEW, REMEMBERED = 200, 2000  # words read together above which none is remembered; words remembered, 5 kB each


@dataclass(frozen=True, slots=True)
class Network:
    """`places`: dimensions × (all places of all windows · channels); `bias`: one a channel of each window."""

    places: Floats
    bias: Floats
    hidden: Floats
    hidden_bias: Floats
    straight: Floats
    out: Floats
    # Row of the table -> what its word gives to the windows.
    heard: dict[int, Floats] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def parsed(cls, content: bytes, at: int) -> "Network":
        """Six tables, in the order of the fields."""
        return cls(*tables.parsed(content, at, TABLES))

    def read(self, texts: Sequence[Sequence[int]], table: NDArray[np.int8]) -> Floats:
        """A direction of length one for each text, given as rows of the table; none of the texts is empty."""
        parts = [self._read(texts[at : at + TOGETHER], table) for at in range(0, len(texts), TOGETHER)]
        return np.concatenate(parts)

    def _read(self, texts: Sequence[Sequence[int]], table: NDArray[np.int8]) -> Floats:
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        rows, words = different(np.fromiter(chain.from_iterable(texts), np.int64, lengths.sum()))
        given = table[rows].astype(np.float32)
        summed = (
            self._summed(given, self._felt(rows, given), words, lengths) / np.sqrt(lengths, dtype=np.float32)[:, None]
        )
        found = np.maximum(summed @ self.hidden + self.hidden_bias, 0) @ self.out + summed @ self.straight
        imitated = found.reshape(len(found), -1, IMITATED)
        lengths = np.sqrt((imitated * imitated).sum(2, keepdims=True) * np.float32(imitated.shape[1]))
        directions: Floats = (imitated / lengths).reshape(found.shape)
        return directions

    def _felt(self, rows: Ints, given: Floats) -> Floats:
        """What each different word gives to each place of the windows, and a last row for no word. The words of a
        message are mostly those of other messages, and it is read more than once: this is most of the work."""
        if len(rows) > FEW:
            return np.concatenate([given @ self.places, np.zeros_like(self.places[:1])])
        found: list[Any] = [self.heard.get(row) for row in rows.tolist()]
        if new := [at for at, one in enumerate(found) if one is None]:
            if len(self.heard) > REMEMBERED:
                self.heard.clear()
            for at, felt in zip(new, given[new] @ self.places, strict=True):
                found[at] = self.heard[int(rows[at])] = felt
        return np.stack([*found, np.zeros_like(self.places[0])])

    def _summed(self, given: Floats, felt: Floats, words: Ints, lengths: Ints) -> Floats:
        """Words, and what each window finds, summed over each text."""
        starts, firsts = np.cumsum(lengths + GAP) - lengths, np.cumsum(lengths) - lengths
        placed = np.arange(len(words)) + np.repeat(starts - firsts, lengths)
        filled = np.full(starts[-1] + lengths[-1] + GAP, len(given))
        filled[placed] = words
        sums = [np.add.reduceat(given[words], firsts)]
        channels, column = self.bias.shape[1], 0
        for window, bias in zip(WINDOWS, self.bias, strict=True):
            seen = np.broadcast_to(bias, (len(words), channels))
            for beside in window:
                seen = seen + felt[filled[placed + beside], column : column + channels]
                column += channels
            sums.append(np.add.reduceat(np.maximum(seen, 0, out=seen), firsts))
        return np.concatenate(sums, axis=1)


def different(words: Ints) -> tuple[Ints, Ints]:
    """Rows, and where each word's row is among them; of a few words each stands for itself."""
    if len(words) <= FEW:
        return words, np.arange(len(words))
    rows, places = np.unique(words, return_inverse=True)
    return rows, places
