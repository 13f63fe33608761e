"""Any text at all: no exception, scores within bounds, work within bounds."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.matching import Index
from bot.core.text import Reader, clean, fold, language_of, normalise
from bot.core.text.cleaning import HEAD, TAIL
from bot.core.text.reader import FIRST, LAST
from tests.core.matching.bases import FOUR, LEXICON, many

SIZE = 65_536
WORDS = st.sampled_from(
    ["mot", "de", "passe", "mdp", "keske", "smtp", "servuer", ">", "@a:b.fr", "http://", "\n", "é", "😀"]
)
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(min_codepoint=0x0, max_codepoint=0x10FFFF)),
    st.lists(WORDS, max_size=400).map(" ".join),
    st.builds(lambda piece, times: (piece * times)[:SIZE], st.text(min_size=1, max_size=8), st.integers(1, 9000)),
)
INDEXES = {"whole": Index.build(FOUR), "nearest": Index.build(many(1000))}


@pytest.mark.parametrize("kind", sorted(INDEXES))
@settings(max_examples=150)
@given(text=TEXTS)
@example(text="a" * SIZE)
@example(text="\0" * SIZE)
@example(text="e\u0301" * (SIZE // 2))
@example(text="\ufdfa" * 20_000)
@example(text="[a](" * 16_000)
@example(text="a." * 30_000 + "@")
@example(text="<a " * 20_000)
def test_any_text_is_ranked_within_bounds(kind: str, text: str) -> None:
    ranking = INDEXES[kind].rank(text)
    scores = [match.score for match in ranking.matches]
    found = [match.score for match in ranking.search()]
    assert scores == sorted(scores, reverse=True)
    assert found == sorted(found, reverse=True)
    assert all(0 <= score <= 1 for score in (*scores, *found, ranking.scope, ranking.unknown))
    assert len({match.entry for match in ranking.matches}) == len(scores)


@given(text=TEXTS)
def test_normalised_text_is_stable_and_plain(text: str) -> None:
    plain = normalise(text)
    assert fold(plain) == plain
    assert plain.replace(" ", "").isalnum() or not plain
    assert plain.isascii()


@given(text=TEXTS)
def test_the_words_of_a_text_are_bounded(text: str) -> None:
    assert len(clean(text)) <= HEAD + TAIL + 1
    assert len(Reader(language_of("fr"), LEXICON).words(text)) <= 5 * (FIRST + LAST)


@given(text=st.text(max_size=200))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.lower()) == fold(fold(text.lower()))
