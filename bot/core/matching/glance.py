"""The rows of a table that are nearest to a direction, without reading most of the table.

A comparison costs what it reads: of thousands of rows, more than the processor keeps at hand. On the axes along which
the rows differ most, a third of the numbers tell how near a row can be at most; only those that can be among the
nearest are compared in full. What is found is the same.
"""

import numpy as np

from bot.core.matching.rows import Floats

# Of 2,064 rows a message of the median has 240 left to compare in full with 64 axes, 51 with 96, 17 with 128.
AXES = 128
SLACK = 1e-4  # more than what rounding can hide


class Glance:
    """Never changes. `rows`: none longer than one."""

    def __init__(self, rows: Floats) -> None:
        self._rows = rows
        _, axes = np.linalg.eigh(rows.T @ rows)
        self._axes = np.ascontiguousarray(axes[:, -AXES:])
        self._seen = rows @ self._axes
        self._unseen = rest(np.square(self._seen).sum(1))

    def __len__(self) -> int:
        return len(self._rows)

    def nearest(self, direction: Floats, count: int) -> Floats:
        """Inner products of a direction of length one with some rows, the `count` nearest among them."""
        if len(self) <= count:
            return np.asarray(self._rows @ direction)
        seen = direction @ self._axes
        rough = self._seen @ seen
        least = (self._rows[np.argpartition(rough, -count)[-count:]] @ direction).min()
        # Two vectors' unseen parts add at most the product of their lengths (Cauchy and Schwarz).
        most = rough + rest(seen @ seen) * self._unseen
        return np.asarray(self._rows[most >= least - SLACK] @ direction)


def rest(seen: Floats) -> Floats:
    """Length of what is left of a vector of length one whose seen part has this square."""
    found: Floats = np.sqrt(np.maximum(1 - seen, 0))
    return found
