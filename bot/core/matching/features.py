"""Texts as sparse vectors: stems, neighbours, pairs and character n-grams, each a block of length one.

The inner product of two vectors is the weighted sum of four cosines. Vocabulary and weights come from questions only.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.core.matching.documents import Corpus
from bot.core.text import Language

# Shares of the four cosines, chosen on the five benchmark cases (notes of the reference experiment): words carry the
# meaning, characters the typos and the word forms.
FAMILIES = ("word", "bigram", "pair", "char")
SHARES = (0.30, 0.10, 0.10, 0.50)
WINDOW = 9  # words: how far apart the two of a pair may stand
GRAMS = (2, 4)  # letters, a space at either end of the word included
CACHED = 20_000  # words whose n-grams are remembered

Floats = NDArray[np.float32]
Matrix: TypeAlias = "sparse.csr_matrix[np.float32]"


@dataclass(frozen=True, slots=True)
class Block:
    """One family of one text: known columns, repeats kept, and how many features the base does not know."""

    columns: list[int]
    unknown: int


def grams_of(word: str) -> list[str]:
    framed, found = f" {word} ", []
    for size in range(GRAMS[0], GRAMS[1] + 1):
        if size >= len(framed):
            found.append(framed)
            break
        found += [framed[at : at + size] for at in range(len(framed) - size + 1)]
    return found


class Features:
    """Columns and inverse entry frequencies. Learns in the constructor, only looks up afterwards."""

    def __init__(self, corpus: Corpus, language: Language) -> None:
        self._stem = language.stem
        self._tables: tuple[dict[str | int, int], ...] = ({}, {}, {}, {})
        self._grams: dict[str, tuple[list[int], int]] = {}
        self._family: list[int] = []
        self._learning = True
        holders: dict[int, set[int]] = {}
        for text in corpus.texts:
            if text.is_question:
                found = holders.setdefault(text.owner, set())
                for block in self.blocks(text.words):
                    found.update(block.columns)
        self._learning, self._grams = False, {}
        self._weigh(holders)

    def _weigh(self, holders: dict[int, set[int]]) -> None:
        """Count the entries that hold a feature, not the questions: ten wordings of one matter are one witness."""
        held = np.zeros(len(self._family))
        for columns in holders.values():
            held[list(columns)] += 1
        every = 1 + len(holders)
        self._idf: list[float] = (np.log(every / (1 + held)) + 1).tolist()
        self._unknown = (math.log(every) + 1) ** 2  # squared weight of a feature that no entry holds

    def __len__(self) -> int:
        return len(self._family)

    def _column(self, family: int, key: str | int) -> int | None:
        table = self._tables[family]
        column = table.get(key)
        if column is None and self._learning:
            column = table[key] = len(self._family)
            self._family.append(family)
        return column

    def blocks(self, words: Sequence[str]) -> Iterator[Block]:
        """The four families in order."""
        stems = [self._column(0, stem) for stem in self._stem(words)]
        known = [stem for stem in stems if stem is not None]
        yield Block(known, len(stems) - len(known))
        yield self._joined(1, list(pairwise(stems)))
        pairs = [(one, two) for at, one in enumerate(stems) for two in stems[at + 1 : at + 1 + WINDOW]]
        yield self._joined(2, [(two, one) if ordered(two, one) else (one, two) for one, two in pairs])
        yield self._characters(words)

    def _joined(self, family: int, pairs: list[tuple[int | None, int | None]]) -> Block:
        found = []
        for one, two in pairs:
            if one is not None and two is not None:
                column = self._column(family, one << 32 | two)
                if column is not None:
                    found.append(column)
        return Block(found, len(pairs) - len(found))

    def _characters(self, words: Iterable[str]) -> Block:
        found: list[int] = []
        unknown = 0
        for word in words:
            known, lost = self._grams.get(word) or self._spelt(word)
            found += known
            unknown += lost
        return Block(found, unknown)

    def _spelt(self, word: str) -> tuple[list[int], int]:
        grams = grams_of(word)
        known = [column for gram in grams if (column := self._column(3, gram)) is not None]
        if len(self._grams) < CACHED:
            self._grams[word] = known, len(grams) - len(known)
        return known, len(grams) - len(known)

    def weights(self, words: Sequence[str]) -> list[float]:
        """How much each word tells in this base: its stem's inverse entry frequency, unknown ones the most."""
        table, idf, most = self._tables[0], self._idf, math.sqrt(self._unknown)
        columns = (table.get(stem) for stem in self._stem(words))
        return [most if column is None else idf[column] for column in columns]

    # ---- vectors -----------------------------------------------------------------------------------------------

    def vector(self, words: Sequence[str], share: float, into: dict[int, float]) -> None:
        """Adds a query's vector times `share`. Unknown features count in its length: the less of a message the base
        knows, the lower all its similarities (the best single thing for scope)."""
        for block, root in zip(self.blocks(words), ROOTS, strict=True):
            weights = self._weights(block.columns)
            length = sum(weight * weight for weight in weights.values()) + block.unknown * self._unknown
            scale = share * root / math.sqrt(length) if weights else 0.0
            for column, weight in weights.items():
                into[column] = into.get(column, 0.0) + weight * scale

    def _weights(self, columns: list[int]) -> dict[int, float]:
        counts: dict[int, int] = {}
        for column in columns:
            counts[column] = counts.get(column, 0) + 1
        idf = self._idf
        return {column: idf[column] * (1 + math.log(count)) for column, count in counts.items()}

    def matrix(self, texts: Sequence[Sequence[str]]) -> Matrix:
        """texts × features, rows as `vector` but for unknown features, which do not count in a text of the base."""
        rows = [np.array([c for block in self.blocks(text) for c in block.columns], np.int32) for text in texts]
        ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
        columns = np.concatenate([np.zeros(0, np.int32), *rows])
        found = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), (len(rows), len(self)))
        found.sum_duplicates()
        idf, family = np.array(self._idf, np.float32), np.array(self._family, np.int64)
        found.data = (1 + np.log(found.data)) * idf[found.indices]
        block = np.repeat(np.arange(len(rows)), np.diff(found.indptr)) * len(FAMILIES) + family[found.indices]
        lengths = np.sqrt(np.bincount(block, found.data**2, len(FAMILIES) * len(rows)))
        found.data = (found.data * np.tile(ROOTS, len(rows))[block] / lengths[block]).astype(np.float32)
        return found


ROOTS = tuple(math.sqrt(share) for share in SHARES)


def ordered(one: int | None, two: int | None) -> bool:
    return one is not None and two is not None and one < two
