"""What a text states: hosts, ports, security, addresses, menus, products."""

import pytest

from bot import markdown
from bot.documents.facts import Fact, Kind, facts_of, unsecured, wrong_labels
from tests.documents.pages import seed


def stated(text: str, *kinds: Kind) -> list[tuple[str, str, str]]:
    return [(f.kind, f.subject, f.value) for f in facts_of(markdown.parse(text)) if not kinds or f.kind in kinds]


FACTS = {
    "Réception : imap.x.fr, port 993 (SSL/TLS)": [
        ("host", "imap", "imap.x.fr"),
        ("port", "imap", "993"),
        ("security", "imap 993", "tls"),
    ],
    "Port 143 (STARTTLS) ou 993 (SSL/TLS)": [
        ("port", "imap", "143"),
        ("port", "imap", "993"),
        ("security", "imap 143", "starttls"),
        ("security", "imap 993", "tls"),
    ],
    "SSL/TLS pour le port 993, STARTTLS pour le port 143": [
        ("port", "imap", "993"),
        ("port", "imap", "143"),
        ("security", "imap 993", "tls"),
        ("security", "imap 143", "starttls"),
    ],
    "**Serveur sortant**\n\n- Hôte : mail.x.fr\n- Port : 25 ou 587\n- Sécurité : STARTTLS": [
        ("host", "smtp", "mail.x.fr"),
        ("port", "smtp", "25"),
        ("port", "smtp", "587"),
        ("security", "smtp 25", "starttls"),
        ("security", "smtp 587", "starttls"),
    ],
    "Adresse CalDAV : https://dav.x.fr/caldav": [
        ("url", "", "https://dav.x.fr/caldav"),
        ("host", "caldav", "dav.x.fr"),
    ],
    "Voir https://x.fr/a.": [("url", "", "https://x.fr/a"), ("host", "", "x.fr")],
    "Écrivez à a.b@x.fr ou dans #salon:agent.x.fr": [],
    "25 personnes le 12.05.2024, à 14:30, page 143": [],
    "ci-dessous.Une fois le fichier a.md ouvert": [],
    "Allez dans “Mail” puis “Comptes”": [("menu", "", "mail comptes")],
    "Demandez « agenda dans Thunderbird », « agenda sur iPhone » ou « agenda sur Android »": [
        ("product", "", "Thunderbird"),
    ],
    "Fichier => Importer => mbox": [("menu", "", "fichier importer mbox")],
    "Installez Dav5x ou openxchange": [("product", "", "Open-Xchange"), ("product", "", "DAVx5")],
}


@pytest.mark.parametrize("text", FACTS)
def test_facts_are_read_in_the_order_of_the_text(text: str) -> None:
    assert stated(text) == FACTS[text]


def test_a_security_that_is_not_the_ports_own_is_found_unless_the_right_one_stands_there_too() -> None:
    facts = facts_of(markdown.parse("- Port : 143 ou 993\n- Sécurité : SSL/TLS"))
    assert wrong_labels(facts) == [("143", Fact(Kind.SECURITY, "imap 143", "tls", "SSL/TLS"))]
    assert wrong_labels(facts_of(markdown.parse("143 (STARTTLS) et 993 (SSL/TLS)"))) == []


def test_ports_without_security_are_found() -> None:
    assert unsecured(facts_of(markdown.parse("- Serveur : imap.x.fr\n- Port : 143"))) == ["143"]
    assert unsecured(facts_of(markdown.parse("Le port 25 est bloqué"))) == []


def test_the_settings_of_the_seed_page_are_read() -> None:
    section = next(s for s in seed().sections if s.title == "2.1 Utiliser Thunderbird")
    facts = {(f.subject, f.value) for f in facts_of(section.text) if f.kind in (Kind.HOST, Kind.PORT)}
    assert facts >= {("imap", "imap.beta.gouv.fr"), ("imap", "143"), ("imap", "993"), ("smtp", "smtp.beta.gouv.fr")}
    assert facts >= {("smtp", "25"), ("smtp", "587")}
