"""A base small enough to be fitted as a whole: from a message to a logit for every class."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bot.core.matching.documents import Corpus, balanced
from bot.core.matching.postings import Postings
from bot.core.matching.query import Query
from bot.core.matching.regression import Lifted, Targets, centred, fit, hinge, softmax
from bot.core.matching.rows import Floats, Ints, Rows

PENALTY = 0.03  # 0.01 and 0.1 lose 0.3 to 0.5 points
STEPS, HINGE_STEPS = 12, 15
HINGE_FROM = 3  # questions of a median entry: with fewer the margins say nothing
HINGE_COST = 1.0
# Above this many operations a step, or this many texts (the square is held in memory), no fit of the whole base.
WORK, TEXTS = 8e8, 4000


@dataclass(frozen=True, slots=True)
class Seen:
    """Class numbers with their logits, and the similarity of the nearest text. Of the texts looked at: their numbers,
    their similarity, and what neighbouring words and meaning add to it."""

    classes: Ints
    logits: Floats
    nearest: float
    texts: Ints
    similar: Floats
    phrases: Floats
    meanings: Floats


class Classifier(Protocol):
    def see(self, query: Query) -> Seen: ...


@dataclass(frozen=True, slots=True)
class Whole:
    """All texts fitted together. `coefficients`: texts × classes."""

    postings: Postings
    directions: Floats
    coefficients: Floats
    bias: Floats

    def see(self, query: Query) -> Seen:
        meanings = self.directions @ query.dense
        similar = self.postings.products(query.columns, query.values) + meanings
        phrases = self.postings.products(query.columns[query.phrases], query.values[query.phrases])
        logits = similar @ self.coefficients + self.bias
        classes, texts = np.arange(len(self.bias)), np.arange(len(similar))
        return Seen(classes, logits, float(similar.max()), texts, similar, phrases, meanings)


def fits(corpus: Corpus) -> bool:
    count = len(corpus.texts)
    return count <= TEXTS and count * count * corpus.classes <= WORK


def whole_of(corpus: Corpus, texts: Rows, directions: Floats) -> Whole:
    owners = np.array([text.owner for text in corpus.texts], np.int64)
    targets = Targets.of(owners, np.array(balanced(corpus), np.float32), corpus.classes)
    postings = Postings.of(texts)
    kernel = postings.kernel(texts, directions)
    if corpus.questions < HINGE_FROM:
        return Whole(postings, directions, fitted(kernel, targets, STEPS), np.zeros(corpus.classes, np.float32))
    # Both at once: numpy lets other threads run, and each fit stays the work of one thread, so the same everywhere.
    with ThreadPoolExecutor(1) as beside:
        margins = beside.submit(margins_of, kernel, targets)
        coefficients = fitted(kernel, targets, STEPS) + margins.result()
    return Whole(postings, directions, coefficients, margins.result().sum(0))


def fitted(kernel: Floats, targets: Targets, steps: int) -> Floats:
    start = centred(targets)
    curvature = float(kernel.diagonal().mean()) + PENALTY
    return fit(kernel, softmax(targets, PENALTY), start, curvature=curvature, steps=steps)


def margins_of(kernel: Floats, targets: Targets) -> Floats:
    """With 1 more everywhere in the kernel, for the bias."""
    curvature = (float(kernel.diagonal().mean()) + 1) * max(1, 2 * HINGE_COST)
    start = centred(targets) / np.float32(2)
    return fit(Lifted(kernel), hinge(targets, HINGE_COST), start, curvature=curvature, steps=HINGE_STEPS)
