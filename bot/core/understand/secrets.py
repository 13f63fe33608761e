"""Has somebody written a password, a token or a key? Says of what kind, never what it is.

Every pattern is bounded, so that 64 KB of anything cost milliseconds. Nothing found here may be kept or repeated.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import islice

from bot.core.text import fold
from bot.core.understand.ordinary import ORDINARY
from bot.core.understand.secret_values import BASE64, MASKED, bare, hidden, sasl, strong

LONGEST = 70_000  # a Matrix event holds 64 KB
# Beyond CLOSELY characters only the pieces that hold a trigger are looked at, up to CLOSELY in all: 64 KB of the
# worst text found for these patterns would cost 70 ms, 16 KB cost 15.
CLOSELY, PIECE, OVERLAP = 16_000, 1000, 200
ANCHORS = 80  # announcements looked at in one text


class Leak(StrEnum):
    """What was leaked; the bot's warning names the kind."""

    PASSWORD = "password"  # noqa: S105 - the name of a kind
    SESSION = "session"
    URL = "url"
    TOKEN = "token"  # noqa: S105
    KEY = "key"


# ---- words by which people announce a secret ---------------------------------------------------------------------

NAME = r"(?:mots?[ \t-]de[ \t-]passe|mdp|m\.d\.p\.?|password|passwd|passphrase|passcode|pwd|code[ \t]secret|phrase[ \t]secr[èe]te)"
LOOSE = rf"(?:{NAME}|(?<![\w-])(?:mon|ton|le|ma)[ \t]+(?:pass|passe|code|clé|cle)|(?<![\w-])pass(?![\w-]))"
GAP = r"[^.\n:=?!<>]{0,60}?"
ANNOUNCED = re.compile(rf"(?<![\w/&?-]){LOOSE}(?!\w)", re.I)
SAID = re.compile(
    rf"{GAP}[ \t]*(?P<by>:=|[:=]|=>|->|→|\bc['’ ]?\s?est\b|\best\b|\bis\b|\bsera\b|\bvaut\b)[ \t]*"
    r"(?P<value>[^\s]{1,200})(?P<after>[^\n]{0,80})",
    re.I,
)
BESIDE = re.compile(r"[\s,;:(\"'«=–-]{1,4}(?P<value>[^\s]{6,200})")
AS_ONE = re.compile(rf"(?:comme|en|as|pour)[ \t]+(?:mon[ \t]|my[ \t]|a[ \t])?{NAME}", re.I)
APP_PASSWORD = re.compile(rf"{NAME}[^\n:=]{{0,60}}[:=][ \t]*(?:[a-z]{{4}}[ \t-]){{3}}[a-z]{{4}}\b", re.I)
WITH_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}[ \t]{0,3}[/:|,;][ \t]{0,3}(?P<value>[^\s/]{6,200})"
)
ACCESS = re.compile(
    r"(?:identifiants?|acc[èe]s|login|credentials|creds)[ \t]{0,3}[:=][ \t]{0,3}[^\s]{2,80}[ \t/|,;]{1,4}(?P<value>[^\s]{6,200})",
    re.I,
)
RECOVERY = re.compile(
    r"(?:codes?[ \t](?:de[ \t](?:r[ée]cup[ée]ration|secours|validation|v[ée]rification)|otp|2fa|pin)|recovery[ \t]code|otp)"
    r"[^\n:=?!]{0,20}?(?:[:=]|est|is|c['’]est)?[ \t]{1,3}(?P<value>\d{4,8}|(?:[\dA-Z]{3,6}[ -]){1,8}[\dA-Z]{3,6})\b",
    re.I,
)

# ---- what programs and protocols write ---------------------------------------------------------------------------

