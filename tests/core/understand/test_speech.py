"""How people speak: everyday words are read through their misspellings, all others are left alone."""

import pytest

from bot.core.understand.speech import Speech

SPEECH = Speech({"calendso", "davx", "roundcube"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("coment je fait pour envoyer", "comment je fait pour envoyer"),
        ("j'arrvie pas a ouvrir", "j arrive pas a ouvrir"),
        ("bonjuor quelqun sait ou cest", "bonjour quelqu un sait ou c est"),
        ("ca fonctionen plsu", "ca fonctionne plus"),
    ],
)
def test_misspelt_everyday_words_are_put_right(typed: str, meant: str) -> None:
    assert " ".join(SPEECH.words(typed)) == meant


@pytest.mark.parametrize(
    "text",
    ["calendso et davx", "cochez puis recopiez", "le port 993", "mail box inbox", "xmlns imapsync", "x7b2kq9 zzzzzzz"],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert " ".join(SPEECH.words(text)) == text


def test_a_word_of_the_trade_is_no_misspelling_of_an_everyday_one() -> None:
    assert SPEECH.words("roundcube") == ["roundcube"]
    assert Speech({"commemt"}).words("commemt") == ["commemt"] != Speech(()).words("commemt")


def test_a_text_of_strange_words_is_left_as_it_is() -> None:
    text = " ".join(f"coment{chr(97 + one)}{chr(97 + two)}" for one in range(5) for two in range(5))
    assert " ".join(SPEECH.words(text)) == text
