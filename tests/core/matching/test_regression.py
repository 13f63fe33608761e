"""The fits reach the minimum they promise."""

import numpy as np
import pytest

from bot.core.matching.regression import Loss, Targets, centred, fit, hinge, softmax
from bot.core.matching.rows import Floats

RNG = np.random.default_rng(0)
ROWS = RNG.normal(size=(30, 40)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
KERNEL: Floats = ROWS @ ROWS.T
TARGETS = Targets.of(np.arange(30) % 5, RNG.uniform(0.3, 1, 30).astype(np.float32), 5)
LOSSES = {"softmax": softmax(TARGETS, 0.03), "hinge": hinge(TARGETS, 1.0)}


@pytest.fixture(params=sorted(LOSSES))
def loss(request: pytest.FixtureRequest) -> Loss:
    return LOSSES[request.param]


def test_the_gradient_is_the_slope(loss: Loss) -> None:
    a = RNG.normal(size=(30, 5)).astype(np.float32) * np.float32(0.3)
    way = RNG.normal(size=(30, 5)).astype(np.float32)
    step = np.float32(1e-2)
    ahead, back = loss(a + step * way, KERNEL @ (a + step * way))[0], loss(a - step * way, KERNEL @ (a - step * way))[0]
    gradient = KERNEL @ loss(a, KERNEL @ a)[1]
    assert (ahead - back) / (2 * step) == pytest.approx(float((gradient * way).sum()), rel=2e-2)


def test_more_steps_come_nearer_to_a_point_without_slope(loss: Loss) -> None:
    def slope(steps: int) -> float:
        a = fit(KERNEL, loss, centred(TARGETS), curvature=2.0, steps=steps)
        gradient = loss(a, KERNEL @ a)[1]
        return float((gradient * (KERNEL @ gradient)).sum())

    assert slope(12) < slope(2) < slope(0)
    assert slope(12) < 0.01 * slope(0)


def test_every_document_is_put_where_it_belongs() -> None:
    a = fit(KERNEL, LOSSES["softmax"], centred(TARGETS), curvature=1.03, steps=12)
    assert ((KERNEL @ a).argmax(1) == np.arange(30) % 5).all()


def test_zero_steps_return_the_start() -> None:
    start = centred(TARGETS)
    assert (fit(KERNEL, LOSSES["softmax"], start, curvature=1.0, steps=0) == start).all()
