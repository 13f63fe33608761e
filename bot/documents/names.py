"""Titles and ids of draft entries, from heading paths. The page's own numbering is left out: it is wrong at times."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.core.phrasing.vocabulary import CLIENTS, CONDITION, FROM, LEADING, NUMBERING, ORIGINS, PRODUCTS, TASKS
from bot.core.text import fold

NUMBER = re.compile(NUMBERING, re.I)
# Small words that say nothing in an id.
SMALL = frozenset({
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "a", "au", "aux", "en", "et", "ou", "son", "sa", "ses",
    "votre", "vos", "ton", "ta", "tes", "mon", "ma", "mes", "sur", "dans", "pour", "par", "avec", "se", "s", "ce",
    "cette", "est", "c", "qu", "que", "qui", "entre", "entres", "n", "ne", "pas", "y", "si", "vous", "utilisiez",
})  # fmt: skip
LONGEST = 64  # of an id, by the contract


@lru_cache(maxsize=1024)
def bare(title: str) -> str:
    """A heading without its number, its leading sign and its leading `ou`; as written if nothing else is left."""
    text = re.sub(r"^[^\w\"«“(@#]+", "", title).strip()
    text = NUMBER.sub("", text).strip()
    for word in LEADING:
        if text.lower().startswith(word) and len(text) > len(word) + 3:
            text = text[len(word) :].strip()
    text = text.rstrip(" :")
    return text or title.strip()


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def small_capital(text: str) -> str:
    """The first letter small, unless the word is a name or an acronym."""
    first = text.split(" ", 1)[0]
    named = any(c.isupper() for c in first[1:]) or folded(text) in NAMES or facet_of([first], CLIENT_WORDS) != ""
    return text if named else text[:1].lower() + text[1:]


folded = lru_cache(maxsize=2048)(fold)  # headings are folded again for every entry under them
CLIENT_WORDS = {value: words for value, (_, words, _) in CLIENTS.items()}
ORIGIN_WORDS = {value: words for value, (_, words) in ORIGINS.items()}
ALL_CLIENTS = frozenset(word for words in CLIENT_WORDS.values() for word in words)
NAMES = frozenset(fold(name) for name in PRODUCTS)
TASK_WORDS = {value: words for value, (_, words) in TASKS.items()}


def facet_of(titles: Sequence[str], words: dict[str, tuple[str, ...]]) -> str:
    """The first value named, from the last title up."""
    for title in reversed(titles):
        text = spaced(title)
        for value, names in words.items():
            if any(f" {name} " in text for name in names):
                return value
    return ""


@lru_cache(maxsize=1024)
def spaced(title: str) -> str:
    """Folded, with a space at either end: whole words are found by `in`."""
    return f" {folded(title)} "


def client_of(path: Sequence[str]) -> str:
    """The client the section is about; the page's own title and « si vous utilisiez gmail » do not name one."""
    return facet_of([bare(part) for part in path[1:] if not FROM.match(bare(part))], CLIENT_WORDS)


def name_of(client: str) -> str:
    """The client's own name: the first of its label."""
    return "Apple Mail" if client == "apple-mail" else CLIENTS[client][0].split(" ou ")[0]


def facets_of(path: Sequence[str]) -> dict[str, str]:
    """client, task and origin, as far as the headings name them."""
    own = [bare(part) for part in path[1:]]
    origin = facet_of([part for part in own if FROM.match(part)], ORIGIN_WORDS)
    found = {"client": client_of(path), "task": facet_of(own, TASK_WORDS), "origine": origin}
    return {name: value for name, value in found.items() if value}


def dependent(title: str) -> bool:
    """It means little without the heading above: a condition, a product alone, one word."""
    text = bare(title)
    alone = folded(text) in ALL_CLIENTS
    return text.lower().startswith(CONDITION) or alone or len(text.split()) == 1


def title_of(path: Sequence[str]) -> str:
    """The matter in one line: the heading, with the one above where it means little alone, with the client's name."""
    own = [bare(part) for part in path]
    title = own[-1]
    if len(own) > 2 and dependent(path[-1]) and not dependent(path[-2]):
        title = f"{own[-2]} : {small_capital(title)}"
    client = client_of(path)
    if client and client != "webmail" and not facet_of([title], {client: CLIENT_WORDS[client]}):
        title = f"{title} ({name_of(client)})"
    return capital(title)[:200]


def id_of(path: Sequence[str], taken: set[str]) -> str:
    """From the heading path, without small words; unique among those taken (and added to them)."""
    for depth in range(1, len(path) + 1):
        candidate = joined(words_of(title_of(path)) if depth == 1 else words_of(" ".join(map(bare, path[-depth:]))))
        if candidate not in taken:
            break
    base, number = candidate, 2
    while candidate in taken:
        candidate = f"{base[: LONGEST - 5].rstrip('-')}-{number}"
        number += 1
    taken.add(candidate)
    return candidate


def words_of(text: str) -> list[str]:
    words = folded(text).split()
    kept = [word for word in words if word not in SMALL] or words
    return list(dict.fromkeys(kept))


def joined(words: Sequence[str]) -> str:
    """As many words as fit; at least two characters, the contract's shortest."""
    out = ""
    for word in words:
        if len(out) + len(word) + 1 > LONGEST:
            break
        out = f"{out}-{word}" if out else word
    out = out or "".join(words)[:LONGEST]
    return out if len(out) > 1 else f"page-{out}".rstrip("-")
