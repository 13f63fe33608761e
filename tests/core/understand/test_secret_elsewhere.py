"""Passwords without a name before them: before it, typed, answered, beside a login; and words that only look so."""

import pytest

from bot.core.understand.secrets import Leak, leak

TOLD = [
    "j'ai remis pivoine en mdp",
    "elle se connecte avec « pivoine » comme mot de passe",
    "c'est Pivoine_12 le mot de passe",
    "je tape pivoine12 puis entrée, mot de passe incorrect",
    "ça refuse pivoine12, c'est pourtant mon mot de passe",
    "> c'est quoi le mdp ?\npivoine",
    "le mot de passe, je l'épelle : P, i, v, o, i, n, e",
    "login;mdp\njean;pivoine12",
    "mon mot de passe est le prénom de ma fille Zoé et 2014",
    "mot de passe fourni par la DSI, 7KXM-22PQ-LLDA",
]
BESIDE_A_LOGIN = [
    "jean.dupont@beta.gouv.fr\npivoine12",
    "jean.dupont@beta.gouv.fr -> Pivoine12",
    "jean.dupont@beta.gouv.fr / ouistiti",
    "compte : bal-ddt35\nV7$kPq!3",
    "mes codes sont jdupont et pivoine12",
    "pour te connecter: jean / Pivoine12",
    "jean.dupont / Pivoine#12",
    "session windows : jdupont / Pivoine_12",
    "V7$kPq!3Zr",
]
ONLY_LOOKS_SO = [
    "évitez Pivoine12 comme mot de passe",
    "un mot de passe du genre Pivoine12",
    "j'ai mis mon matricule comme mot de passe",
    "> tu as ton mot de passe ?\noui",
    "Mot de passe\nModifier\nDéconnexion",
    "jean.dupont@beta.gouv.fr\nDDT35",
    "contact@beta.gouv.fr, Rennes35",
    "jean.dupont@beta.gouv.fr : 550 5.1.1 User unknown",
    "connexion impossible depuis Rennes35",
    "mon login c'est jdupont75",
    "image: registry.example.org/webmail:2.3",
    "dovecot: imap(jean)<22110><Kp3xWq9TRz2mLd7V>: Logged out, bad password",
]


@pytest.mark.parametrize("text", [*TOLD, *BESIDE_A_LOGIN])
def test_a_password_is_found_wherever_it_stands(text: str) -> None:
    assert leak(text) is Leak.PASSWORD


@pytest.mark.parametrize("text", ONLY_LOOKS_SO)
def test_what_only_looks_so_is_let_through(text: str) -> None:
    assert leak(text) is None
