"""Learns the weights of a decision: of the second look, of the fit, of the gate. trials.py says on what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.core.decide import fit, search
from bot.core.decide.fit import FitModel, RightModel
from bot.core.decide.known import Known
from bot.core.decide.questions import CERTAIN
from bot.core.decide.second_look import LookModel
from bot.core.understand import surface
from tests.evaluation import units
from tests.evaluation.trials import Trial, Trials

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logistic:
    bias: float
    weights: Array

    def logits(self, x: Array) -> Array:
        found: Array = x @ self.weights + self.bias
        return found


def logistic(x: Array, y: Array, *, weight: Array, penalty: float, least: Array | None = None) -> Logistic:
    """Regularised; `least`: 0 where a weight may have either sign, 1 where it may not be negative, -1 the reverse."""

    def loss(v: Array) -> tuple[float, Array]:
        z = x @ v[1:] + v[0]
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(weight * (np.logaddexp(0, z) - y * z)) + penalty * v[1:] @ v[1:] / 2)
        rest = weight * (p - y)
        return value, np.concatenate([[rest.sum()], x.T @ rest + penalty * v[1:]])

    signs = np.zeros(x.shape[1]) if least is None else least
    bounds = [(None, None), *((0 if s > 0 else None, 0 if s < 0 else None) for s in signs)]
    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return Logistic(float(found[0]), found[1:])


# ---- second look -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Looked:
    """`numbers`: entries × what speaks for each; `right`: which of them answer."""

    numbers: Array
    right: NDArray[np.bool_]
    weight: float


def looked(trials: Iterable[Trials]) -> list[Looked]:
    """Of each text that has an answer which was found."""
    found = [seen_by(group.known, one) for group in trials for one in group.asked if one.answers]
    return [one for one in found if one and one.right.any()]


def seen_by(known: Known, one: Trial) -> Looked | None:
    seen = search.look(known, own(known, one.text), None)
    if seen is None or seen.ranking.exact:
        return None
    right = np.array([match.entry in one.answers for match in seen.matches])
    return Looked(np.array([sign.numbers() for sign in seen.signs]), right, one.weight)


LOOK_PENALTY = 0.3


def learn_look(found: Sequence[Looked]) -> LookModel:
    """Conditional logit; the weights are held small beside the spread of their numbers."""
    lengths = [len(one.right) for one in found]
    x, right = np.concatenate([one.numbers for one in found]), np.concatenate([one.right for one in found])
    spread = x.std(0)
    x, starts = x / spread, np.cumsum([0, *lengths[:-1]])
    weight = np.array([one.weight for one in found])

    def loss(v: Array) -> tuple[float, Array]:
        z = x @ v
        z -= np.repeat(np.maximum.reduceat(z, starts), lengths)
        powers = np.exp(z)
        every, ours = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        share = powers / np.repeat(every, lengths) - powers * right / np.repeat(ours, lengths)
        slope = x.T @ (share * np.repeat(weight, lengths)) + LOOK_PENALTY * v
        return float((weight * np.log(every / ours)).sum() + LOOK_PENALTY * v @ v / 2), slope

    weights = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x / spread
    return LookModel(tuple(map(float, weights)))


# ---- fit ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tried:
    """The evidence for a text, and whether the first entry was right (None: no entry is)."""

    text: str
    evidence: fit.Evidence
    right: bool
    first: bool | None  # whether the first entry was the right one; None when none is
    weight: float = 1.0


def tried(trials: Iterable[Trials], look: LookModel) -> list[Tried]:
    found = []
    for group in trials:
        known = replace(group.known, look_model=look)
        found += [tried_one(known, one) for one in group.asked]
    return [one for one in found if one]


def tried_one(known: Known, one: Trial) -> Tried | None:
    found = search.seek(known, own(known, one.text))
    if found.evidence is None or found.exact:
        return None
    near = {match.entry for match in found.matches[:2]}
    first = found.first.entry in one.answers if one.answers else None
    return Tried(one.text, found.evidence, bool(near & set(one.answers)), first, one.weight)


def own(known: Known, text: str) -> str:
    return surface.read(text, known.speech.words).own


def learn_fit(found: Sequence[Tried]) -> FitModel:
    x = np.array([fit.features(one.evidence) for one in found])
    y = np.array([one.right for one in found], float)
    return units.fitted(x, y, np.array([one.weight for one in found]))


def learn_right(found: Sequence[Tried]) -> RightModel:
    asked = [one for one in found if one.first is not None]
    y = np.array([bool(one.first) for one in asked], float)
    weight = np.array([one.weight for one in asked])
    x = np.array([[fit.logit(one.evidence.score), one.evidence.youth] for one in asked])
    model = logistic(x, y, weight=weight, penalty=0.01)
    return RightModel(model.bias, *map(float, model.weights))


# ---- gate --------------------------------------------------------------------------------------------------------


def fit_logit(known: Known, text: str) -> float:
    """The log odds that an entry fits."""
    return fit.logit(search.seek(known, own(known, text)).fit)


# What wants no reply weighs as much and a half as what does, however many examples of it there are: a confidence must
# mean the same whatever was added to the training.
QUIET_WEIGHT = 1.5


def learn_gate(forms: Array, fits: Array, wanted: Array) -> Logistic:
    """Is a reply wanted in the room, and is it one that we have?"""
    x = np.column_stack([np.minimum(forms, CERTAIN), fits])
    quiet = QUIET_WEIGHT * wanted.sum() / max(1.0, (1 - wanted).sum())
    return logistic(x, wanted, weight=np.where(wanted > 0, 1.0, quiet), penalty=0.1, least=np.array([1.0, 1.0]))
