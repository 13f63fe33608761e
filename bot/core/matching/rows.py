"""Sparse matrices by rows, as little of them as matching needs: importing scipy.sparse takes half a second."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
LOW = np.uint32(0xFFFF)


@dataclass(frozen=True, slots=True)
class Rows:
    """Row r holds `values[starts[r]:starts[r + 1]]` in those `columns`, ascending; `width` columns in all."""

    starts: Ints
    columns: NDArray[np.int32]
    values: Floats
    width: int

    @classmethod
    def counted(cls, rows: Sequence[Sequence[int]], width: int) -> "Rows":
        """How often each column occurs in each row."""
        found = [np.unique(np.array(row, np.int32), return_counts=True) for row in rows]
        starts = np.cumsum([0, *(len(columns) for columns, _ in found)])
        columns = np.concatenate([np.zeros(0, np.int32), *(columns for columns, _ in found)])
        counts = np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in found)])
        return cls(starts, columns, counts.astype(np.float32), width)

    @classmethod
    def tallied(cls, rows: Ints, columns: Ints, count: int, width: int) -> "Rows":
        """The same from one (row, column) an occurrence, in any order; `count` rows."""
        keys, counts = distinct(rows * width + columns)
        starts = np.concatenate([[0], np.cumsum(np.bincount(keys // max(1, width), minlength=count))])
        return cls(starts, (keys % max(1, width)).astype(np.int32), counts.astype(np.float32), width)

    @classmethod
    def stacked(cls, parts: Sequence["Rows"], width: int) -> "Rows":
        """Some rows below others."""
        if len(parts) == 1:
            return parts[0]
        lengths = np.concatenate([np.zeros(0, np.int64), *(np.diff(part.starts) for part in parts)])
        columns = np.concatenate([np.zeros(0, np.int32), *(part.columns for part in parts)])
        values = np.concatenate([np.zeros(0, np.float32), *(part.values for part in parts)])
        return cls(np.concatenate([[0], np.cumsum(lengths)]), columns, values, width)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def owners(self) -> Ints:
        """The row of each value."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def places(self, rows: Ints) -> tuple[Ints, Ints]:
        """Where the values of these rows stand, one row after the other, and how many each has."""
        starts = self.starts[rows]
        lengths = self.starts[rows + 1] - starts
        found = np.repeat(starts - lengths.cumsum() + lengths, lengths)
        found += np.arange(len(found))
        return found, lengths

    def turned(self) -> "Rows":
        """Columns as rows. Two stable passes over 16 bits each: numpy sorts those in linear time."""
        keys = self.columns.view(np.uint32)
        order = np.argsort((keys & LOW).astype(np.uint16), kind="stable")
        order = order[np.argsort((keys[order] >> 16).astype(np.uint16), kind="stable")]
        starts = np.cumsum(np.concatenate([[0], np.bincount(self.columns, minlength=self.width)]))
        return Rows(starts, self.owners()[order].astype(np.int32), self.values[order], len(self))

    def times(self, wide: Floats, rows: Ints) -> Floats:
        """Products of some rows with a vector over all columns."""
        places, lengths = self.places(rows)
        felt = self.values[places] * wide[self.columns[places]]
        return np.bincount(np.repeat(np.arange(len(rows)), lengths), felt, len(rows)).astype(np.float32)

    def times_all(self, wide: Floats) -> Floats:
        """Products of all rows with a vector over all columns."""
        return np.bincount(self.owners(), self.values * wide[self.columns], len(self)).astype(np.float32)

    def summed(self, shares: Floats) -> Floats:
        """All rows, each times its share, added up: a vector over all columns."""
        felt = self.values * np.repeat(shares, np.diff(self.starts))
        return np.bincount(self.columns, felt, self.width).astype(np.float32)

    def kernel(self, rows: Ints) -> Floats:
        """Products of some rows with each other. A column of one row only adds to the diagonal."""
        places, lengths = self.places(rows)
        owners, values = np.repeat(np.arange(len(rows)), lengths), self.values[places]
        _, columns, counts = np.unique(self.columns[places], return_inverse=True, return_counts=True)
        shared = counts[columns] > 1
        kept = np.cumsum(counts > 1) - 1
        dense = np.zeros((len(rows), int(kept[-1]) + 1 if len(kept) else 0), np.float32)
        dense[owners[shared], kept[columns[shared]]] = values[shared]
        found: Floats = dense @ dense.T
        single = np.bincount(owners[~shared], values[~shared] ** 2, len(rows))
        found[np.diag_indices(len(rows))] += single.astype(np.float32)
        return found


def distinct(keys: Ints) -> tuple[Ints, Ints]:
    """Each number once, ascending, and how often it came. `np.unique` would import numpy.ma and hash: 0.1 s a start."""
    ordered = np.sort(keys)
    begins = np.flatnonzero(np.concatenate([np.ones(min(1, len(keys)), np.bool_), ordered[1:] != ordered[:-1]]))
    return ordered[begins], np.diff(begins, append=len(keys))
