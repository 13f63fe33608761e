"""The nearest rows are found as if all had been compared."""

import numpy as np
import pytest

from bot.core.matching.glance import AXES, Glance
from bot.core.matching.meaning import unit


@pytest.mark.parametrize("rows", [1, 3, 4, 50, 2000])
@pytest.mark.parametrize("dimensions", [5, AXES, 384])
@pytest.mark.parametrize("alike", [0.0, 0.5, 5.0])
def test_the_nearest_are_those_of_a_full_comparison(rows: int, dimensions: int, alike: float) -> None:
    rng = np.random.default_rng(rows + dimensions)
    common = rng.normal(size=dimensions) * alike
    table = unit((rng.normal(size=(rows, dimensions)) + common).astype(np.float32))
    glance = Glance(table)
    for _ in range(20):
        direction = unit((rng.normal(size=dimensions) + common).astype(np.float32))
        expected = np.sort(table @ direction)[-3:]
        assert np.allclose(np.sort(glance.nearest(direction, 3))[-3:], expected, atol=1e-5)


def test_of_texts_that_go_few_ways_few_are_compared() -> None:
    rng = np.random.default_rng(0)
    ways = rng.normal(size=(AXES, 384))
    table = unit((rng.normal(size=(2000, AXES)) @ ways).astype(np.float32))
    assert len(Glance(table).nearest(table[0], 3)) < 20
