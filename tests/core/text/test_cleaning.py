"""What people paste, quote and mention is not what they ask."""

import pytest

from bot.core.text import clean
from bot.core.text.cleaning import HEAD, TAIL


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ("> quel serveur ?\n> merci\nle port 993 marche", "le port 993 marche"),
        (">> cité deux fois\noui", "oui"),
        ("> tout est cité", ""),
        ("a > b et c", "a > b et c"),
        ("[Jean Dupont](https://matrix.to/#/@jean:agent.tchap.gouv.fr) une idée ?", "une idée ?"),
        ("[Salon](https://tchap.gouv.fr/#/room/!abc:agent.fr) c'est ici", "c'est ici"),
        ('<a href="https://matrix.to/#/@j:x.fr">Jean</a> bonjour', "Jean bonjour"),
        ("@jean.dupont-beta.gouv.fr:agent.dinum.tchap.gouv.fr tu as vu ?", "tu as vu ?"),
        ("voir #salon:serveur.fr merci", "voir merci"),
        ("regarde https://webmail.beta.gouv.fr/x?y=1 ça plante", "regarde ça plante"),
        ("www.exemple.fr ne répond pas", "ne répond pas"),
        ("jean.dupont@beta.gouv.fr ne reçoit rien", "ne reçoit rien"),
        ("mon adresse @beta.gouv.fr", "mon adresse @beta.gouv.fr"),
        ("smtp.beta.gouv.fr port 587", "smtp.beta.gouv.fr port 587"),
        ("ça marche 🎉🎉 ➡️ super", "ça marche super"),
        ("mot\u200bde\u00adpasse", "motdepasse"),
        ("\u202emessage\u202c \u2066isolé\u2069", "message isolé"),
        ("nul\0octet", "nuloctet"),
        ("mot\u00a0de\u202fpasse\u2009?", "mot de passe ?"),
    ],
)
def test_only_the_persons_own_words_are_left(typed: str, own: str) -> None:
    assert " ".join(clean(typed).split()) == own


def test_a_long_paste_keeps_its_beginning_and_its_end() -> None:
    cut = clean("début " + "x" * 60_000 + " fin ?")
    assert cut.startswith("début")
    assert cut.endswith("fin ?")
    assert len(cut) <= HEAD + TAIL + 1


def test_a_long_quote_does_not_hide_what_is_said_under_it() -> None:
    assert clean("> bla bla\n" * 5000 + "et pour l'envoi ?") == "et pour l'envoi ?"
