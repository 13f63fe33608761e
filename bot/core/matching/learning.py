"""The features of all texts of a base, counted at once: arrays in a tenth of the time of text by text.

Must find the very features that `Features.blocks` finds in a message. The vocabulary comes from questions alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.line import BATCH, Line
from bot.core.matching.rows import Ints, Rows, distinct

Tables = tuple[dict[str | int, int], ...]  # of each family: feature -> column

BITS = 32  # a pair of stems is one number: the first in the high half
NONE = -1


@dataclass(frozen=True, slots=True)
class Kinds:
    """How words become features. `window`: how many words apart the two of a pair may stand."""

    stem: Callable[[Sequence[str]], list[str]]
    grams: Callable[[str], list[str]]
    window: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """`family` of each column; `counts`: how often each text has it, texts × columns."""

    tables: Tables
    family: Ints
    counts: Rows


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`stems`: of each word its column or NONE; `bigrams`, `pairs`: known keys, ascending, columns `first` and on;
    `grams`: words × columns. `families`: how many columns each has."""

    stems: Ints
    bigrams: Ints
    pairs: Ints
    grams: Rows
    tables: Tables
    families: Ints
    window: int

    def columns(self, line: Line, at: slice) -> tuple[Ints, Ints]:
        """(text, column) of every known feature in a part of the line."""
        stems, texts = self.stems[line.ids[at]], line.texts[at]
        first = np.cumsum(self.families)
        places, lengths = self.grams.places(line.ids[at])
        found = [
            (texts[stems != NONE], stems[stems != NONE]),
            known(*neighbours(stems, texts), self.bigrams, first[0]),
            *(known(*pairs(stems, texts, apart), self.pairs, first[1]) for apart in range(1, self.window + 1)),
            (np.repeat(texts, lengths), self.grams.columns[places].astype(np.int64)),
        ]
        return np.concatenate([texts for texts, _ in found]), np.concatenate([columns for _, columns in found])


def learn(texts: Sequence[Sequence[str]], questions: Sequence[bool], kinds: Kinds, batch: int = BATCH) -> Learnt:
    """`questions`: which of the texts are. `batch`: how many are counted at a time."""
    line = Line.of(texts, questions)
    vocabulary = vocabulary_of(line, np.array(questions, bool), kinds)
    width = int(vocabulary.families.sum())
    parts = []
    for rows, at in line.batches(batch):
        owners, columns = vocabulary.columns(line, at)
        parts.append(Rows.tallied(owners - rows.start, columns, rows.stop - rows.start, width))
    family = np.repeat(np.arange(len(vocabulary.families)), vocabulary.families)
    return Learnt(vocabulary.tables, family, Rows.stacked(parts, width))


def vocabulary_of(line: Line, questions: NDArray[np.bool_], kinds: Kinds) -> Vocabulary:
    roots, stems = numbered([[root] for root in kinds.stem(line.words)], line.asked, 0)
    column = np.full(len(line.words), NONE, np.int64)
    column[np.diff(stems.starts) > 0] = stems.columns
    asked = questions[line.texts]
    own, texts = column[line.ids[asked]], line.texts[asked]
    bigrams, _ = distinct(neighbours(own, texts)[1])
    near, _ = distinct(np.concatenate([pairs(own, texts, apart)[1] for apart in range(1, kinds.window + 1)]))
    first = len(roots) + len(bigrams) + len(near)
    letters, spelt = numbered([kinds.grams(word) for word in line.words], line.asked, first)
    tables = (roots, table(bigrams, len(roots)), table(near, len(roots) + len(bigrams)), letters)
    return Vocabulary(column, bigrams, near, spelt, tables, np.array([len(one) for one in tables]), kinds.window)


def numbered(features: Sequence[Sequence[str]], learnt: int, first: int) -> tuple[dict[str | int, int], Rows]:
    """Columns from `first` on for the features of the first `learnt` words; words × columns, unknown ones left out."""
    flat = [feature for own in features for feature in own]
    ends = np.cumsum([0, *map(len, features)])
    names = dict.fromkeys(flat[: ends[learnt]])
    columns: dict[str | int, int] = dict(zip(names, range(first, first + len(names)), strict=True))
    found = np.array([columns.get(feature, NONE) for feature in flat], np.int32)
    kept = found != NONE
    starts = np.concatenate([[0], np.cumsum(kept)])[ends]
    return columns, Rows(starts, found[kept], np.ones(starts[-1], np.float32), first + len(columns))


def table(keys: Ints, first: int) -> dict[str | int, int]:
    return dict(zip(keys.tolist(), range(first, first + len(keys)), strict=True))


def neighbours(stems: Ints, texts: Ints, apart: int = 1) -> tuple[Ints, Ints]:
    """(text, key) of known stems that stand so far apart in one text, in their order."""
    one, two, whose = stems[:-apart], stems[apart:], texts[apart:]
    kept = (texts[:-apart] == whose) & (one != NONE) & (two != NONE)
    return whose[kept], one[kept] << BITS | two[kept]


def pairs(stems: Ints, texts: Ints, apart: int) -> tuple[Ints, Ints]:
    """The same whatever their order."""
    whose, keys = neighbours(stems, texts, apart)
    one, two = keys >> BITS, keys & ((1 << BITS) - 1)
    return whose, np.minimum(one, two) << BITS | np.maximum(one, two)


def known(texts: Ints, keys: Ints, vocabulary: Ints, first: int) -> tuple[Ints, Ints]:
    """(text, column) of those keys that are in the vocabulary, whose columns begin with `first`."""
    if not len(vocabulary):
        return texts[:0], keys[:0]
    at = np.minimum(np.searchsorted(vocabulary, keys), len(vocabulary) - 1)
    kept = vocabulary[at] == keys
    return texts[kept], first + at[kept]
