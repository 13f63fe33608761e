"""From similarities to logits: one fit over the whole base, or on the nearest texts when the base is too large."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.documents import Corpus, balanced
from bot.core.matching.features import Matrix
from bot.core.matching.regression import Floats, Targets, centred, fit, hinge, softmax

PENALTY = 0.03  # 0.01 and 0.1 lose 0.3 to 0.5 points
STEPS, HINGE_STEPS, LOCAL_STEPS = 12, 15, 6
HINGE_FROM = 3  # questions of a median entry: with fewer the margins say nothing
HINGE_COST = 1.0
# Above this many operations a step, or this many texts (the square is held in memory), no fit of the whole base.
WORK, TEXTS = 8e8, 4000
NEAREST = 60  # texts of a local fit; 100 cost twice the time for the same answers
FAINT, FAINTER = 0.5, 0.7  # an answer's text counts less when choosing the nearest

Ints = NDArray[np.int64]


class Classifier(Protocol):
    def logits(self, similar: Floats) -> tuple[Ints, Floats]:
        """Similarity to each text -> class numbers and their logits."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All texts fitted together."""

    coefficients: Floats
    bias: Floats

    def logits(self, similar: Floats) -> tuple[Ints, Floats]:
        return np.arange(len(self.bias)), similar @ self.coefficients + self.bias


@dataclass(frozen=True, slots=True)
class Nearest:
    """The same softmax, fitted for each message on the texts nearest to it."""

    texts: Matrix
    owners: Ints
    weights: Floats

    def logits(self, similar: Floats) -> tuple[Ints, Floats]:
        felt = similar * np.where(self.weights < FAINT, np.float32(FAINTER), np.float32(1))
        count = min(NEAREST, len(felt))
        near = np.sort(np.argpartition(-felt, count - 1)[:count])
        classes, owners = np.unique(self.owners[near], return_inverse=True)
        targets = Targets.of(owners, self.weights[near], len(classes))
        chosen = self.texts[near]
        kernel = (chosen @ chosen.T).toarray()
        return classes, similar[near] @ fitted(kernel, targets, LOCAL_STEPS)


def classifier_of(corpus: Corpus, texts: Matrix) -> Classifier:
    owners = np.array([text.owner for text in corpus.texts], np.int64)
    count = len(corpus.texts)
    if count > TEXTS or count * count * corpus.classes > WORK:
        return Nearest(texts, owners, np.array([text.weight for text in corpus.texts], np.float32))
    targets = Targets.of(owners, np.array(balanced(corpus), np.float32), corpus.classes)
    kernel = (texts @ texts.T).toarray()
    coefficients = fitted(kernel, targets, STEPS)
    if corpus.questions < HINGE_FROM:
        return Whole(coefficients, np.zeros(corpus.classes, np.float32))
    margins = margins_of(kernel + np.float32(1), targets)
    return Whole(coefficients + margins, margins.sum(0))


def fitted(kernel: Floats, targets: Targets, steps: int) -> Floats:
    start = centred(targets)
    curvature = float(kernel.diagonal().mean()) + PENALTY
    return fit(kernel, softmax(targets, PENALTY), start, curvature=curvature, steps=steps)


def margins_of(kernel: Floats, targets: Targets) -> Floats:
    curvature = float(kernel.diagonal().mean()) * max(1, 2 * HINGE_COST)
    start = centred(targets) / np.float32(2)
    return fit(kernel, hinge(targets, HINGE_COST), start, curvature=curvature, steps=HINGE_STEPS)
