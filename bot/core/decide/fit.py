"""Does any entry fit at all? A straight sum of the evidence and a few units, which let one thing mean more or less
beside another: likeness to what is left to people counts otherwise in a base that lists nothing. Of what is asked and
never seen 92 % stands above all but 4 % of what no entry answers; 90 % by the sum alone. Learnt by
`python -m tests.evaluation --choose`.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.decide import fit_weights

Floats = NDArray[np.float64]

SMALL = 1e-4
NEARER = -0.2  # to the entry than to what nobody answers, beyond which nothing more is won
LEANING = 1.5  # beyond which nothing more is won
EXACT = 0.99  # the message is, word for word, a question of the base


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for the first entry. Shares and probabilities 0..1; counts."""

    scope: float  # the matcher's own, before facets
    score: float  # of the first entry, after facets
    asked: float  # share of the message's weight that the entry's questions mention
    mentioned: float  # the same with its answer
    weight: float  # of the words that the entry's questions mention, 1 a word of the trade
    elsewhere: int  # matters named that the entry does not mention
    against: float  # facets named of which the entry has another value, each by its reliability
    missing: bool  # what is named exists, but no entry has all of it
    nearest: float  # likeness of the base's nearest text
    stranger: float  # how much nearer it is to questions that no entry answers than to the entry's
    leaning: float  # of the words: 1 to what the base answers, -1 to what it leaves to people
    words: int  # of the message: a long one is never covered whole
    questions: int  # of the base's median entry: of few, none is very near
    youth: float  # logarithm of how many times more questions the base's median entry has: of few, less can be near
    exact: bool


def logit(p: float) -> float:
    p = min(max(p, SMALL), 1 - SMALL)
    return math.log(p / (1 - p))


def features(evidence: Evidence) -> tuple[float, ...]:
    """The numbers that the weights stand for, in the order of fit_weights.NAMES."""
    return (
        logit(evidence.scope),
        logit(evidence.score),
        evidence.asked,
        evidence.mentioned,
        float(min(evidence.elsewhere, 2)),
        min(evidence.weight, 3.0) / 3,
        min(evidence.against, 2.0),
        float(evidence.missing),
        evidence.nearest,
        min(max(evidence.stranger, NEARER), 0.5),
        min(max(evidence.leaning, -LEANING), LEANING),
        math.log1p(evidence.words),
        math.log1p(evidence.questions),
        evidence.youth,
    )


@dataclass(frozen=True, slots=True)
class FitModel:
    """`straight`: a weight a number of the evidence; `hidden`: units × numbers; `out`: a weight a unit. Log odds."""

    bias: float
    straight: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats

    def probability(self, evidence: Evidence) -> float:
        """That some entry answers the message, 0..1."""
        if evidence.exact:
            return EXACT
        told = np.array(features(evidence))
        total = self.bias + told @ self.straight + np.tanh(self.hidden @ told + self.hidden_bias) @ self.out
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, float(total)))))


@dataclass(frozen=True, slots=True)
class RightModel:
    """Is the first entry the right one, if any is? Log odds from its score and its youth: of an entry with few
    questions the second look knows less (area under the ROC curve 0.90, of the score alone 0.89)."""

    bias: float
    score: float
    youth: float

    def probability(self, score: float, youth: float) -> float:
        total = self.bias + self.score * logit(score) + self.youth * youth
        return 1 / (1 + math.exp(-total))


RIGHT = RightModel(*fit_weights.RIGHT)
LEARNED = FitModel(
    fit_weights.BIAS,
    np.array(fit_weights.WEIGHTS),
    np.array(fit_weights.HIDDEN),
    np.array(fit_weights.HIDDEN_BIAS),
    np.array(fit_weights.OUT),
)
