"""The questions a section answers, in the words of people: from its heading, and from what its text states.

Patterns only: nothing is asked that the section does not speak of.
"""

import re
from collections.abc import Iterator, Sequence

from bot.core import phrasing_drafts as words
from bot.core.document import Document, Paragraph
from bot.core.rendering import to_text
from bot.core.text import fold
from bot.documents.facts import Fact, Kind
from bot.documents.names import CLIENT_WORDS, bare, capital, client_of, dependent, facet_of, name_of, small_capital

MOST = 14  # an entry with more phrasings weighs more than its neighbours
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


def questions_of(
    path: Sequence[str], text: Document, facts: Sequence[Fact], *, inherits: bool = False
) -> tuple[str, ...]:
    """At least one, each once whatever its accents and capitals; the heading's first.

    `facts`: those of the answer that people may ask for. `inherits`: the heading above has no entry of its own.
    """
    title = path[-1].strip()
    found = [title] if title.endswith("?") else about_heading(path)
    if inherits and len(path) > 2:
        found += about_heading(path[:-1])
    found += about_text(path, text, facts)
    found[1:1] = swapped(found[0])
    return unaccented(distinct(found)[:MOST])


def swapped(question: str) -> list[str]:
    """The same with the word's commonest synonym: « le calendrier » -> « l'agenda »."""
    pattern = re.compile(rf"\b(?P<the>le |l['’])?(?P<word>{'|'.join(words.SWAPS)})\b", re.I)

    def turned(found: re.Match[str]) -> str:
        word = words.SWAPS[found["word"].lower()]
        the = "" if not found["the"] else "l'" if word[0] in "aeio" else "le "
        return the + word

    text = pattern.sub(turned, question)
    return [text] if text != question else []


def distinct(found: Sequence[str]) -> list[str]:
    kept: dict[str, str] = {}
    for question in found:
        kept.setdefault(fold(question), " ".join(question.split()))
    return list(kept.values())


def unaccented(found: list[str]) -> tuple[str, ...]:
    """The first question once more as many people type it: small letters, no accents."""
    first = fold(found[0])
    plain = found[0].lower().rstrip(" ?")
    return tuple(found) if first == plain else (*found, first)


# ---- from the heading ----------------------------------------------------------------------------------------------


def about_heading(path: Sequence[str]) -> list[str]:
    title = bare(path[-1])
    if len(path) > 2 and dependent(path[-1]) and not title.endswith("?"):
        return about_dependent(path, title)
    title = capital(title)
    if len(path) == 1:  # the page itself: its sections answer what one does with it
        return [f"{title} ?", words.INFORMATION.format(title=small_capital(title))]
    if title.endswith("?"):
        return [title]
    client = said_client(path, title)
    if infinitive(title):
        return about_verb(alternatives(title), client)
    if verb := from_noun(title):
        return [*about_verb([verb], client), f"{title} ?"]
    return about_thing(title, client)


def about_dependent(path: Sequence[str], title: str) -> list[str]:
    """« Si vous utilisiez gmail », « Android »: the question of the heading above, made precise."""
    above = [question.removesuffix(" ?") for question in about_heading(path[:-1])]
    name = small_capital(title)
    if found := words.FROM.match(title):
        origin = words.FROM_WORD.format(name=found["name"])
        return [*(f"{question} {origin} ?" for question in above[:2]), f"{bare(path[-2])} {name}"]
    client = facet_of([title], CLIENT_WORDS)
    if client and fold(title) in CLIENT_WORDS[client]:
        said = words.CLIENTS[client][2]
        return [
            *(f"{question} {said} ?" for question in above[:1]),
            words.USE_IT.format(name=title),
            f"{bare(path[-2])} {name}",
        ]
    return [*(f"{question} {name} ?" for question in above[:2]), f"{bare(path[-2])} {name}"]


def about_verb(titles: Sequence[str], client: str) -> list[str]:
    out: list[str] = []
    for title in titles:
        verb = mine(small_capital(title))
        out.append(words.HOW.format(verb=verb + client))
        if fold(title).split(" ", 1)[0] in words.WHERE_VERBS:
            out.append(words.WHERE.format(verb=verb + client))
        out.append(words.WISH.format(verb=verb + client))
        if client:
            out.append(words.HOW.format(verb=verb))
    return out


def alternatives(title: str) -> list[str]:
    """`Récupérer/Importer ses anciens mails` -> both sentences."""
    first, _, rest = title.partition(" ")
    options = [option for option in first.split("/") if option]
    return [f"{option} {rest}".strip() for option in options] if len(options) > 1 else [title]


def about_thing(title: str, client: str) -> list[str]:
    thing = next((name for name in words.THINGS if fold(title) == name or fold(title).startswith(name + " ")), "")
    out: list[str] = []
    if thing:
        article = words.ARTICLES[thing]
        spoken = f"{article}{title.lower() if ' ' not in title else small_capital(title)}"
        spoken = spoken if article.endswith("'") else f"{article} {spoken[len(article) :]}"
        out = [words.HOW.format(verb=f"{verb} {spoken}{client}") for verb in words.THINGS[thing]]
    else:
        out = [words.ABOUT.format(title=title), words.INFORMATION.format(title=small_capital(title))]
    return [*out, f"{title}{client} ?"]


