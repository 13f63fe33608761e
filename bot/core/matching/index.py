"""The index of a knowledge base: built once, asked for every message, never changed."""

from collections.abc import Sequence

import numpy as np

from bot.core.matching.classifier import classifier_of
from bot.core.matching.documents import Corpus, Words, corpus_of
from bot.core.matching.features import Features
from bot.core.matching.postings import Postings
from bot.core.matching.ranking import Ranking
from bot.core.matching.regression import Floats
from bot.core.model import Knowledge, Match
from bot.core.text import Reader, Speller, language_of

RAW = 0.3  # share of the words as typed when some were corrected: a correction can be wrong
# Logits of a fit know little doubt when there are many questions and much when there are few: factor and power with
# which a probability over 0.8 is right about 8 times in 10, on bases of 1 to 10 questions an entry.
SHARPNESS, SHARPNESS_POWER = 2.8, -0.3


class Index:
    """Which entry a text asks for. `build` takes under a second for 1,000 questions, `rank` about a millisecond.

    Deterministic; no exception for any text. Not for two threads at once (the stemmer is not).
    """

    def __init__(self, knowledge: Knowledge) -> None:
        language = language_of(knowledge.language)
        self._reader = Reader(language, knowledge.lexicon)
        self._corpus = corpus_of(knowledge, self._reader)
        self._features = Features(self._corpus, language)
        self._speller = Speller(vocabulary(self._corpus, self._reader), language.common)
        matrix = self._features.matrix([text.words for text in self._corpus.texts])
        self._postings = Postings.of(matrix)
        self._classifier = classifier_of(self._corpus, matrix) if self._corpus.texts else None
        self._sharpness = SHARPNESS * max(1, self._corpus.questions) ** SHARPNESS_POWER
        self._exact = exact_of(self._corpus)

    @classmethod
    def build(cls, knowledge: Knowledge) -> "Index":
        return cls(knowledge)

    def rank(self, text: str, top: int = 5) -> Ranking:
        """The best `top` entries for a text of any kind and length."""
        typed = self._reader.words(text)
        corrected = [self._speller.correct(word) for word in typed]
        raw, fixed = self._reader.renamed(typed), self._reader.renamed(corrected)
        changes = {one: two for one, two in zip(typed, corrected, strict=True) if one != two}
        owners = self._exact.get(tuple(raw)) or self._exact.get(tuple(fixed), ())
        vector: dict[int, float] = {}
        self._features.vector(fixed, 1 - RAW if changes else 1, vector)
        if changes:
            self._features.vector(raw, RAW, vector)
        if self._classifier is None or not vector:
            return Ranking(corrected=changes)
        similar = self._postings.products(vector)
        matches, scope = self._scored(similar, top)
        if owners:
            first = tuple(Match(self._corpus.ids[owner], 1 / len(owners)) for owner in owners)
            known = {match.entry for match in first}
            matches, scope = (first + tuple(Match(m.entry, 0.0) for m in matches if m.entry not in known))[:top], 1.0
        unknown = self._unknown(corrected)
        return Ranking(matches=matches, scope=scope, exact=bool(owners), unknown=unknown, corrected=changes)

    def search(self, text: str, top: int = 5) -> tuple[Match, ...]:
        return self.rank(text, top).search()

    def _scored(self, similar: Floats, top: int) -> tuple[tuple[Match, ...], float]:
        classes, logits = self._classifier.logits(similar)  # type: ignore[union-attr]
        order = np.argsort(-logits, kind="stable")
        plain, sharp = probabilities(logits), probabilities(logits * self._sharpness)
        entries = [at for at in order if classes[at] < len(self._corpus.ids)][:top]
        scope = float(plain[entries[0]]) if entries else 0.0
        return tuple(Match(self._corpus.ids[classes[at]], float(sharp[at])) for at in entries), scope

    def _unknown(self, words: Sequence[str]) -> float:
        grammar = self._reader.language.grammar
        own = [word for word in words if word not in grammar]
        return sum(not self._speller.knows(word) for word in own) / len(own) if own else 1.0


def vocabulary(corpus: Corpus, reader: Reader) -> set[str]:
    """Words of questions and titles; an answer's words are too many to correct to."""
    return {word for text in corpus.texts if text.weight > 0.4 for word in text.words}


def exact_of(corpus: Corpus) -> dict[Words, tuple[int, ...]]:
    found: dict[Words, tuple[int, ...]] = {}
    for text in corpus.texts:
        if text.is_question and text.owner < len(corpus.ids):
            found[text.words] = (*found.get(text.words, ()), text.owner)
    return found


def probabilities(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max())
    normed: Floats = powers / powers.sum()
    return normed
