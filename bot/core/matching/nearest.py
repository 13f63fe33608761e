"""A base too large to be fitted as a whole: the same softmax, fitted for each message on the texts nearest to it."""

from dataclasses import dataclass

import numpy as np

from bot.core.matching.classifier import Seen, fitted
from bot.core.matching.documents import Corpus
from bot.core.matching.postings import Postings
from bot.core.matching.query import Query
from bot.core.matching.regression import Targets
from bot.core.matching.rows import Floats, Ints, Rows

STEPS = 6
NEAREST = 60  # texts of a fit; 100 cost twice the time for the same answers
CANDIDATES = 300  # texts compared exactly, the best by their rare features
TOUCHES = 150_000  # postings looked at for that; the features left out are in every other text
FAINT, FAINTER = 0.5, 0.7  # an answer's text counts less when choosing the nearest


@dataclass(frozen=True, slots=True)
class Nearest:
    postings: Postings
    texts: Rows
    directions: Floats
    owners: Ints
    weights: Floats

    def see(self, query: Query) -> Seen:
        rough = self.postings.products(query.columns, query.values, TOUCHES)
        chosen = best(rough, CANDIDATES)
        meanings = self.directions[chosen] @ query.dense
        exact = self._similar(query.columns, query.values, chosen) + meanings
        felt = exact * np.where(self.weights[chosen] < FAINT, np.float32(FAINTER), np.float32(1))
        near = best(felt, NEAREST)
        classes, logits = self._fit(chosen[near], exact[near])
        phrases = self._similar(query.columns[query.phrases], query.values[query.phrases], chosen)
        return Seen(classes, logits, float(exact.max()), chosen, exact, phrases, meanings)

    def _similar(self, columns: Ints, values: Floats, chosen: Ints) -> Floats:
        wide = np.zeros(self.texts.width, np.float32)
        wide[columns] = values
        return self.texts.times(wide, chosen)

    def _fit(self, near: Ints, similar: Floats) -> tuple[Ints, Floats]:
        classes, owners = np.unique(self.owners[near], return_inverse=True)
        targets = Targets.of(owners, self.weights[near], len(classes))
        directions = self.directions[near]
        kernel = self.texts.kernel(near) + directions @ directions.T
        return classes, similar @ fitted(kernel, targets, STEPS)


def nearest_of(corpus: Corpus, texts: Rows, directions: Floats) -> Nearest:
    owners = np.array([text.owner for text in corpus.texts], np.int64)
    weights = np.array([text.weight for text in corpus.texts], np.float32)
    return Nearest(Postings.of(texts), texts, directions, owners, weights)


def best(scores: Floats, count: int) -> Ints:
    """Positions of the highest, in ascending order."""
    if count >= len(scores):
        return np.arange(len(scores))
    return np.sort(np.argpartition(-scores, count - 1)[:count])