def infinitive(title: str) -> bool:
    """It begins with a verb to do: « Configurer … », « Se connecter … », « Ne pas … »."""
    parts = fold(re.sub(r"/\S+", "", title)).split()
    parts = parts[1:] if parts[:1] in (["se"], ["s"], ["bien"], ["mieux"], ["ne"]) else parts
    parts = parts[1:] if parts[:1] == ["pas"] else parts
    word = parts[0] if parts else ""
    if word in words.THIRD_GROUP:
        return True
    return len(word) > 3 and word.endswith(("er", "ir")) and word not in words.NOT_VERBS


def from_noun(title: str) -> str:
    """`Partage de calendriers` -> `partager des calendriers`; empty when the heading is no action."""
    found = re.match(
        r"(?P<noun>[\w-]+(?: en place)?)\s+(?P<of>du|de la|de l['’]|des|de|d['’]|au|à la|à)\s*(?P<rest>.+)", title
    )
    verb = words.NOUN_VERBS.get(fold(found["noun"])) if found else None
    if not found or not verb:
        return ""
    many = "des " if found["rest"].split()[0].endswith("s") else ""
    article = {"du": "le ", "de la": "la ", "des": "les ", "de": many, "au": "au ", "à": "à ", "à la": "à la "}
    of = found["of"].lower()
    return f"{verb} {article.get(of, 'l’' if of.startswith('de l') else '')}{found['rest']}"


def said_client(path: Sequence[str], title: str) -> str:
    """` dans Thunderbird`, when only the headings above name it."""
    client = client_of(path)
    known = client and not facet_of([title], {client: CLIENT_WORDS[client]})
    return f" {words.CLIENTS[client][2]}" if known and client != "webmail" else ""


def mine(text: str) -> str:
    """`votre adresse`, `ses mails` as the person asking says it: `mon adresse`, `mes mails`."""

    def turned(found: re.Match[str]) -> str:
        owner, noun = found[1].lower(), found[2]
        feminine = fold(noun) in words.FEMININE
        return f"{words.POSSESSIVES.get(owner) or ('ma' if feminine else 'mon')} {noun}"

    return re.sub(r"\b(ses|vos|tes|votre|son|ton|sa|ta)\s+([\w-]+)", turned, text, flags=re.I)


# ---- from the text -------------------------------------------------------------------------------------------------


def about_text(path: Sequence[str], text: Document, facts: Sequence[Fact]) -> Iterator[str]:
    body = re.sub(r" ?\(https?://\S+\)", "", to_text(text))
    client = client_of(path)
    yield from about_settings(facts, client)
    for sentence in SENTENCE.findall(body):
        yield from about_sentence(sentence.strip())
    if len(path) == 1 and PROBLEM.search(body):
        yield from words.HELP
    if found := SIGN_IN.search(body):
        names = words.SIGN_IN_NAMES.get(client)
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
    above = fold(" ".join(path))
    for block in text.blocks:
        for span in block.spans if isinstance(block, Paragraph) else ():
            name = next((name for name, known in words.PRODUCTS.items() if span.href and fold(span.text) in known), "")
            if name and fold(name) not in above:
                yield words.USING.format(name=name)


def about_settings(facts: Sequence[Fact], value: str) -> Iterator[str]:
    client = f" {words.CLIENTS[value][2]}" if value else ""
    services = {fact.subject for fact in facts if fact.kind in (Kind.HOST, Kind.PORT)}
    if {"imap", "smtp"} <= services:
        if value:
            yield words.USE_IT.format(name=name_of(value))
        yield from (question.format(client=client) for question in words.SETTINGS)
    for service, patterns in words.SERVICE_QUESTIONS.items():
        if any(fact.kind == Kind.HOST and fact.subject == service for fact in facts):
            yield from (question.format(client=client) for question in patterns)


def about_sentence(sentence: str) -> Iterator[str]:
    named = [name for name, spellings in words.PRODUCTS.items() if any(s in fold(sentence).split() for s in spellings)]
    patterns = (
        words.CAN_I_USE if FORBIDDEN.search(sentence) else words.ADVISED if ADVISED_AGAINST.search(sentence) else ()
    )
    yield from (pattern.format(name=name) for name in named for pattern in patterns)
    if SUPPORTED.search(sentence):
        yield from words.SUPPORTED
    if found := ACCESS.search(sentence):
        yield from (pattern.format(things="les " + mine(found["things"].strip())) for pattern in words.SEE_THEM)
    found = CAN.search(sentence)
    if found and infinitive(found["what"]) and fold(found["what"]).split()[0] not in words.SCREEN_VERBS:
        yield words.HOW.format(verb=mine(found["what"].strip()))
    if found := CONSULTABLE.search(sentence):
        verb = words.CONSULT[found["how"].lower()]
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
        if verb and fold(verb) not in words.SCREEN_VERBS and 1 <= size <= 12:
            yield words.HOW.format(verb=mine(f"{verb} {rest.rstrip(' .')}"))
        elif fold(order).startswith("faire une demande"):
            yield words.HOW.format(verb=mine(small_capital(order.rstrip(" ."))))


def imperative(word: str) -> str:
    """`Ajoutez` -> `ajouter`, `Choisissez` -> `choisir`, `Installer` -> `installer`; empty for anything else."""
    text = word.lower()
    if text in words.IRREGULAR:
        return words.IRREGULAR[text]
    if text.isalpha() and len(text) > 5 and text.endswith("ez") and text not in ("assez", "rendez"):
        return text.removesuffix("issez") + "ir" if text.endswith("issez") else text[:-2] + "er"
    return text if text.isalpha() and infinitive(text) and text.endswith("er") else ""
