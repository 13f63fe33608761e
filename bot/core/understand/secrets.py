"""Has somebody written a password, a token or a key? Says of what kind, never what it is.

Nothing found here may be kept or repeated. 64 KB of anything cost milliseconds.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import islice

from bot.core.text import fold
from bot.core.text.language import common_of
from bot.core.understand import secret_patterns as p
from bot.core.understand.ordinary import ORDINARY
from bot.core.understand.secret_values import MASKED, bare, hidden, mixed, random_looking, sasl, strong, technical

LONGEST = 70_000  # a Matrix event holds 64 KB
# Beyond CLOSELY characters only the pieces that hold a trigger are looked at, up to CLOSELY in all: 64 KB of the
# worst text found for these patterns would cost 150 ms, 8 KB cost 20.
CLOSELY, PIECE, OVERLAP = 8_000, 1000, 200
MOST = 80  # announcements looked at in one text
LINE = 80  # characters after an announcement that are still about it


class Leak(StrEnum):
    """What was leaked; the bot's warning names the kind."""

    PASSWORD = "password"  # noqa: S105 - the name of a kind
    SESSION = "session"
    URL = "url"
    TOKEN = "token"  # noqa: S105
    KEY = "key"


def leak(text: str) -> Leak | None:
    """The first kind of secret that the text holds, or None. At most LONGEST characters are read."""
    text = text[:LONGEST]
    near = telling(text)
    if near:
        for kind, found in SEARCHES:
            if found(near):
                return kind
    return Leak.SESSION if any(sasl(word[0]) for word in islice(p.ENCODED.finditer(text), MOST)) else None