IMAP_LOGIN = re.compile(
    r"(?<!\w)\w{1,8}[ \t]+LOGIN[ \t]+(?P<user>\"[^\"\n]{1,100}\"|[^\s]{1,100})[ \t]+(?P<value>\"[^\"\n]{1,100}\"|[^\s]{1,100})",
    re.I,
)
POP_PASS = re.compile(r"^[ \t]*(?:[CS>]:?[ \t]*)?PASS[ \t]+(?P<value>[^\s]{1,200})[ \t]*$", re.M)
SMTP_LOGIN = re.compile(
    r"334[ \t]+UGFzc3dvcmQ6[ \t]*\r?\n[ \t]*(?:[CS>]:?[ \t]*)?(?P<value>[A-Za-z0-9+/]{2,200}={0,2})"
)
OPTION = re.compile(
    r"(?:--?(?:auth-?)?pass(?:word|wd)?|--auth-password|-ap|--token|--secret)[= \t]+(?P<value>[^\s]{2,200})"
)
USER_OPTION = re.compile(r"(?:-u|--user)[= \t]+['\"]?[^\s:'\"]{1,100}:(?P<value>[^\s'\"]{1,200})")
CALL = re.compile(
    r"\.(?:login|authenticate|auth)\([ \t]*[\"'][^\"'\n]{1,100}[\"'][ \t]*,[ \t]*[\"'](?P<value>[^\"'\n]{1,200})[\"']"
)
IN_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s/@:\"'<>]{0,100}:(?P<value>[^\s/@\"'<>]{1,200})@", re.I)
IN_QUERY = re.compile(
    r"[?&#](?:access_|auth_|api_?|id_|refresh_)?(?:token|key|secret|password|pwd|sig|signature|code)=(?P<value>[^\s&#]{12,2000})",
    re.I,
)
AUTHORISATION = re.compile(
    r"authorization[\"']?[ \t]*[:=][ \t]*[\"']?(?:bearer|basic|token|digest|apikey)[ \t]+(?P<value>[^\s\"']{8,4000})",
    re.I,
)
COOKIE = re.compile(r"\b(?:set-)?cookie[ \t]*:[ \t]*[^\n]{0,300}?=(?P<value>[A-Za-z0-9%+/_.-]{16,200})", re.I)
SETTING = re.compile(
    r"(?<![A-Za-z0-9_.-])[\"']?(?:[A-Za-z0-9]{1,20}[_.-]){0,6}(?:password|passwd|pass|pwd|secret|token|api_?key|access_?key|private_?key|client_?secret|mdp)"
    r"(?:[_.-][A-Za-z0-9]{1,20}){0,3}[\"']?[ \t]*(?P<by>:=|[:=])[ \t]*(?P<value>\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|[^\s,;}]{1,2000})(?P<after>[^\n]{0,80})",
    re.I,
)
ISSUED = re.compile(
    r"(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{22,255}|glpat-[\w-]{16,64}|sk_(?:live|test)_\w{16,128}|sk-[\w-]{20,200}|"
    r"xox[abprs]-[\w-]{10,200}|syt_[\w-]{8,200}_[\w-]{8,64}_\w{4,16}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,64}|ya29\.[\w-]{20,500}|"
    r"hf_[A-Za-z0-9]{20,64}|npm_[A-Za-z0-9]{30,64}|mct_\w{20,64}|mat_\w{20,64}|eyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}(?:\.[\w-]{0,2000})?)"
)
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----")
WORD = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{12,1000}={0,2}(?![A-Za-z0-9+/=])")

TRIGGERS = (
    "pass", "mdp", "m.d.p", "pwd", "code", "otp", "clé", "cle", "secret", "secrète", "token", "key", "login", "auth",
    "@", "cookie", "334", "user", "-u", "-ap", "acces", "accès", "identifiant", "credential", "creds", "gh", "pat-",
    "sk_", "sk-", "xox", "syt_", "akia", "asia", "aiza", "ya29", "hf_", "npm_", "mct_", "mat_", "eyj", "phrase",
)  # fmt: skip


def leak(text: str) -> Leak | None:
    """The first kind of secret that the text holds, or None. At most LONGEST characters are read."""
    text = text[:LONGEST]
    near = telling(text)
    if near:
        for kind, found in SEARCHES:
            if found(near):
                return kind
    return Leak.SESSION if any(sasl(word[0]) for word in islice(WORD.finditer(text), ANCHORS)) else None


