"""Two writings of the same words are equal once folded."""

import pytest

from bot.core.text import fold, normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Où est l’élève ?", "ou est l'eleve"),
        ("cœur", "COEUR"),
        ("e\u0301te\u0301", "été"),
        ("𝐁𝐨𝐧𝐣𝐨𝐮𝐫", "bonjour"),
        ("ｍａｉｌ", "mail"),
        ("e-mail", "e mail"),
        ("Straße", "strasse"),
        ("5\u20ac", "5 euro"),
        ("ﬁchier", "fichier"),
    ],
)
def test_writings_of_the_same_words_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_only_letters_digits_and_single_spaces_are_left() -> None:
    assert fold("  Port\t993/TCP… (IMAP) ! ") == "port 993 tcp imap"


@pytest.mark.parametrize("text", ["", "?!", "مرحبا", "😀", "\0", "日本語"])
def test_what_has_no_comparable_letter_is_empty(text: str) -> None:
    assert normalise(text) == ""


def test_normalising_twice_changes_nothing() -> None:
    once = normalise("L’été, cœur : 12 h 30 — ça marche ?")
    assert normalise(once) == once
