"""Has somebody written a password, a token or a key? Says of what kind, never what it is.

Nothing found here may be kept or repeated. 64 KB of anything cost milliseconds.
"""

from collections.abc import Callable
from enum import StrEnum
from itertools import islice

from bot.core.understand import secret_patterns as p
from bot.core.understand.secret_announcements import announced
from bot.core.understand.secret_elsewhere import elsewhere, phrase, unannounced
from bot.core.understand.secret_pairs import paired
from bot.core.understand.secret_programs import (
    alone,
    by_space,
    cookie,
    in_query,
    in_url,
    literal_in,
    logged_in,
    made_up_in,
    prefixed,
    setting,
    shown_in,
    smtp_login,
    strong_in,
    token,
    wrapped,
)
from bot.core.understand.secret_values import sasl

LONGEST = 70_000  # a Matrix event holds 64 KB
# Beyond CLOSELY characters only the pieces that hold a trigger are looked at, up to CLOSELY in all: 64 KB of the
# worst text found for these patterns would cost 200 ms, 4 KB cost 10; finding them costs 5.
CLOSELY, PIECE, OVERLAP = 4_000, 500, 150
MOST = 80  # finds of one pattern looked at in one text


# One of these stands in every text that names a password or a code as secret_sentences.py knows them.
NAMING = (
    "pa", "ps", "pq", "mdp", "mpd", "m d p", "m.d.p", "pw", "code", "secr", "zip", "pdf", "pj", "archive", "session",
    "wifi", "wi-fi", "coffre", "pin", "clé", "clef", "cle", "otp", "key", "sésame", "sesame", "kennwort", "contrase",
)  # fmt: skip
# What a long text is searched for first.
FIRST = (
    "mot de passe",
    "mdp",
    "password",
    "passwd",
    "pwd",
    "secret",
    "token",
    "private",
    "authorization",
    "auth ",
    "334 ",
)
DIGITS = tuple("0123456789")


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
    low = near.lower()
    for kind, needles, found in SEARCHES:
        if any(needle in low for needle in needles) and found(near):
            return kind
    return Leak.SESSION if any(sasl(word[0]) for word in islice(p.ENCODED.finditer(text), MOST)) else None


def telling(text: str) -> str:
    """The text, or of a long one the pieces that may hold a secret; first those in which a password is named."""
    if len(text) <= CLOSELY:
        return text
    low = text.lower()
    present = [trigger for trigger in TRIGGERS if trigger in low]
    pieces = (text[at : at + PIECE + OVERLAP] for at in range(0, len(text), PIECE) if present)
    naming: list[str] = []
    others: list[str] = []
    for piece in pieces:
        near = piece.lower()
        if any(trigger in near for trigger in present):
            (naming if any(name in near for name in FIRST) else others).append(piece)
    kept = "\n".join(naming)
    if len(kept) > CLOSELY:  # the beginning and the end: what was pasted last is often what is asked about
        return kept[: CLOSELY * 3 // 4] + "\n" + kept[-CLOSELY // 4 :]
    return "\n".join((kept, *others))[:CLOSELY]


SEARCHES: tuple[tuple[Leak, tuple[str, ...], Callable[[str], object]], ...] = (
    (Leak.KEY, ("private",), p.PRIVATE_KEY.search),
    (Leak.TOKEN, p.ISSUERS, p.ISSUED.search),
    (Leak.TOKEN, ("hooks",), p.HOOK.search),
    (Leak.TOKEN, ("authorization", "x-"), shown_in(p.AUTHORISATION)),
    (Leak.TOKEN, ("cookie",), cookie),
    (Leak.URL, ("://",), in_url),
    (Leak.URL, ("@",), strong_in(p.AT_HOST)),
    (Leak.URL, ("=",), in_query),
    (Leak.TOKEN, ("token", "jeton", "key", "clé", "cle", "clef", "secret", "bearer", "webhook", "api"), token),
    (Leak.TOKEN, ("_", "-", "."), prefixed),
    (Leak.SESSION, ("334 ", "auth"), smtp_login),
    (Leak.SESSION, ("auth",), wrapped),
    (Leak.SESSION, ("login",), logged_in),
    (Leak.SESSION, ("login",), shown_in(p.ENCODED_LOGIN)),
    (Leak.SESSION, ("pass",), shown_in(p.POP_PASS)),
    (Leak.SESSION, (" -", "/p"), literal_in(p.OPTION, p.SHORT_OPTION, p.USER_OPTION, p.PERCENT_USER)),
    (Leak.SESSION, (" -",), strong_in(p.ANY_SHORT_OPTION)),
    (Leak.SESSION, ("/user:", "securestring"), literal_in(p.NET_USE, p.SECURE_STRING)),
    (Leak.SESSION, ("\\0", "\\x00", "\\u0000"), literal_in(p.NULLS)),
    (Leak.SESSION, ("echo", "set", "env", "arg"), made_up_in(p.PIPED, p.ENV)),
    (Leak.SESSION, ("(",), literal_in(p.CALL)),
    (Leak.PASSWORD, ("</", "value"), literal_in(p.ELEMENT, p.PROPERTY, p.NAMED_VALUE)),
    (Leak.PASSWORD, ("pass", "pw", "secret", "token", "key", "mdp"), setting),
    (Leak.PASSWORD, ("pass", "pw", "secret", "token"), by_space),
    (Leak.PASSWORD, ("wifi:",), shown_in(p.WIFI)),
    (Leak.PASSWORD, (":",), strong_in(p.IN_FIELDS)),
    (Leak.PASSWORD, NAMING, announced),
    (Leak.PASSWORD, NAMING, elsewhere),
    (Leak.PASSWORD, ("phrase", "mnémo", "mnemo"), phrase),
    (Leak.PASSWORD, ("@", *DIGITS), paired),
    (Leak.PASSWORD, DIGITS, unannounced),
    (Leak.PASSWORD, DIGITS, alone),
)
"""Kind, what must stand in the text (in small letters) for the search to be worth its while, and the search."""

TRIGGERS = tuple({needle for _, needles, _ in SEARCHES for needle in needles if len(needle) > 2})