def telling(text: str) -> str:
    """The text, or of a long one its pieces that may announce a secret: the first three quarters and the last."""
    if len(text) <= CLOSELY:
        return text if triggered(text) else ""
    pieces = (text[at : at + PIECE + OVERLAP] for at in range(0, len(text), PIECE))
    kept = "\n".join(piece for piece in pieces if triggered(piece))
    return kept if len(kept) <= CLOSELY else kept[: CLOSELY * 3 // 4] + "\n" + kept[-CLOSELY // 4 :]


def triggered(text: str) -> bool:
    low = text.lower()
    return any(trigger in low for trigger in TRIGGERS)


def values(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (found["value"] for found in islice(pattern.finditer(text), 5 * ANCHORS))


def said(text: str) -> bool:
    """`mot de passe : X`, `mon mdp est X`: X must look made up, or stand alone after a colon and be no French word;
    `mot de passe X`: X must look made up."""
    for name in islice(ANNOUNCED.finditer(text), ANCHORS):
        if (found := SAID.match(text, name.end())) and announced(found):
            return True
        if (found := BESIDE.match(text, name.end())) and strong(found["value"], least=8):
            return True
    return False


def announced(found: re.Match[str]) -> bool:
    value, after = found["value"], found["after"].strip(" .,;)»\"'")
    if strong(value):
        return True
    alone = found["by"] in (":", "=", ":=", "->", "=>", "→") and not after
    return alone and secretive(value)


def secretive(value: str) -> bool:
    """A lone word that is neither a mask nor a word of every day."""
    word = bare(value)
    if len(word) < 5 or hidden(word) or "/" in word or "@" in word:
        return False
    folded = fold(word)
    return (
        folded.isascii()
        and " " not in folded
        and folded not in ORDINARY
        and not folded.endswith(("e", "es", "ee", "er"))
    )


def as_one(text: str) -> bool:
    """`j'ai mis X comme mot de passe`."""
    before = (
        text[max(0, found.start() - 200) : found.start()].split() for found in islice(AS_ONE.finditer(text), ANCHORS)
    )
    return any(strong(words[-1]) for words in before if words)


def strong_in(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: any(strong(value) for value in values(pattern, text))


def shown_in(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Anything that is neither masked nor a placeholder."""
    return lambda text: any(not hidden(value) for value in values(pattern, text))


def logged_in(text: str) -> bool:
    """An IMAP LOGIN line; `AUTH PLAIN LOGIN est annoncé` and `LOGIN x failed` are none."""
    return any(
        not hidden(found["value"]) and (strong(found["value"]) or ("@" in found["user"] and secretive(found["value"])))
        for found in IMAP_LOGIN.finditer(text)
    )


def setting(text: str) -> bool:
    """`SMTP_PASSWORD=…`, `"password": "…"`; `token: expiré` and `pass: ok` are none."""
    return any(set_to(found) for found in SETTING.finditer(text))


def set_to(found: re.Match[str]) -> bool:
    value = found["value"]
    if value[0] in "\"'":
        return not hidden(value) and len(bare(value)) >= 4
    return strong(value) or (found["by"] == "=" and secretive(value) and not found["after"].strip(" ,;}"))


def cookie(text: str) -> bool:
    return any(any(c.isdigit() for c in value) for value in values(COOKIE, text))


def encoded(text: str) -> bool:
    """The answer to the server's `Password:` of AUTH LOGIN, whatever it decodes to."""
    return any(BASE64.fullmatch(value) or len(value) >= 4 for value in values(SMTP_LOGIN, text))


def recovery(text: str) -> bool:
    return any(not MASKED.fullmatch(value) for value in values(RECOVERY, text))


SEARCHES: tuple[tuple[Leak, Callable[[str], object]], ...] = (
    (Leak.KEY, PRIVATE_KEY.search),
    (Leak.TOKEN, ISSUED.search),
    (Leak.TOKEN, shown_in(AUTHORISATION)),
    (Leak.TOKEN, cookie),
    (Leak.URL, shown_in(IN_URL)),
    (Leak.URL, shown_in(IN_QUERY)),
    (Leak.SESSION, encoded),
    (Leak.SESSION, logged_in),
    (Leak.SESSION, shown_in(POP_PASS)),
    (Leak.SESSION, shown_in(OPTION)),
    (Leak.SESSION, shown_in(USER_OPTION)),
    (Leak.SESSION, shown_in(CALL)),
    (Leak.PASSWORD, setting),
    (Leak.PASSWORD, said),
    (Leak.PASSWORD, as_one),
    (Leak.PASSWORD, APP_PASSWORD.search),
    (Leak.PASSWORD, strong_in(WITH_ADDRESS)),
    (Leak.PASSWORD, strong_in(ACCESS)),
    (Leak.PASSWORD, recovery),
)
