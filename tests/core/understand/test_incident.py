"""Outages asked about, told from troubles of one's own and from outages told."""

import pytest

from bot.core.understand import surface
from bot.core.understand.incident import ALL, Incidents
from bot.core.understand.speech import Speech
from tests.core.a_base import SERVICES

INCIDENTS = Incidents(SERVICES)
WORDS = Speech(()).words


def asked(text: str) -> str:
    return INCIDENTS.service(surface.read(text, WORDS))


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("smtp en panne ?", "smtp"),
        ("is the webmail down?", "webmail"),
        ("is there an outage on smtp?", "smtp"),
        ("le webmail est en pannne pour tout le mondee ?", "webmail"),
        ("le webmail ne répond plus chez vous non plus ?", "webmail"),
        ("plus personne n'arrive à envoyer, panne générale ?", "smtp"),
        ("la messagerie est en panne ?", ALL),
        ("c'est moi ou le webmail ne répond plus", "webmail"),
        ("smtp HS chez tout le monde ou juste moi ?", "smtp"),
        ("le smtp marche chez vous ?", "smtp"),
        ("vous arrivez à envoyer en ce moment ?", "smtp"),
        ("tout le monde est déconnecté du webmail là ?", "webmail"),
        ("est-ce qu'il y a une maintenance du webmail en ce moment ?", "webmail"),
        ("status du webmail s'il vous plaît", "webmail"),
        ("plus aucun mail ne part du service depuis ce matin, c'est connu ?", ALL),
        ("ox est cassé ??", ALL),
        ("est ce que le service messagerie est up ?", ALL),
        ("y'a une interruption de service ?", ALL),
        ("gros ralentissement sur open-xchange, vous êtes au courant ?", ALL),
    ],
)
def test_an_outage_asked_about_names_its_service(text: str, service: str) -> None:
    assert asked(text) == service


@pytest.mark.parametrize(
    "text",
    [
        "comment régler le smtp ?",
        "le webmail est rétabli depuis ce matin.",
        "GitHub est en panne ?",
        "mon iphone n'envoie plus de mails, panne ?",
        "si le webmail tombe en panne je rentre chez moi",
        "la copie de mes mails, si elle plante dans thunderbird, je les perds ?",
        "Incident en cours sur l'envoi de mails, nos équipes sont mobilisées.",
        "Webmail indisponible, retour estimé à 15h30",
        "ok donc imap ok mais smtp ko, c'est ça ?",
        "tu peux envoyer le compte rendu à toute l'équipe quand tu as fini ?",
        "toute l'équipe a accès au calendrier commun sauf moi, un bug ?",
        "comment afficher un calendrier sans bibliothèque de 300 ko ?",
        "J'aimerais envoyer à des usagers une page où ils choisissent leur créneau. Est-ce permis chez vous ?",
        "t'as encore un souci d'envoi ou c'est réglé chez toi ?",
    ],
)
def test_other_troubles_are_no_outage(text: str) -> None:
    assert asked(text) == ""


def test_without_services_nothing_is_checked() -> None:
    assert Incidents(type(SERVICES)()).service(surface.read("smtp en panne ?", WORDS)) == ""
