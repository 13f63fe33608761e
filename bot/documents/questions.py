"""The questions a section answers, in the words of people: from its heading, and from what its text states.

Patterns only: nothing is asked that the section does not speak of.
"""

import re
from collections.abc import Sequence

from bot.core.document import Document
from bot.core.phrasing import drafts as words
from bot.core.phrasing import vocabulary
from bot.documents.facts import Fact
from bot.documents.names import CLIENT_WORDS, bare, capital, client_of, dependent, facet_of, folded, small_capital
from bot.documents.statements import about_text
from bot.documents.wording import infinitive, mine

MOST = 14  # an entry with more phrasings weighs more than its neighbours


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
    return typed(distinct(found)[:MOST])


def swapped(question: str) -> list[str]:
    """The same with the word's commonest synonym: « le calendrier » -> « l'agenda »."""
    pattern = re.compile(rf"\b(?P<the>le |l['’])?(?P<word>{'|'.join(vocabulary.SWAPS)})\b", re.I)

    def turned(found: re.Match[str]) -> str:
        word = vocabulary.SWAPS[found["word"].lower()]
        the = "" if not found["the"] else "l'" if word[0] in "aeio" else "le "
        return the + word

    text = pattern.sub(turned, question)
    return [text] if text != question else []


def distinct(found: Sequence[str]) -> list[str]:
    kept: dict[str, str] = {}
    for question in found:
        kept.setdefault(folded(question), " ".join(question.split()))
    return list(kept.values())


def typed(found: list[str]) -> tuple[str, ...]:
    """And the first question as many type it: a few words, small letters, no accents."""
    words_alone = re.sub(r"^(?:comment|ou|quel(?:le)?s? (?:est|sont)|qu est ce qu) ", "", folded(found[0]))
    enough = words_alone != folded(found[0]) and len(words_alone.split()) > 1
    return (*found, words_alone) if enough else tuple(found)


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
    if found := vocabulary.FROM.match(title):
        origin = words.FROM_WORD.format(name=found["name"])
        return [*(f"{question} {origin} ?" for question in above[:2]), f"{bare(path[-2])} {name}"]
    client = facet_of([title], CLIENT_WORDS)
    if client and folded(title) in CLIENT_WORDS[client]:
        said = vocabulary.CLIENTS[client][2]
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
        if folded(title).split(" ", 1)[0] in vocabulary.WHERE_VERBS:
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
    thing = next(
        (name for name in vocabulary.THINGS if folded(title) == name or folded(title).startswith(name + " ")), ""
    )
    out: list[str] = []
    if thing:
        article = vocabulary.ARTICLES[thing]
        spoken = f"{article}{title.lower() if ' ' not in title else small_capital(title)}"
        spoken = spoken if article.endswith("'") else f"{article} {spoken[len(article) :]}"
        out = [words.HOW.format(verb=f"{verb} {spoken}{client}") for verb in vocabulary.THINGS[thing]]
    else:
        out = [words.ABOUT.format(title=title), words.INFORMATION.format(title=small_capital(title))]
    return [*out, f"{title}{client} ?"]


def from_noun(title: str) -> str:
    """`Partage de calendriers` -> `partager des calendriers`; empty when the heading is no action."""
    found = re.match(
        r"(?P<noun>[\w-]+(?: en place)?)\s+(?P<of>du|de la|de l['’]|des|de|d['’]|au|à la|à)\s*(?P<rest>.+)", title
    )
    verb = vocabulary.NOUN_VERBS.get(folded(found["noun"])) if found else None
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
    return f" {vocabulary.CLIENTS[client][2]}" if known and client != "webmail" else ""
