"""The search of large bases finds what the fit of the whole base finds."""

import numpy as np
import pytest

from bot.core.matching.classifier import Whole, fits, whole_of
from bot.core.matching.documents import corpus_of
from bot.core.matching.features import Features
from bot.core.matching.meaning import Meaning
from bot.core.matching.nearest import Nearest, best, nearest_of
from bot.core.matching.postings import Postings
from bot.core.matching.query import Asking
from bot.core.matching.rows import Rows
from bot.core.text import Reader, Speller, language_of, normalise
from tests.core.matching.bases import FOUR, LEXICON, many


def test_only_bases_that_are_small_enough_are_fitted_as_a_whole() -> None:
    reader = Reader(language_of("fr"), LEXICON)
    assert fits(corpus_of(FOUR, reader))
    assert not fits(corpus_of(many(1200), reader))


@pytest.fixture(scope="module")
def both() -> tuple[Asking, Whole, Nearest]:
    language = language_of("fr")
    reader = Reader(language, LEXICON)
    corpus = corpus_of(FOUR, reader)
    words = [text.words for text in corpus.texts]
    features = Features(corpus, language)
    meaning = Meaning(features, language, words, questions=1)
    matrix = features.matrix(1 - meaning.share)
    asking = Asking(reader, Speller({}, language.common), features, meaning)
    return asking, whole_of(corpus, matrix, meaning.texts), nearest_of(corpus, matrix, meaning.texts)


@pytest.mark.parametrize("text", ["mot de passe perdu", "smtp thunderbird", "boîte pleine", "agenda d'un collègue"])
def test_both_name_the_same_entry_and_the_same_nearest_text(both: tuple[Asking, Whole, Nearest], text: str) -> None:
    asking, whole, nearest = both
    query = asking.query(normalise(text).split())
    one, other = whole.see(query), nearest.see(query)
    assert one.classes[one.logits.argmax()] == other.classes[other.logits.argmax()]
    assert one.nearest == pytest.approx(other.nearest, rel=1e-4)


def test_a_bounded_number_of_postings_takes_the_rarest_features_first() -> None:
    # feature 0 is in all five texts, feature 1 in the last one only
    postings = Postings(Rows(np.array([0, 5, 6]), np.array([0, 1, 2, 3, 4, 4], np.int32), np.ones(6, np.float32), 5))
    columns, values = np.array([0, 1]), np.ones(2, np.float32)
    assert postings.products(columns, values).tolist() == [1, 1, 1, 1, 2]
    assert postings.products(columns, values, most=3).tolist() == [0, 0, 0, 0, 1]
    assert postings.products(columns[:0], values[:0]).tolist() == [0, 0, 0, 0, 0]


def test_the_best_are_given_in_ascending_order_of_position() -> None:
    assert best(np.array([0.1, 0.9, 0.3, 0.8], np.float32), 2).tolist() == [1, 3]
    assert best(np.array([0.1, 0.9], np.float32), 5).tolist() == [0, 1]
