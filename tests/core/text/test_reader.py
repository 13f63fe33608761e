"""Abbreviations, synonyms and products are read as the base writes them, on both sides."""

import pytest

from bot.core.model import Lexicon
from bot.core.text import Reader, language_of
from bot.core.text.reader import FIRST, LAST

LEXICON = Lexicon(
    abbreviations={"TB": "Thunderbird", "mdp": "code secret"},
    synonyms=(("mail", "courriel", "e-mail", "message électronique"), ("boîte aux lettres", "BAL", "messagerie")),
    products={"Thunderbird": ("thunder bird", "tunderbird")},
)


def read(text: str, lexicon: Lexicon = LEXICON, language: str = "fr") -> str:
    return " ".join(Reader(language_of(language), lexicon).read(text))


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("svp", "s il vous plait"),
        ("pk ca marche po", "pourquoi ca marche pas"),
        ("jai oublié mon mdp", "j ai oublie mon mot de passe"),
        ("keske c'est", "qu est ce que c est"),
        ("esk tt le monde a le pb", "est ce que tout le monde a le probleme"),
        ("bjr, cmt faire ds outlook ?", "bonjour comment faire dans outlook"),
    ],
)
def test_abbreviations_and_sms_french_are_written_out(typed: str, full: str) -> None:
    assert read(typed, Lexicon()) == full


def test_english_has_its_own_abbreviations() -> None:
    assert read("pls reset my pwd", Lexicon(), "en") == "please reset my password"


def test_the_lexicons_abbreviations_win() -> None:
    assert read("mdp TB") == "code secret thunderbird"


@pytest.mark.parametrize("typed", ["mail", "Courriel", "courriels", "e-mail", "e mails", "messages électroniques"])
def test_synonyms_become_the_first_of_their_group_in_any_number(typed: str) -> None:
    assert read(f"mon {typed}") in {"mon mail", "mon mails"}


def test_the_longest_phrase_is_replaced_first() -> None:
    assert read("un message électronique") == "un mail"
    assert read("un message") == "un message"


@pytest.mark.parametrize("typed", ["Thunderbird", "thunder bird", "THUNDER-BIRD", "tunderbird"])
def test_products_have_one_name(typed: str) -> None:
    assert read(typed) == "thunderbird"


def test_a_replacement_is_not_replaced_again() -> None:
    lexicon = Lexicon(synonyms=(("a b", "c"), ("c", "b")))
    assert read("c b", lexicon) == "a b c"


def test_empty_words_in_the_lexicon_do_no_harm() -> None:
    assert (
        read("bonjour", Lexicon(synonyms=(("", "!"), ("?", "x")), products={"": ("",)}, abbreviations={"": "x"}))
        == "bonjour"
    )


def test_the_number_of_words_is_bounded_and_both_ends_are_kept() -> None:
    words = Reader(language_of("fr"), Lexicon()).words("début " + "milieu " * 500 + "fin")
    assert len(words) == FIRST + LAST
    assert (words[0], words[-1]) == ("debut", "fin")
