"""All words of many texts in one line, as numbers: what is counted text by text elsewhere is counted at once here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.matching.rows import Ints

BATCH = 4096  # texts counted at a time: with 100,000 of them the arrays would fill a gigabyte


@dataclass(frozen=True, slots=True)
class Line:
    """`words`: each once, those of questions first, `asked` of them. For every place of the line `ids` says which word
    stands there and `texts` of which text it is, ascending; text t begins at `starts[t]`."""

    words: tuple[str, ...]
    asked: int
    ids: Ints
    texts: Ints
    starts: Ints

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]], questions: Sequence[bool]) -> "Line":
        asked = dict.fromkeys(word for text, one in zip(texts, questions, strict=True) if one for word in text)
        every = asked | dict.fromkeys(word for text in texts for word in text)
        known = dict(zip(every, range(len(every)), strict=True))
        lengths = np.array([len(text) for text in texts], np.int64)
        ids = np.array([known[word] for text in texts for word in text], np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        return cls(tuple(known), len(asked), ids, np.repeat(np.arange(len(texts)), lengths), starts)

    def __len__(self) -> int:
        """How many texts."""
        return len(self.starts) - 1

    def batches(self, most: int = BATCH) -> Iterator[tuple[slice, slice]]:
        """Some texts at a time: which ones, and where their words stand."""
        for begin in range(0, len(self), most):
            end = min(begin + most, len(self))
            yield slice(begin, end), slice(self.starts[begin], self.starts[end])
