"""Words of what the base answers lean to it, words of what it leaves to people away from it."""

from dataclasses import replace

import pytest

from bot.core.matching import Index
from bot.core.matching.leaning import NEITHER, Leaning
from bot.core.text import language_of
from tests.core.matching.bases import PASSWORD, QUOTA, base
from tests.core.matching.test_elsewhere import LEFT, OLD

STEM = language_of("fr").stem
OURS = ["partager mon agenda", "mot de passe oublié", "ma boîte est pleine", "partager un calendrier avec une collègue"]
THEIRS = ["imprimer mon agenda", "imprimer un mail", "changer la couleur de mon agenda", "couleur du calendrier"]


def of(text: str) -> float:
    leaning = Leaning([one.split() for one in OURS], [one.split() for one in THEIRS], STEM)
    return leaning.of(text.split())


@pytest.mark.parametrize("text", OURS)
def test_what_the_base_asks_leans_to_it(text: str) -> None:
    assert of(text) > 0.2


@pytest.mark.parametrize("text", THEIRS)
def test_what_is_left_to_people_leans_to_them(text: str) -> None:
    assert of(text) < -0.2


def test_what_is_new_is_told_by_the_words_it_shares() -> None:
    assert of("imprimer le calendrier de ma collègue") < of("partager le calendrier de ma collègue")


def test_words_that_nobody_has_used_say_little() -> None:
    assert abs(of("zorglub bidule truc")) < abs(of("partager mon agenda"))


def test_a_base_that_lists_nothing_leans_neither_way() -> None:
    assert Index.build(base(PASSWORD, QUOTA, OLD)).rank("imprimer mon agenda").leaning == NEITHER
    assert Leaning([], [["imprimer"]], STEM).of(["imprimer"]) == NEITHER
    assert Leaning([["imprimer"]], [["partager"]], STEM).of([]) == NEITHER


def test_an_entry_taught_since_takes_the_words_of_what_was_left_to_people() -> None:
    taught = replace(OLD, id="imprimer", questions=("Imprimer mon agenda",))
    before, since = (
        Index.build(replace(base(PASSWORD, QUOTA, *more), unanswered=LEFT)) for more in ([OLD], [OLD, taught])
    )
    text = "imprimer le calendrier du mois"
    assert before.rank(text).leaning < 0 == NEITHER == since.rank(text).leaning
