"""The base's vectors by feature: a message touches only the features it has."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import Matrix
from bot.core.matching.regression import Floats


@dataclass(frozen=True, slots=True)
class Postings:
    """`texts[starts[f]:starts[f + 1]]` hold feature f, with these values."""

    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    values: Floats
    count: int

    @classmethod
    def of(cls, matrix: Matrix) -> "Postings":
        turned = matrix.T.tocsr()
        return cls(turned.indptr.astype(np.int64), turned.indices, turned.data, matrix.shape[0])

    def products(self, vector: Mapping[int, float]) -> Floats:
        """The inner product of a message's vector with every text."""
        columns = np.fromiter(vector, np.int64, len(vector))
        shares = np.fromiter(vector.values(), np.float32, len(vector))
        starts, ends = self.starts[columns], self.starts[columns + 1]
        spans = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        texts = np.concatenate([self.texts[span] for span in spans])
        values = np.concatenate([self.values[span] for span in spans]) * np.repeat(shares, ends - starts)
        return np.bincount(texts, values, self.count).astype(np.float32)
