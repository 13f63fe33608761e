"""Reads words in their order as one meaning: a small network that imitates sentence encoders. Numbers only.

Each word is seen beside its neighbours through windows of two, three and five words; what the windows find is summed
over the text, and a layer turns the sums into a direction. What a word gives to a window does not depend on the text:
it is computed once for all texts read together, so that a whole base costs little more than its different words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
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
ABREAST = 32  # texts whose words are summed at once: what they need stays in the processor's cache
TABLES = 6
FEW, REMEMBERED = 200, 2000  # words read together above which none is remembered; words remembered, 6 kB each
LATELY = 8  # texts remembered: a message is read for its form, then for its matter, one time in three in the same words


@dataclass(frozen=True, slots=True)
class Network:
    """`places`: dimensions × (all places of all windows · channels); `bias`: one a channel of each window."""

    places: Floats
    bias: Floats
    hidden: Floats
    hidden_bias: Floats
    straight: Floats
    out: Floats
    # Row of the table -> the word's numbers and what it gives to the windows.
    heard: dict[int, Floats] = field(default_factory=dict, init=False, repr=False)
    lately: dict[tuple[int, ...], Floats] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def parsed(cls, content: bytes, at: int) -> "Network":
        """Six tables, in the order of the fields."""
        return cls(*tables.parsed(content, at, TABLES))

    def read(self, texts: Sequence[Sequence[int]], table: NDArray[np.int8]) -> Floats:
        """A direction of length one for each text, given as rows of the table; none of the texts is empty."""
        if len(texts) == 1:
            return self._again(texts[0], table)
        parts = [self._read(texts[at : at + TOGETHER], table) for at in range(0, len(texts), TOGETHER)]
        return np.concatenate(parts)

    def _again(self, text: Sequence[int], table: NDArray[np.int8]) -> Floats:
        key = tuple(text)
        found = self.lately.get(key)
        if found is None:
            found = self._read([text], table)
            if len(self.lately) >= LATELY:
                self.lately.clear()
            self.lately[key] = found
        return found

    def _read(self, texts: Sequence[Sequence[int]], table: NDArray[np.int8]) -> Floats:
        rows, words = different(np.array([row for text in texts for row in text]))
        felt = self._felt(rows, table)
        lengths = [len(text) for text in texts]
        placed = [words[begin:end] for begin, end in pairwise(accumulate(lengths, initial=0))]
        some = (placed[at : at + ABREAST] for at in range(0, len(placed), ABREAST))
        summed = np.concatenate([self._summed(felt, part) for part in some])
        summed /= np.sqrt(np.array(lengths), dtype=np.float32)[:, None]
        found = np.maximum(summed @ self.hidden + self.hidden_bias, 0) @ self.out + summed @ self.straight
        imitated = found.reshape(len(found), -1, IMITATED)
        squares = (imitated * imitated).sum(2, keepdims=True) * np.float32(imitated.shape[1])
        directions: Floats = (imitated / np.sqrt(squares)).reshape(found.shape)
        return directions

    def _felt(self, rows: Ints, table: NDArray[np.int8]) -> Floats:
        """Of each different word its numbers and what it gives to each place of the windows, and a last row for no
        word. The words of a message are mostly those of other messages, and it is read more than once: this is most of
        the work."""
        if len(rows) > FEW:
            found = self._heard(table[rows])
            return np.concatenate([found, np.zeros_like(found[:1])])
        known: list[Any] = [self.heard.get(row) for row in rows.tolist()]
        if new := [at for at, one in enumerate(known) if one is None]:
            if len(self.heard) > REMEMBERED:
                self.heard.clear()
            for at, felt in zip(new, self._heard(table[rows[new]]), strict=True):
                known[at] = self.heard[int(rows[at])] = felt
        return np.array([*known, np.zeros_like(known[0])])

    def _heard(self, words: NDArray[np.int8]) -> Floats:
        given = words.astype(np.float32)
        return np.concatenate([given, given @ self.places], axis=1)

    def _summed(self, felt: Floats, texts: Sequence[Ints]) -> Floats:
        """Words, and what each window finds, summed over each text."""
        # All texts in one line, a gap before each and after the last: what stands beside is the line moved sideways.
        gap = np.full(GAP, len(felt) - 1)
        line = felt[np.concatenate([gap, *chain.from_iterable((text, gap) for text in texts)])]
        wide, channels, column = len(line) - 2 * GAP, self.bias.shape[1], len(self.places)
        # Sums are taken from each of these places to the next: over a text, over the gap after it, over a text …
        bounds = [*accumulate(chain.from_iterable((len(text), GAP) for text in texts), initial=0)][:-2]
        sums = [np.add.reduceat(line[GAP : GAP + wide, :column], bounds)[::2]]
        for window, bias in zip(WINDOWS, self.bias, strict=True):
            seen = np.full((wide, channels), bias)
            for beside in window:
                seen += line[GAP + beside : GAP + beside + wide, column : column + channels]
                column += channels
            sums.append(np.add.reduceat(np.maximum(seen, 0, out=seen), bounds)[::2])
        return np.concatenate(sums, axis=1)


def different(words: Ints) -> tuple[Ints, Ints]:
    """Rows, and where each word's row is among them; of a few words each stands for itself."""
    if len(words) <= FEW:
        return words, np.arange(len(words))
    rows, places = np.unique(words, return_inverse=True)
    return rows, places
