"""Texts as sparse vectors: stems, neighbours, pairs and character n-grams, each a block of length one.

The inner product of two vectors is the weighted sum of four cosines. Vocabulary and weights come from questions only.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import mul

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.documents import Corpus
from bot.core.matching.learning import Kinds, learn
from bot.core.matching.rows import Ints, Rows, distinct
from bot.core.text import Language

# Shares of the four cosines, chosen on the five benchmark cases (notes of the reference experiment): words carry the
# meaning, characters the typos and the word forms.
FAMILIES = ("word", "bigram", "pair", "char")
SHARES = (0.30, 0.10, 0.10, 0.50)
PHRASES = FAMILIES.index("bigram")
WINDOW = 9  # words: how far apart the two of a pair may stand
GRAMS = (2, 4)  # letters, a space at either end of the word included
CACHED = 20_000  # words whose n-grams are remembered


def grams_of(word: str) -> list[str]:
    framed, found = f" {word} ", []
    for size in range(GRAMS[0], GRAMS[1] + 1):
        if size >= len(framed):
            found.append(framed)
            break
        found += [framed[at : at + size] for at in range(len(framed) - size + 1)]
    return found


Look = Callable[[str | int], int | None]


@dataclass(frozen=True, slots=True)
class Block:
    """One family of one text: known columns, repeats kept, and how many features the base does not know."""

    columns: list[int]
    unknown: int


class Features:
    """Columns and inverse entry frequencies. Learns in the constructor, only looks up afterwards."""

    def __init__(self, corpus: Corpus, language: Language) -> None:
        self._stem = language.stem
        asked = [text.is_question for text in corpus.texts]
        kinds = Kinds(language.stem, grams_of, WINDOW)
        self._learnt = learn([text.words for text in corpus.texts], asked, kinds)
        self._look: list[Look] = [table.get for table in self._learnt.tables]
        self._grams: dict[str, Block] = {}
        self._told: dict[str, float] = {}
        owners = np.array([text.owner for text in corpus.texts], np.int64)
        self._weigh(owners, np.array(asked, bool))

    def _weigh(self, owners: Ints, asked: NDArray[np.bool_]) -> None:
        """Count the entries that hold a feature, not the questions: ten wordings of one matter are one witness."""
        counts = self._learnt.counts
        rows = counts.owners()
        kept = asked[rows]
        holders, _ = distinct(owners[rows[kept]] * len(self) + counts.columns[kept])
        held = np.bincount(holders % max(1, len(self)), minlength=len(self))
        every = 1 + len(set(owners[asked].tolist()))
        self._idf: list[float] = (np.log(every / (1 + held)) + 1).tolist()
        self._unknown = (math.log(every) + 1) ** 2  # squared weight of a feature that no entry holds

    def __len__(self) -> int:
        return len(self._learnt.family)

    def blocks(self, words: Sequence[str]) -> Iterator[Block]:
        """The four families in order."""
        look = self._look[0]
        stems = [look(stem) for stem in self._stem(words)]
        known = [stem for stem in stems if stem is not None]
        yield Block(known, len(stems) - len(known))
        keys: list[str | int] = [one << 32 | two for one, two in pairwise(stems) if one is not None and two is not None]
        yield found_of(self._look[1], keys, max(0, len(stems) - 1))
        near = [(one, two) for at, one in enumerate(stems) for two in stems[at + 1 : at + 1 + WINDOW]]
        keys = [
            one << 32 | two if one < two else two << 32 | one
            for one, two in near
            if one is not None and two is not None
        ]
        yield found_of(self._look[2], keys, len(near))
        spelt = [self._spelt(word) for word in words]
        yield Block([column for block in spelt for column in block.columns], sum(block.unknown for block in spelt))

    def _spelt(self, word: str) -> Block:
        block = self._grams.get(word)
        if block is None:
            grams: list[str | int] = [*grams_of(word)]
            block = found_of(self._look[3], grams, len(grams))
            if len(self._grams) < CACHED:
                self._grams[word] = block
        return block

    def weights(self, words: Sequence[str]) -> list[float]:
        """How much each word tells in this base: its stem's inverse entry frequency, unknown ones the most."""
        known = self._told
        if new := [word for word in words if word not in known]:
            if len(known) > CACHED:
                known.clear()
                new = list(words)
            columns = map(self._look[0], self._stem(new))
            most = math.sqrt(self._unknown)
            known.update(zip(new, (most if column is None else self._idf[column] for column in columns), strict=True))
        return [known[word] for word in words]

    # ---- vectors -----------------------------------------------------------------------------------------------

    def vector(self, words: Sequence[str], share: float) -> dict[int, float]:
        """A query's vector times `share`, by column. Unknown features count in its length: the less of a message the
        base knows, the lower all its similarities (the best single thing for scope)."""
        found: dict[int, float] = {}
        for block, root in zip(self.blocks(words), ROOTS, strict=True):
            if block.columns:
                weights = self._weights(block.columns)
                length = sum(map(mul, weights.values(), weights.values())) + block.unknown * self._unknown
                scale = share * root / math.sqrt(length)
                found |= {column: weight * scale for column, weight in weights.items()}
        return found

    def phrases(self, columns: Ints) -> NDArray[np.bool_]:
        """Which of the columns stand for two words that are neighbours."""
        found: NDArray[np.bool_] = self._learnt.family[columns] == PHRASES
        return found

    def _weights(self, columns: list[int]) -> dict[int, float]:
        idf = self._idf
        return {
            column: idf[column] if count == 1 else idf[column] * (1 + math.log(count))
            for column, count in Counter(columns).items()
        }

    def matrix(self, share: float) -> Rows:
        """The base's texts × features, rows as `vector` with the root of `share`, but for unknown features, which
        do not count here. Once only: what was counted is forgotten."""
        found, family = self._learnt.counts, self._learnt.family
        self._learnt = replace(self._learnt, counts=Rows.stacked([], len(self)))
        idf = np.array(self._idf, np.float32)
        values = (1 + np.log(found.values)) * idf[found.columns]
        block = found.owners() * len(FAMILIES) + family[found.columns]
        lengths = np.sqrt(np.bincount(block, values**2, len(FAMILIES) * len(found)))
        values = values * np.tile(ROOTS, len(found))[block] * math.sqrt(share) / lengths[block]
        return replace(found, values=values.astype(np.float32))


ROOTS = tuple(math.sqrt(share) for share in SHARES)


def found_of(look: Look, keys: list[str | int], total: int) -> Block:
    """Of `total` features those that can be looked up at all are `keys`."""
    found = [column for key in keys if (column := look(key)) is not None]
    return Block(found, total - len(found))
