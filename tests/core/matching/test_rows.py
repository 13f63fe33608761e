"""Sparse rows compute what dense matrices compute."""

import numpy as np
import pytest

from bot.core.matching.postings import Postings
from bot.core.matching.rows import Rows

WIDE = 70_000  # more columns than 16 bits can count


@pytest.fixture(scope="module")
def lists() -> list[list[int]]:
    rng = np.random.default_rng(0)
    columns = np.concatenate([np.arange(20), rng.integers(0, WIDE, 20), [WIDE - 1]])
    return [rng.choice(columns, rng.integers(0, 30)).tolist() for _ in range(40)]


@pytest.fixture(scope="module")
def rows(lists: list[list[int]]) -> Rows:
    return Rows.counted(lists, WIDE)


def dense(rows: Rows) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    found = np.zeros((len(rows), rows.width), np.float32)
    found[rows.owners(), rows.columns] = rows.values
    return found


def test_columns_are_counted(lists: list[list[int]], rows: Rows) -> None:
    whole = dense(rows)
    assert [int(line.sum()) for line in whole] == [len(columns) for columns in lists]
    assert all(whole[row, column] == columns.count(column) for row, columns in enumerate(lists) for column in columns)


def test_turning_is_transposing(rows: Rows) -> None:
    turned = rows.turned()
    assert (len(turned), turned.width) == (WIDE, len(rows))
    assert (dense(turned) == dense(rows).T).all()


def test_products_with_a_vector(rows: Rows) -> None:
    wide = np.random.default_rng(1).normal(size=WIDE).astype(np.float32)
    chosen = np.array([3, 0, 39, 7])
    assert rows.times(wide, chosen) == pytest.approx(dense(rows)[chosen] @ wide, rel=1e-4, abs=1e-4)


def test_products_of_rows_with_each_other(rows: Rows) -> None:
    chosen = np.array([3, 0, 39, 7])
    whole = dense(rows)
    assert rows.kernel(chosen) == pytest.approx(whole[chosen] @ whole[chosen].T)
    directions = np.random.default_rng(2).normal(size=(len(rows), 3)).astype(np.float32)
    expected = whole @ whole.T + directions @ directions.T
    assert Postings.of(rows).kernel(rows, directions) == pytest.approx(expected, rel=1e-4, abs=1e-4)


def test_nothing_at_all_is_served() -> None:
    empty = Rows.counted([[], []], 0)
    assert empty.kernel(np.array([0, 1])).tolist() == [[0, 0], [0, 0]]
    assert Postings.of(empty).kernel(empty, np.zeros((2, 0), np.float32)).tolist() == [[0, 0], [0, 0]]
