"""Kernel classifiers fitted in the dual: softmax regression, and one-vs-rest squared hinge. Numbers only.

Both minimise loss(K A) + penalty/2 · tr(AᵀKA) by L-BFGS in the metric of K, which costs one product with K a step.
Source of the idea: Nocedal and Wright, Numerical Optimization, ch. 7; in the metric of K it is well conditioned.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.rows import Floats

Loss = Callable[[Floats, Floats], tuple[float, Floats]]  # A, K A -> value, gradient in the metric of K

MEMORY = 4  # pairs kept; 3 gave the same figures
ENOUGH = 1e-3  # relative progress under which a step is the last
HALVINGS, SHRINK, SUFFICIENT = 8, 0.4, 1e-4  # of the line search


class Kernel(Protocol):
    """K: only its products are needed."""

    def __matmul__(self, other: Floats, /) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Lifted:
    """K + 1, without a second K in memory."""

    kernel: Kernel

    def __matmul__(self, other: Floats, /) -> Floats:
        product = self.kernel @ other
        product += other.sum(0)
        return product


@dataclass(frozen=True, slots=True)
class Targets:
    """What the classifier learns: `hot` documents × classes, one 1 a row; `weight` a document's, as a column."""

    hot: Floats
    weight: Floats

    @classmethod
    def of(cls, owners: NDArray[np.int64], weights: Floats, classes: int) -> "Targets":
        hot = np.zeros((len(owners), classes), np.float32)
        hot[np.arange(len(owners)), owners] = 1
        return cls(hot, weights[:, None])


class Pair(NamedTuple):
    """A step and the change of gradient it made, each also multiplied by K; `rho` = 1 / <step, change>."""

    step: Floats
    k_step: Floats
    change: Floats
    k_change: Floats
    rho: float


def softmax(targets: Targets, penalty: float) -> Loss:
    """Σ w · cross-entropy, + penalty/2 · tr(AᵀKA)."""

    def loss(a: Floats, f: Floats) -> tuple[float, Floats]:
        top = f.max(1, keepdims=True)
        p = np.exp(f - top)
        z = p.sum(1, keepdims=True)
        p /= z
        right = (f * targets.hot).sum(1, keepdims=True)
        value = float((targets.weight * (np.log(z) + top - right)).sum()) + penalty / 2 * inner(a, f)
        return value, (p - targets.hot) * targets.weight + np.float32(penalty) * a

    return loss


def hinge(targets: Targets, cost: float) -> Loss:
    """cost · Σ w · max(0, 1 - ±f)², + tr(AᵀKA)/2; K must hold 1 more everywhere, for the bias."""
    sign = 2 * targets.hot - 1

    def loss(a: Floats, f: Floats) -> tuple[float, Floats]:
        short = np.maximum(0, 1 - sign * f)
        value = cost * float((targets.weight * short * short).sum()) + inner(a, f) / 2
        return value, a - np.float32(2 * cost) * targets.weight * sign * short

    return loss


def centred(targets: Targets) -> Floats:
    """Where a fit starts: weighted one-hot targets, each document's mean removed."""
    return targets.weight * (targets.hot - np.float32(1 / targets.hot.shape[1]))


def fit(k: Kernel, loss: Loss, start: Floats, *, curvature: float, steps: int) -> Floats:
    """The coefficients A, documents × classes. `curvature` scales the first step: a bound of the second derivative."""
    a, f = start, k @ start
    value, gradient = loss(a, f)
    k_gradient = k @ gradient
    pairs: list[Pair] = []
    for taken in range(1, steps + 1):
        first = 1 / curvature if not pairs else 1 / (pairs[-1].rho * inner(pairs[-1].change, pairs[-1].k_change))
        way, k_way = direction(gradient, k_gradient, pairs, first)
        slope, length = -inner(way, k_gradient), 1.0
        for _ in range(HALVINGS):
            new_a, new_f = a - length * way, f - length * k_way
            new_value, new_gradient = loss(new_a, new_f)
            if new_value <= value + SUFFICIENT * length * slope:
                break
            length *= SHRINK
        if taken == steps or abs(value - new_value) < ENOUGH * abs(new_value):
            return new_a
        new_k_gradient = k @ new_gradient
        change, k_change = new_gradient - gradient, new_k_gradient - k_gradient
        step, k_step = -length * way, -length * k_way
        curved = inner(step, k_change)
        if curved > 1e-9:
            pairs = [*pairs, Pair(step, k_step, change, k_change, 1 / curved)][-MEMORY:]
        a, f, value, gradient, k_gradient = new_a, new_f, new_value, new_gradient, new_k_gradient
    return a


def direction(gradient: Floats, k_gradient: Floats, pairs: list[Pair], first: float) -> tuple[Floats, Floats]:
    """The two loops of L-BFGS, on the gradient and on K times it."""
    way, k_way, shares = gradient.copy(), k_gradient.copy(), []
    for pair in reversed(pairs):
        share = pair.rho * inner(pair.step, k_way)
        shares.append(share)
        way -= np.float32(share) * pair.change
        k_way -= np.float32(share) * pair.k_change
    way *= np.float32(first)
    k_way *= np.float32(first)
    for pair, share in zip(pairs, reversed(shares), strict=True):
        back = np.float32(share - pair.rho * inner(pair.change, k_way))
        way += back * pair.step
        k_way += back * pair.k_step
    return way, k_way


def inner(one: Floats, two: Floats) -> float:
    return float(np.vdot(one, two))
