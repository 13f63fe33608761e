"""The tables are in the form in which words are looked up, and frequent words are known."""

import numpy as np
import pytest

from bot.core.text import fold, language_of
from bot.core.text.language import Language


@pytest.fixture(scope="module", params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return language_of(request.param)


def test_tables_are_folded(language: Language) -> None:
    words = {*language.short, *(word for full in language.short.values() for word in full), *language.grammar}
    assert {word for word in words if fold(word) != word} == set()


def test_no_abbreviation_is_written_out_as_another_abbreviation_of_itself(language: Language) -> None:
    assert {key for key, full in language.short.items() if key in full} == set()


def test_grammar_is_common(language: Language) -> None:
    assert language.grammar <= language.common


def test_meanings_of_related_words_point_the_same_way() -> None:
    boss, employer, rain = language_of("fr").meanings.directions([["patron"], ["employeur"], ["pluie"]])
    assert boss @ employer > boss @ rain + 0.1


def test_the_order_of_words_tells() -> None:
    one, other = language_of("fr").meanings.directions(
        [["le", "chat", "voit", "le", "chien"], ["le", "chien", "voit", "le", "chat"]]
    )
    assert 0.5 < one @ other < 0.9999


def test_texts_mean_the_same_alone_and_among_others() -> None:
    known = language_of("fr").meanings
    texts = [["changer", "mon", "adresse"], ["xqzw"], ["bonjour"], ["lire", "mes", "courriels", "ailleurs"]]
    alone = np.stack([known.directions([text])[0] for text in texts])
    assert np.allclose(known.directions(texts), alone, atol=1e-5)
    assert not alone[1].any()
    assert np.allclose(np.linalg.norm(alone[[0, 2, 3]], axis=1), 1)


def test_another_code_is_read_as_french() -> None:
    assert language_of("xx").stem(["messageries"]) == language_of("fr").stem(["messagerie"])
