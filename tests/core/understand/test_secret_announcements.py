"""A value that follows the name of a password or a code is found; what can be said of one without telling it is not."""

import pytest

from bot.core.understand.secret_names import named, open_word
from bot.core.understand.secrets import Leak, leak

NAMES = [
    "mot de passe",
    "mto de pase",
    "mots de passes",
    "mo de passe",
    "motdepasse",
    "MDP",
    "mpd",
    "m.d.p",
    "psswd",
    "pwd",
]
NO_NAMES = ["mode de paie", "moment de pause", "passage", "compass", "mois de mars", "mdpx"]
A_WORD_IS_A_VALUE = [
    "le mdp c'est pivoine",
    "mon mot de passe est pivoine, trop simple ?",
    "le sésame de la bal : pivoine",
    "mdp c pivoine",
    "le mdp provisoire de la boîte c'est pivoine",
    'mon mot de passe "pivoine" est refusé',
    "mdp (pivoine) refusé",
    "utilisateur jean mot de passe pivoine",
    "mot de passe : pivoine avec un p majuscule et 12 à la fin",
    "le mot de passe c'est chat perché (avec les espaces)",
    "mon mot de passe : chaise-verte",
]
GRAMMAR_IS_NONE = [
    "le mdp c'est celui de la session",
    "le mdp c'est le même que pour le webmail",
    "mot de passe : identique",
    "mot de passe : voir Sophie",
    "mon mot de passe est périmé",
    "le mot de passe est à demander",
    "le mot de passe est noté quelque part",
    "mot de passe : longueur minimale",
    "mot de passe : Thunderbird",
    "mot de passe : chiffré ou normal ?",
    "mot de passe : 12 caractères",
    "le mdp c'est quoi",
    "mot de passe refusé : pourquoi",
    "password is wrong",
    "mot de passe : faut-il le changer",
    "SHA1 of given password: 5baa61",
]
CODES = [
    "le code de la carte est 7316",
    "code pin : 7316",
    "le code reçu, c'est 731 604",
    "le code wifi est Mesange_73",
    "7316 c'est mon code",
]
OTHER_CODES = [
    "code postal 75007",
    "le code erreur est 7316",
    "code chantier : 73160",
    "code du salon : 73160",
    "le code à 6 chiffres",
]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_known_in_any_spelling(text: str) -> None:
    assert list(named(text)) == [(0, len(text))]


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_more_than_two_slips_away_names_none(text: str) -> None:
    assert list(named(text)) == []


@pytest.mark.parametrize("text", A_WORD_IS_A_VALUE)
def test_a_word_of_every_day_is_a_value_where_only_a_value_can_stand(text: str) -> None:
    assert leak(text) is Leak.PASSWORD


@pytest.mark.parametrize("text", GRAMMAR_IS_NONE)
def test_what_the_closed_grammar_holds_is_no_value(text: str) -> None:
    assert leak(text) is None


@pytest.mark.parametrize("text", CODES)
def test_a_code_of_what_opens_something_is_a_secret(text: str) -> None:
    assert leak(text) is Leak.PASSWORD


@pytest.mark.parametrize("text", OTHER_CODES)
def test_a_code_of_a_place_an_office_or_an_error_is_none(text: str) -> None:
    assert leak(text) is None


def test_a_setting_may_hold_a_word_that_ends_like_a_verb() -> None:
    assert not open_word("danser")
    assert open_word("danser", by_its_end=False)
    assert leak("IMAP_PASS=danser") is Leak.PASSWORD
