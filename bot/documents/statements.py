"""Questions that a section's text answers: settings, what is forbidden, where things are, what one is told to do."""

import re
from collections.abc import Iterator, Sequence

from bot.core.document import Document, Paragraph
from bot.core.phrasing import drafts as words
from bot.core.phrasing import vocabulary
from bot.core.rendering import to_text
from bot.documents.facts import Fact, Kind
from bot.documents.names import client_of, folded, name_of, small_capital
from bot.documents.wording import imperative, infinitive, mine

FORBIDDEN = re.compile(r"\binterdit(?:e|es|s)?\b|\bnon autoris|\bpas autoris", re.I)
ADVISED_AGAINST = re.compile(r"pas recommand|déconseill|à éviter", re.I)
CONSULTABLE = re.compile(
    r"\b(?P<thing>(?:votre|vos|ton|tes|la|le|les) [\w' ’-]{3,40}?) (?:est|sont) "
    r"(?P<how>consultable|accessible|disponible|visible)s?\b",
    re.I,
)
BLOCKED = re.compile(r"\bbloqu(?:e|ent|é|ée)s? (?P<thing>(?:le|la|les) [\w ]{2,30}?)(?=[,.;)]|$)", re.I)
DEFINED = re.compile(r"^[^A-Za-zÀ-ÿ\n]*(?P<thing>(?:Un|Une) [\w’' -]{2,40}?) est (?:un|une|le|la|l['’])", re.M)
PROBLEM = re.compile(r"\bprobl[eè]mes?\b|\bsupport\b|\bassistance\b|\baide\b", re.I)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
SUPPORTED = re.compile(r"\bseuls?\b[^.]*\b(?:support|prise? en charge|autoris)", re.I)
SIGN_IN = re.compile(r"\bconnecte[rz][ -]vous (?P<where>(?:via|sur|à) [\w’' -]+(?:\.[\w-]+)*)", re.I)
ACCESS = re.compile(r"\b(?:avez|as|aurez) accès aux (?P<things>[\w’' -]+?)(?= via\b| dans\b|[.,;]|$)", re.I)
CAN = re.compile(
    r"\b(?:vous pouvez|tu peux) (?:aussi |également |simplement |directement )?"
    r"(?P<what>\w+ [^.,;:(“\"]{4,60}?)(?= qui | pour | afin | en \w+ant\b|[.,;:(“\"]|$)",
    re.I,
)
NAMED_LINK = re.compile(r"^(?P<name>[A-ZÀ-Ý][\w’' -]{5,60}?)\s*:\s*https?://", re.M)
CUT = re.compile(r"\s*(?:https?://|\(|,|;|:|\bvia\b|\bsur (?=https?)|\bex\b).*$")


def about_text(path: Sequence[str], text: Document, facts: Sequence[Fact]) -> Iterator[str]:
    body = re.sub(r" ?\(https?://\S+\)", "", to_text(text))
    client = client_of(path)
    yield from about_settings(facts, client)
    for sentence in SENTENCE.findall(body):
        yield from about_sentence(sentence.strip())
    if len(path) == 1 and PROBLEM.search(body):
        yield from words.HELP
    if found := SIGN_IN.search(body):
        names = vocabulary.SIGN_IN_NAMES.get(client)
        yield from (q.format(to=names[0], of=names[1]) for q in words.SIGN_IN_TO) if names else ()
        if "." not in found["where"]:
            yield words.SIGN_IN.format(where=mine(found["where"].strip()))
    for found in DEFINED.finditer(body):
        yield words.WHAT_IS.format(thing=small_capital(found["thing"]))
    yield from (found["name"].strip() for found in NAMED_LINK.finditer(body))
    yield from about_orders(body)
    yield from about_linked(path, text)


def about_linked(path: Sequence[str], text: Document) -> Iterator[str]:
    """A product that the section leads to (« installer DAVx5 ») and its headings do not name."""
    if len(path) == 1:
        return
    above = folded(" ".join(path))
    for block in text.blocks:
        for span in block.spans if isinstance(block, Paragraph) else ():
            name = next(
                (name for name, known in vocabulary.PRODUCTS.items() if span.href and folded(span.text) in known), ""
            )
            if name and folded(name) not in above:
                yield words.USING.format(name=name)


def about_settings(facts: Sequence[Fact], value: str) -> Iterator[str]:
    client = f" {vocabulary.CLIENTS[value][2]}" if value else ""
    services = {fact.subject for fact in facts if fact.kind in (Kind.HOST, Kind.PORT)}
    if {"imap", "smtp"} <= services:
        if value:
            yield words.USE_IT.format(name=name_of(value))
        yield from (question.format(client=client) for question in words.SETTINGS)
    for service, patterns in words.SERVICE_QUESTIONS.items():
        if any(fact.kind == Kind.HOST and fact.subject == service for fact in facts):
            yield from (question.format(client=client) for question in patterns)


def about_sentence(sentence: str) -> Iterator[str]:
    patterns = words.CAN_I_USE if FORBIDDEN.search(sentence) else ()
    patterns = patterns or (words.ADVISED if ADVISED_AGAINST.search(sentence) else ())
    if patterns:
        told = set(folded(sentence).split())
        named = [name for name, spellings in vocabulary.PRODUCTS.items() if not told.isdisjoint(spellings)]
        yield from (pattern.format(name=name) for name in named for pattern in patterns)
    if SUPPORTED.search(sentence):
        yield from words.SUPPORTED
    if found := ACCESS.search(sentence):
        yield from (pattern.format(things="les " + mine(found["things"].strip())) for pattern in words.SEE_THEM)
    found = CAN.search(sentence)
    if found and infinitive(found["what"]) and folded(found["what"]).split()[0] not in vocabulary.SCREEN_VERBS:
        yield words.HOW.format(verb=mine(found["what"].strip()))
    if found := CONSULTABLE.search(sentence):
        verb = vocabulary.CONSULT[found["how"].lower()]
        yield words.WHERE_IS.format(verb=verb, thing=mine(small_capital(found["thing"])))
    if found := BLOCKED.search(sentence):
        yield words.WHY_BLOCKED.format(thing=found["thing"].strip())


def about_orders(body: str) -> Iterator[str]:
    """Sentences that tell what to do, not where to click: « Ajoutez le nouveau compte », « Faire une demande »."""
    for line in body.split("\n"):
        order = CUT.sub("", line.strip(" •>-0123456789.\t"))
        first, _, rest = order.partition(" ")
        verb = imperative(first)
        size = len(rest.split())
        if verb and folded(verb) not in vocabulary.SCREEN_VERBS and 1 <= size <= 12:
            yield words.HOW.format(verb=mine(f"{verb} {rest.rstrip(' .')}"))
        elif folded(order).startswith("faire une demande"):
            yield words.HOW.format(verb=mine(small_capital(order.rstrip(" ."))))
