"""Units learn what a straight sum cannot tell, and say the same each time."""

import numpy as np

from tests.evaluation.units import fitted, loss_of, start

RNG = np.random.default_rng(3)
NUMBERS = RNG.normal(5, 2, (400, 3))
EITHER = ((NUMBERS[:, 0] > 5) != (NUMBERS[:, 1] > 5)).astype(float)  # one of two, not both: no straight sum tells it
WEIGHT = np.ones(len(NUMBERS))


def test_either_but_not_both_is_told() -> None:
    model = fitted(NUMBERS, EITHER, WEIGHT)
    felt = np.tanh(NUMBERS @ model.hidden.T + model.hidden_bias) @ model.out
    logits = model.bias + NUMBERS @ model.straight + felt
    assert ((logits > 0) == (EITHER > 0)).mean() > 0.9


def test_twice_the_same() -> None:
    one, two = fitted(NUMBERS, EITHER, WEIGHT), fitted(NUMBERS, EITHER, WEIGHT)
    assert one.bias == two.bias
    assert (one.hidden == two.hidden).all()


def test_the_slope_is_that_of_the_loss() -> None:
    loss = loss_of((NUMBERS - 5) / 2, EITHER, WEIGHT)
    at = start(3, 0) + 0.1
    slope, step = loss(at)[1], 1e-6
    for place in range(0, len(at), 5):
        moved = np.eye(len(at))[place] * step
        assert abs((loss(at + moved)[0] - loss(at - moved)[0]) / (2 * step) - slope[place]) < 1e-3
