"""Unknown words become the base's words; known and frequent ones stay."""

import pytest

from bot.core.text import Speller

KNOWN = {"messagerie": 3, "serveur": 5, "port": 2, "smtp": 2, "thunderbird": 4, "envoi": 1, "envoie": 9, "mot": 1}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(KNOWN, frozenset({"porc", "serveuse"}))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("messagrie", "messagerie"),  # dropped
        ("serveru", "serveur"),  # swapped
        ("serrveur", "serveur"),  # doubled
        ("smpt", "smtp"),
        ("thundrebrid", "thunderbird"),  # two edits in a long word
    ],
)
def test_a_misspelt_word_is_read_as_the_bases_word(speller: Speller, typed: str, read: str) -> None:
    assert speller.correct(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "serveur",  # known
        "porc",  # a frequent word, one letter from `port`
        "nerveur",  # another first letter
        "pt",  # too short
        "motte",  # the base's word is too short
        "5871",  # a number
        "xylophone",
        "",
    ],
)
def test_other_words_stay(speller: Speller, typed: str) -> None:
    assert speller.correct(typed) == typed


def test_of_two_words_equally_near_the_most_used_is_taken() -> None:
    assert Speller({"carte": 7, "carne": 1}, frozenset()).correct("carze") == "carte"
    assert Speller({"carte": 1, "carne": 7}, frozenset()).correct("carze") == "carne"


def test_the_same_answer_the_second_time(speller: Speller) -> None:
    assert speller.correct("messagrie") == speller.correct("messagrie")


def test_a_misspelling_of_a_frequent_word_does_not_become_a_word_of_the_base(speller: Speller) -> None:
    assert speller.correct("serveuze") == "serveuse"
    assert speller.correct("porrc") == "porc"


def test_the_base_wins_over_the_language_at_the_same_distance(speller: Speller) -> None:
    assert speller.correct("porx") == "port"
