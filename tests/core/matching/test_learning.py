"""What is counted for a whole base at once is what is found in one text after the other."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.documents import Corpus, Written
from bot.core.matching.features import WINDOW, Features, grams_of
from bot.core.matching.learning import Kinds, learn
from bot.core.text import language_of

FRENCH = language_of("fr")
WORDS = st.lists(st.sampled_from(["mail", "mails", "agenda", "serveur", "imap", "a", "zzz"]), max_size=14).map(tuple)
TEXTS = st.lists(st.tuples(WORDS, st.integers(0, 2), st.sampled_from([1.0, 0.5])), max_size=12)


def corpus(texts: list[tuple[tuple[str, ...], int, float]]) -> Corpus:
    return Corpus(("x", "y", "z"), (), tuple(Written(*text) for text in texts), 1)


@given(texts=TEXTS, batch=st.sampled_from([3, 4096]))
def test_counts_are_those_of_each_text(texts: list[tuple[tuple[str, ...], int, float]], batch: int) -> None:
    features = Features(corpus(texts), FRENCH)
    kinds = Kinds(FRENCH.stem, grams_of, WINDOW)
    counts = learn([words for words, _, _ in texts], [weight == 1.0 for _, _, weight in texts], kinds, batch).counts
    for row, (words, _, _) in enumerate(texts):
        own = slice(counts.starts[row], counts.starts[row + 1])
        found = dict(zip(counts.columns[own].tolist(), counts.values[own].tolist(), strict=True))
        assert found == Counter(column for block in features.blocks(words) for column in block.columns)
    assert len(counts) == len(texts)


@given(texts=TEXTS)
def test_a_question_has_no_unknown_feature(texts: list[tuple[tuple[str, ...], int, float]]) -> None:
    features = Features(corpus(texts), FRENCH)
    asked = [words for words, _, weight in texts if weight == 1.0]
    assert all(block.unknown == 0 for words in asked for block in features.blocks(words))


@given(texts=TEXTS)
def test_directions_are_those_of_each_text(texts: list[tuple[tuple[str, ...], int, float]]) -> None:
    words = [text for text, _, _ in texts]
    at_once = FRENCH.meanings.directions(words)
    assert at_once.shape == (len(words), FRENCH.meanings.dimensions)
    for row, text in zip(at_once, words, strict=True):
        assert np.allclose(row, FRENCH.meanings.directions([text])[0], atol=1e-5)
