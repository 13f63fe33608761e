"""The index of a knowledge base: built once, asked for every message, never changed."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.core.matching.classifier import Seen, fits, whole_of
from bot.core.matching.closeness import Near, Nearness
from bot.core.matching.confidence import Confidence
from bot.core.matching.documents import TITLE, Corpus, Words, corpus_of
from bot.core.matching.elsewhere import Elsewhere
from bot.core.matching.features import Features
from bot.core.matching.leaning import Leaning
from bot.core.matching.listed import Listed
from bot.core.matching.meaning import Meaning
from bot.core.matching.nearest import nearest_of
from bot.core.matching.query import Asking, Query, Readings
from bot.core.matching.ranking import Ranking
from bot.core.model import Knowledge, Match
from bot.core.text import Reader, Speller, language_of, normalise

# Rankings remembered: what follows an answer is read in the same words alone and as of the things answered.
LATELY = 8


class Index:
    """Which entry a text asks for. `build` takes under a second for 1,000 questions, `rank` about a millisecond.

    Deterministic; no exception for any text. Not for two threads at once (the stemmer is not).
    """

    def __init__(self, knowledge: Knowledge, before: "Index | None" = None) -> None:
        language = language_of(knowledge.language)
        reader = Reader(language, knowledge.lexicon)
        self._corpus = corpus_of(knowledge, reader)
        words = [text.words for text in self._corpus.texts]
        features = Features(self._corpus, language)
        meaning = Meaning(features, language, words, questions=self._corpus.questions)
        used = vocabulary(self._corpus)
        self.vocabulary = used.keys() | reader.written
        speller = Speller(used, language.common | reader.written)
        self._asking = Asking(reader, speller, features, meaning)
        self._lately: dict[tuple[Words, int], Ranking] = {}
        self._exact = exact_of(self._corpus)
        self._confidence = Confidence(self._corpus.questions)
        self._listed: Listed = Listed.of(knowledge, reader, before._listed if before else None)
        self._elsewhere = Elsewhere(self._corpus, meaning, self._listed)
        left = [self._listed.words[at] for at in self._elsewhere.left]
        self._leaning = Leaning(asked_in(self._corpus), left, language.stem)
        self._nearness = Nearness(self._corpus, meaning.share)
        self._places = {one: at for at, one in enumerate(self._corpus.ids)}
        if words:
            rows = features.matrix(1 - meaning.share)
            fit = whole_of if fits(self._corpus) else nearest_of
            self._classifier = fit(self._corpus, rows, meaning.texts)

    @classmethod
    def build(cls, knowledge: Knowledge, before: "Index | None" = None) -> "Index":
        """`before`: an index of the base as it was; what it read and did not change is not read again. The result is
        the same."""
        return cls(knowledge, before)

    def rank(self, text: str, top: int = 5) -> Ranking:
        """The best `top` entries for a text of any kind and length, then others whose texts are nearest to it; none
        when the base knows nothing of it."""
        return self.ranked(normalise(text).split(), top)

    def ranked(self, folded: Sequence[str], top: int = 5) -> Ranking:
        """The same for the words of a text, as `normalise` leaves them."""
        key = tuple(folded), top
        found = self._lately.get(key)
        if found is None:
            if len(self._lately) >= LATELY:
                self._lately.clear()
            found = self._lately[key] = self._ranked(folded, top)
        return found

    def _ranked(self, folded: Sequence[str], top: int) -> Ranking:
        query = self._asking.query(folded)
        seen = self._see(query)
        if seen is None:
            return Ranking(corrected=query.corrected)
        near = self._nearness.of(seen)
        matches, scope = self._scored(seen, near, top)
        exact = self._asked(query)
        if exact:
            matches, scope = first(exact, matches, top), 1.0
        return Ranking(
            matches=matches,
            scope=scope,
            exact=bool(exact),
            unknown=self._asking.unknown(query),
            corrected=query.corrected,
            dense=query.dense,
            nearest=seen.nearest,
            leaning=self._leaning.of(query.fixed),
            close={match.entry: near[self._places[match.entry]] for match in matches},
        )

    def search(self, text: str, top: int = 5) -> tuple[Match, ...]:
        return self.rank(text, top).search()[:top]

    def stranger(self, ranking: Ranking, entry: str) -> float:
        """How much nearer the message is to questions that the base leaves to people than to this entry's, -2..2; 0
        for a base that names none."""
        return self._elsewhere.likeness(ranking.dense, entry)

    @property
    def questions(self) -> int:
        """Of a median entry."""
        return self._corpus.questions

    def see(self, text: str) -> Seen | None:
        """The logits behind a ranking, for calibration; none when the base knows nothing of the text."""
        return self._see(self._asking.query(normalise(text).split()))

    def _see(self, query: Query) -> Seen | None:
        if not self._corpus.texts or not (len(query.columns) or query.dense.any()):
            return None
        return self._classifier.see(query)

    def asks(self, folded: Sequence[str]) -> bool:
        """Whether these words are a question of the base, letter for letter; far quicker than to rank them."""
        return bool(self._asked(self._asking.readings(folded)))

    def _asked(self, read: Readings) -> tuple[Match, ...]:
        """The entries of which this is, letter for letter, a question."""
        owners = self._exact.get(read.raw) or self._exact.get(read.fixed, ())
        return tuple(Match(self._corpus.ids[owner], 1 / len(owners)) for owner in owners)

    def _scored(self, seen: Seen, near: Near, top: int) -> tuple[tuple[Match, ...], float]:
        """Entries by probability, and the scope. A class of refused texts that wins leaves little of the scope."""
        right = self._confidence.right(seen.logits)
        order = np.argsort(-seen.logits, kind="stable")
        entries = order[seen.classes[order] < len(self._corpus.ids)]
        scores = right[entries]
        fitting = float(scores.sum())
        if not fitting:
            return (), 0.0
        more = entries[top:][near.first(top)[seen.classes[entries[top:]]]]
        kept = np.concatenate([entries[:top], more])
        scored = zip(seen.classes[kept].tolist(), right[kept].tolist(), strict=True)
        found = tuple(Match(self._corpus.ids[owner], score / fitting) for owner, score in scored)
        return found, self._confidence.scope(seen, int(entries[0])) * min(1.0, fitting)


def first(exact: tuple[Match, ...], others: tuple[Match, ...], top: int) -> tuple[Match, ...]:
    known = {match.entry for match in exact}
    return (exact + tuple(Match(other.entry, 0.0) for other in others if other.entry not in known))[:top]


def vocabulary(corpus: Corpus) -> Counter[str]:
    """Words of questions and titles with their number; an answer's words are too many to correct to."""
    return Counter(word for text in corpus.texts if text.weight >= TITLE for word in text.words)


def asked_in(corpus: Corpus) -> list[Words]:
    """Questions and titles of the entries."""
    return [text.words for text in corpus.texts if text.weight >= TITLE and text.owner < len(corpus.ids)]


def exact_of(corpus: Corpus) -> dict[Words, tuple[int, ...]]:
    found: dict[Words, tuple[int, ...]] = {}
    for text in corpus.texts:
        if text.is_question and text.owner < len(corpus.ids):
            found[text.words] = (*found.get(text.words, ()), text.owner)
    return found