def telling(text: str) -> str:
    """The text, or of a long one its pieces that may announce a secret: the first three quarters and the last."""
    if len(text) <= CLOSELY:
        return text if triggered(text) else ""
    pieces = (text[at : at + PIECE + OVERLAP] for at in range(0, len(text), PIECE))
    kept = "\n".join(piece for piece in pieces if triggered(piece))
    return kept if len(kept) <= CLOSELY else kept[: CLOSELY * 3 // 4] + "\n" + kept[-CLOSELY // 4 :]


def triggered(text: str) -> bool:
    low = text.lower()
    return any(trigger in low for trigger in p.TRIGGERS)


def values(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (found["value"] for found in islice(pattern.finditer(text), 5 * MOST))


# ---- what people write -------------------------------------------------------------------------------------------


def said(text: str) -> bool:
    """`mot de passe : X`, `mon mdp est X`: X must look made up, or stand alone after a colon and be no French word;
    `mot de passe X`: X must look made up."""
    for name in islice(p.ANNOUNCED.finditer(text), MOST):
        if (found := p.SAID.match(text, name.end())) and announced(found):
            return True
        if (found := p.BESIDE.match(text, name.end())) and beside(found["value"]):
            return True
        later = (p.AFTER_A_WORD.match(text, name.end()), p.AFTER_A_COLON.match(text, name.end()))
        if any(found and mixed(found["value"]) for found in later):
            return True
        if later_on(text[name.end() : name.end() + LINE].partition("\n")[0]):
            return True
    return False


def beside(value: str) -> bool:
    return (strong(value, least=8) or mixed(value, least=6)) and not technical(bare(value))


def later_on(rest: str) -> bool:
    """In what follows on the line: a word that is a password beyond doubt, or one typed that looks like it."""
    typed = p.TYPED.match(rest)
    if typed and strong(typed["value"], least=8) and any(c.isdigit() for c in typed["value"]):
        return True
    words = (word for part in rest.split() for word in (bare(part),))
    return any(mixed(word) and not technical(word) for word in words)


def announced(found: re.Match[str]) -> bool:
    value, after = found["value"], found["after"].strip(" .,;)»\"'")
    if strong(value):
        return True
    by_a_sign = not any(c.isalpha() for c in found["by"])
    return by_a_sign and not after and secretive(value)


def secretive(value: str) -> bool:
    """A lone word that is neither a mask nor a word of every day: no verb, no adjective that agrees."""
    word = bare(value)
    if len(word) < 5 or hidden(word) or "/" in word or "@" in word or "'" in word or "’" in word:
        return False
    folded = fold(word)
    return " " not in folded and folded not in ORDINARY and not folded.endswith(("e", "es", "ee", "er"))


def as_one(text: str) -> bool:
    """`j'ai mis X comme mot de passe`."""
    names = islice(p.AS_ONE.finditer(text), MOST)
    before = (text[max(0, found.start() - 200) : found.start()].split() for found in names)
    return any(strong(words[-1]) for words in before if words)


def strong_in(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: any(strong(value) and not technical(bare(value)) for value in values(pattern, text))


def beside_address(text: str) -> bool:
    return any(mixed(value) for value in values(p.BESIDE_ADDRESS, text))


def mixed_in(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: any(mixed(value) for value in values(pattern, text))


def recovery(text: str) -> bool:
    found = (value for value in values(p.RECOVERY, text) if not MASKED.fullmatch(value))
    return any(any(c.isdigit() for c in value) for value in found)


def for_an_app(text: str) -> bool:
    """Four times four letters, as issuers of passwords for one program write them, and no sentence of short words."""
    fours = (re.split(r"[ \t-]", fold(value)) for value in values(p.APP_PASSWORD, text))
    return any(len(common_of("fr").intersection(words)) < 2 for words in fours)


def token(text: str) -> bool:
    return any(random_looking(value) for value in values(p.TOKEN, text))


# ---- what programs and protocols write ---------------------------------------------------------------------------


def shown_in(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Anything that is neither masked nor a placeholder."""
    return lambda text: any(not hidden(value) for value in values(pattern, text))


def logged_in(text: str) -> bool:
    """An IMAP LOGIN line; `AUTH PLAIN LOGIN est annoncé` and `LOGIN x failed` are none."""
    return any(
        not hidden(found["value"]) and (strong(found["value"]) or ("@" in found["user"] and secretive(found["value"])))
        for found in islice(p.IMAP_LOGIN.finditer(text), MOST)
    )


def setting(text: str) -> bool:
    """`SMTP_PASSWORD=…`, `"password": "…"`; `token: expiré` and `pass: ok` are none."""
    return any(set_to(found) for found in islice(p.SETTING.finditer(text), 5 * MOST))


def set_to(found: re.Match[str]) -> bool:
    value = found["value"]
    if value[0] in "\"'":
        return not hidden(value) and len(bare(value)) >= 4
    return strong(value) or (found["by"] != ":" and secretive(value) and not found["after"].strip(" ,;}"))


def cookie(text: str) -> bool:
    return any(any(c.isdigit() for c in value) for value in values(p.COOKIE, text))


SEARCHES: tuple[tuple[Leak, Callable[[str], object]], ...] = (
    (Leak.KEY, p.PRIVATE_KEY.search),
    (Leak.TOKEN, p.ISSUED.search),
    (Leak.TOKEN, shown_in(p.AUTHORISATION)),
    (Leak.TOKEN, cookie),
    (Leak.TOKEN, token),
    (Leak.URL, shown_in(p.IN_URL)),
    (Leak.URL, shown_in(p.IN_QUERY)),
    (Leak.SESSION, p.SMTP_LOGIN.search),
    (Leak.SESSION, lambda text: any(sasl(value) for value in values(p.SMTP_PLAIN, text))),
    (Leak.SESSION, logged_in),
    (Leak.SESSION, shown_in(p.POP_PASS)),
    (Leak.SESSION, shown_in(p.OPTION)),
    (Leak.SESSION, mixed_in(p.SHORT_OPTION)),
    (Leak.SESSION, shown_in(p.USER_OPTION)),
    (Leak.SESSION, shown_in(p.CALL)),
    (Leak.PASSWORD, shown_in(p.ELEMENT)),
    (Leak.PASSWORD, setting),
    (Leak.PASSWORD, said),
    (Leak.PASSWORD, as_one),
    (Leak.PASSWORD, for_an_app),
    (Leak.PASSWORD, p.PASSPHRASE.search),
    (Leak.PASSWORD, strong_in(p.WITH_ADDRESS)),
    (Leak.PASSWORD, beside_address),
    (Leak.PASSWORD, strong_in(p.ACCESS)),
    (Leak.PASSWORD, mixed_in(p.PAIRED)),
    (Leak.PASSWORD, mixed_in(p.BEFORE_NAME)),
    (Leak.SESSION, shown_in(p.ENCODED_LOGIN)),
    (Leak.PASSWORD, recovery),
)
