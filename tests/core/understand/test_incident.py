"""Outages asked about, told from troubles of one's own and from outages told."""

import pytest

from bot.core.model import Lexicon
from bot.core.text import Reader, language_of
from bot.core.understand import surface
from bot.core.understand.incident import ALL, Incidents
from tests.core.a_base import SERVICES

INCIDENTS = Incidents(SERVICES)
WORDS = Reader(language_of("fr"), Lexicon()).words


def asked(text: str) -> str:
    return INCIDENTS.service(surface.read(text, WORDS))


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("smtp en panne ?", "smtp"),
        ("is the webmail down?", "webmail"),
        ("le webmail ne répond plus chez vous non plus ?", "webmail"),
        ("plus personne n'arrive à envoyer, panne générale ?", "smtp"),
        ("la messagerie est en panne ?", ALL),
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
    ],
)
def test_other_troubles_are_no_outage(text: str) -> None:
    assert asked(text) == ""


def test_without_services_nothing_is_checked() -> None:
    assert Incidents(type(SERVICES)()).service(surface.read("smtp en panne ?", WORDS)) == ""
