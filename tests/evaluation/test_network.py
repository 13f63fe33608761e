"""What no straight sum can tell apart is learnt, and the same is learnt twice."""

import numpy as np

from tests.evaluation.network import Floats, Layered, layered

BOTH = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32)
ONE_OF_TWO = np.array([0, 1, 1, 0], np.float32)


def taught() -> Layered:
    x, y = np.tile(BOTH, (400, 1)), np.tile(ONE_OF_TWO, 400)
    return layered(x, y, weight=np.ones(len(x), np.float32), deep=2)


def logits(model: Layered, x: Floats) -> Floats:
    found: Floats = model.bias + x @ model.straight + np.maximum(x @ model.hidden + model.hidden_bias, 0) @ model.out
    return found


def test_either_but_not_both_is_learnt() -> None:
    assert (logits(taught(), BOTH) > 0).tolist() == [False, True, True, False]


def test_the_same_examples_teach_the_same() -> None:
    one, two = taught(), taught()
    assert all(np.array_equal(a, b) for a, b in zip(one.all, two.all, strict=True))
