"""What a text states that can be checked against another text: hosts, ports, security, addresses, menus, products.

Works on a Document, so that a page and an answer are read by the same eyes. A reading, line by line, in order: a
service named or a group opened holds until the next one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.core.document import Document
from bot.core.phrasing.drafts import ILLUSTRATION
from bot.core.phrasing.vocabulary import PRODUCTS
from bot.core.rendering import to_text
from bot.core.text import fold


class Kind(StrEnum):
    HOST = "host"
    PORT = "port"
    SECURITY = "security"
    URL = "url"
    MENU = "menu"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Fact:
    """`subject`: the service (imap, smtp …), of a security `service port`, else empty. `text`: as it is written."""

    kind: Kind
    subject: str
    value: str
    text: str


# RFC 8314, 6186, 4791: which protocol a port speaks, and how it is secured.
SERVICE_OF = {25: "smtp", 465: "smtp", 587: "smtp", 2525: "smtp", 143: "imap", 993: "imap", 110: "pop", 995: "pop"}
STANDARD = {25: "starttls", 587: "starttls", 143: "starttls", 110: "starttls", 465: "tls", 993: "tls", 995: "tls"}

TOKEN = re.compile(
    r"""(?P<url>https?://[^\s<>()\"'«»“”`|]*[^\s<>()\"'«»“”`|.,;:!?…])
    |(?P<mail>[\w.+\[\]-]+@[\w.-]+)
    |(?P<room>[#!@][\w.-]+:[\w.-]+)
    |(?P<host>(?<![\w@/.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+
      (?:fr|net|org|com|eu|io|info|dev|me|co|cloud|email|tech|local|test|example)(?![\w.-]*\w))
    |(?P<security>\bSTARTTLS\b|\bSSL\s*/\s*TLS\b|\bSSL\b|\bTLS\b)
    |(?P<port>(?<![\d.,/:-])(?:25|110|143|465|587|993|995|2525)(?![\d/-]|[.,]\d))
    |(?P<service>\b(?:imap|smtp|pop3?|caldav|carddav|entrante?s?|sortante?s?|r[ée]ception|envoi|exp[ée]dition
      |agendas?|calendriers?|contacts?|carnets?)\b)""",
    re.I | re.X,
)
SERVICES = {
    "imap": "imap", "entrant": "imap", "reception": "imap", "smtp": "smtp", "sortant": "smtp", "envoi": "smtp",
    "expedition": "smtp", "caldav": "caldav", "agenda": "caldav", "calendrier": "caldav", "carddav": "carddav",
    "contact": "carddav", "carnet": "carddav", "pop": "pop",
}  # fmt: skip
# What must stand before a host, on its line, for it to be the host of the service being spoken of.
SERVER = re.compile(r"\b(?:serveurs?|h[ôo]tes?|server|host)\b[^.]{0,40}$", re.I)
SETTING = re.compile(r"\b(?:serveurs?|h[ôo]tes?|url|lien|adresse|server|host|dav)\b", re.I)
PORT_WORD = re.compile(r"\bports?\b|SSL|TLS", re.I)
QUOTED = r"(?:“[^”\n]{1,60}”|\"[^\"\n]{1,60}\"|«\s?[^»\n]{1,60}?\s?»)"
# A path through menus; « a », « b » ou « c » are choices and no path.
MENU = re.compile(rf"{QUOTED}(?:\s*(?:/|=>|->|→|>|,?\s*puis\s+(?:sur\s+)?|,)\s*{QUOTED})+(?!,?\s*(?:ou|et)\s+{QUOTED})")
ARROWS = re.compile(r"(?:[\w'’À-ÿ]+ ){0,3}[\w'’À-ÿ]+(?:\s*(?:=>|→)\s*[\w'’À-ÿ ]{1,50}?(?=\s*(?:=>|→|[.,;:)]|$)))+")


def facts_of(document: Document) -> tuple[Fact, ...]:
    """The facts in the order of the text, each once."""
    return facts_in(to_text(document))


@lru_cache(maxsize=256)  # a page's sections are read several times over while it is drafted; a page has fewer
def facts_in(text: str) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys((*read(text.split("\n")), *products(text))))


def read(lines: Iterable[str]) -> Iterator[Fact]:
    context = Context()
    for line in lines:
        yield from context.read(line)
        yield from menus(line)


class Context:
    """The service and the ports that the lines before speak of."""

    def __init__(self) -> None:
        self.service = ""
        self.ports: list[str] = []

    def read(self, line: str) -> Iterator[Fact]:
        found = list(TOKEN.finditer(line))
        if not found:
            return
        numbered = bool(PORT_WORD.search(line))
        here = [token for token in found if token.lastgroup == "port" and numbered]
        if here:
            self.ports = [token[0] for token in here]
        for token in found:
            yield from self.token(token, line, numbered)
        for port, security in pairs(found, here, self.ports):
            if self.service in ("", SERVICE_OF[int(port)], "caldav", "carddav"):
                yield Fact(Kind.SECURITY, f"{SERVICE_OF[int(port)]} {port}", normal(security), security)

    def token(self, token: re.Match[str], line: str, numbered: bool) -> Iterator[Fact]:
        match token.lastgroup:
            case "service":
                self.turn(SERVICES[re.sub(r"(?:es|e|s|3)$", "", fold(token[0]))])
            case "url" if ILLUSTRATION not in line[: token.start()][-len(ILLUSTRATION) - 2 :]:
                yield Fact(Kind.URL, "", token[0].rstrip("/"), token[0])
                yield from self.host(token[0].split("/")[2], line[: token.start()])
            case "host":
                yield from self.host(token[0], line[: token.start()])
            case "port" if numbered:
                yield Fact(Kind.PORT, SERVICE_OF[int(token[0])], token[0], token[0])

    def turn(self, service: str) -> None:
        if service != self.service:
            self.service, self.ports = service, [p for p in self.ports if SERVICE_OF[int(p)] == service]

    def host(self, name: str, before: str) -> Iterator[Fact]:
        name = name.lower().partition(":")[0]
        first = name.partition(".")[0]
        subject = first if first in ("imap", "smtp", "caldav", "carddav") else ""
        clue = SETTING if self.service in ("caldav", "carddav") else SERVER
        if not subject and clue.search(before) and not (clue is SERVER and first == "webmail"):
            subject = self.service
        yield Fact(Kind.HOST, subject, name, name)


def normal(security: str) -> str:
    return "starttls" if security.upper() == "STARTTLS" else "tls"


def pairs(found: list[re.Match[str]], here: list[re.Match[str]], ports: list[str]) -> Iterator[tuple[str, str]]:
    """Which security goes with which port: one each in order, else the nearest, else the ports of the line before."""
    words = [token for token in found if token.lastgroup == "security"]
    if len(words) == 1 or not here:
        yield from ((port, word[0]) for word in words for port in ports)
        return
    if len(words) == len(here):
        yield from ((port[0], word[0]) for port, word in zip(here, words, strict=True))
        return
    for word in words:
        nearest = min(here, key=lambda token: distance(token, word))
        yield nearest[0], word[0]


def distance(one: re.Match[str], two: re.Match[str]) -> int:
    return max(two.start() - one.end(), one.start() - two.end())


def menus(line: str) -> Iterator[Fact]:
    quoted = MENU.finditer(line) if any(mark in line for mark in '“"«') else ()
    arrows = ARROWS.finditer(line) if "=>" in line or "→" in line else ()
    for found in (*quoted, *arrows):
        parts = re.findall(QUOTED, found[0]) or re.split(r"=>|→", found[0])
        path = " > ".join(" ".join(part.strip(' “”"«»').split()) for part in parts)
        yield Fact(Kind.MENU, "", fold(path.replace(">", " ")), path)


def products(text: str) -> Iterator[Fact]:
    words = f" {fold(text)} "
    for name, spellings in PRODUCTS.items():
        if any(f" {spelling} " in words for spelling in spellings):
            yield Fact(Kind.PRODUCT, "", name, name)


# ---- what contradicts itself ----------------------------------------------------------------------------------------


def wrong_labels(facts: Iterable[Fact]) -> list[tuple[str, Fact]]:
    """Ports whose security is not theirs: (port, the security stated). 143 is STARTTLS, whatever the label says."""
    stated = [(fact.subject.partition(" ")[2], fact) for fact in facts if fact.kind == Kind.SECURITY]
    right = {port for port, fact in stated if fact.value == STANDARD.get(int(port))}
    return [(p, fact) for p, fact in stated if p not in right and STANDARD.get(int(p), fact.value) != fact.value]


def unsecured(facts: Iterable[Fact]) -> list[str]:
    """Mail ports given without any security, when none of the text is secured."""
    facts = list(facts)
    secured = {fact.subject.partition(" ")[2] for fact in facts if fact.kind == Kind.SECURITY}
    ports = [fact.value for fact in facts if fact.kind == Kind.PORT]
    hosts = any(fact.kind == Kind.HOST and fact.subject in ("imap", "smtp") for fact in facts)
    return [port for port in ports if port not in secured] if hosts and not secured else []
