"""The tables are in the form in which words are looked up, and frequent words are known."""

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
    table = language_of("fr").meanings
    boss, employer, rain = table.vectors([table.rows[word] for word in ("patron", "employeur", "pluie")])

    def cosine(one: object, two: object) -> float:
        return float(one @ two / ((one @ one) * (two @ two)) ** 0.5)  # type: ignore[operator]

    assert cosine(boss, employer) > cosine(boss, rain) + 0.1


def test_another_code_is_read_as_french() -> None:
    assert language_of("xx").stem(["messageries"]) == language_of("fr").stem(["messagerie"])
