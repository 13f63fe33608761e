"""The base's vectors by feature: a message touches only the features it has."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import Floats, Matrix

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """`texts[starts[f]:starts[f + 1]]` hold feature f, with these values."""

    starts: Ints
    texts: NDArray[np.int32]
    values: Floats
    count: int

    @classmethod
    def of(cls, matrix: Matrix) -> "Postings":
        turned = matrix.T.tocsr()
        return cls(turned.indptr.astype(np.int64), turned.indices, turned.data, matrix.shape[0])

    def products(self, columns: Ints, values: Floats, most: int = 0) -> Floats:
        """The inner product with every text. `most`: stop after that many touches, rarest features first."""
        starts, ends = self.starts[columns], self.starts[columns + 1]
        if most and (ends - starts).sum() > most:
            rare = np.argsort(ends - starts, kind="stable")
            keep = rare[: max(1, int(np.searchsorted((ends - starts)[rare].cumsum(), most)))]
            starts, ends, values = starts[keep], ends[keep], values[keep]
        spans = [slice(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        if not spans:
            return np.zeros(self.count, np.float32)
        texts = np.concatenate([self.texts[span] for span in spans])
        felt = np.concatenate([self.values[span] for span in spans]) * np.repeat(values, ends - starts)
        return np.bincount(texts, felt, self.count).astype(np.float32)
