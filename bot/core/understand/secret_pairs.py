"""A login and, beside or below it, a word of the shape of a password: no name announces it."""

import re
from itertools import islice

from bot.core.text import fold
from bot.core.text.language import common_of
from bot.core.understand.ordinary import NOT_A_VALUE
from bot.core.understand.secret_names import open_word
from bot.core.understand.secret_values import bare, beyond, homemade, made_up, mixed, technical

MOST = 80  # pairs looked at in one text

_ADDRESS = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}"
_SIGN = r"[ \t]{0,3}(?://?|[:|,;]|→|->|=>|[-–])[ \t]{0,3}"
_WORD = r"[ \t]{1,3}(?:(?:et|puis|avec|and|then|with|ensuite)[ \t]{1,3}){0,2}"
ADDRESS_FIRST = re.compile(
    rf"{_ADDRESS}(?:(?P<sign>{_SIGN})|{_WORD})(?P<value>[^\s/]{{5,200}})(?P<after>[^\n]{{0,40}})", re.I
)
# What opens a list of a login and a password: "mes accès : X / Y", "pour te connecter: X puis Y", "Login/mdp : X Y".
PAIR = re.compile(
    r"(?<!\w)(?:identifiants?|acc[èe]s|logins?|credentials|creds|codes?|id|mdp|pass|password|connect\w{1,4}|"
    r"connexion|compte|user\w{0,9}|"
    r"utilisateur|r?entre[sz]?|saisi[st]?|tape[sz]?|mets|mettez|voici|voil[àa]|tiens)(?!\w)(?:[^\n:=]{0,40}[:=]|"
    r"(?:[ \t](?:sont|est|avec|de|mon|ma|mes|le|la|les|pour|are|test|bal|bo[iî]te))*+(?:[ \t]\w{2,20}){0,2}?|"
    r")[ \t]{1,3}"
    r"(?P<user>[^\s:=]{3,80})[ \t]{0,3}(?://?|[|,;:]|(?:[ \t](?:et|puis|and|then|avec|ensuite))+[ \t]|"
    r"[ \t])[ \t]{0,3}(?P<value>[^\s/]{6,200})",
    re.I,
)
USER = r"(?=[\w.-]{0,40}[._-])[A-Za-z][\w-]{0,30}[._-][\w.-]{1,40}"
USER_FIRST = re.compile(
    rf"(?<![\w.@/:-])(?P<user>{USER})[ \t]{{0,3}}(?:/|:|\||[ \t]puis[ \t]|"
    rf"[ \t]et[ \t])[ \t]{{0,3}}(?P<value>[^\s/]{{6,200}})(?!\S)"
)
# The login on one line, the password alone on the next.
BELOW = re.compile(
    rf"(?:{_ADDRESS}|(?:identifiant|login|compte|user(?:name)?|utilisateur|id|bal|"
    rf"bo[iî]te)[ \t]{{0,2}}[:=-]?[ \t]{{0,3}}[^\s:]{{3,80}})"
    r"[ \t,;]{0,3}\n{1,2}[ \t]{0,4}(?P<value>[^\s]{6,80})[ \t.]{0,3}$",
    re.I | re.M,
)
# Names of offices with the number of their département, which stand below an address too: DDT35, DR2-IDF.
OFFICE = re.compile(r"[A-Z]{2,}[-_]?\d{1,4}[A-Z]?|\d+\D{0,3}")
TOWN = re.compile(r"[A-Z][a-zé]+-?\d{1,3}")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+){2,}")


def paired(text: str) -> bool:
    return ("@" in text and (address_first(text))) or below(text) or opened(text) or user_first(text)


def address_first(text: str) -> bool:
    for found in islice(ADDRESS_FIRST.finditer(text), MOST):
        value = found["value"]
        if TOWN.fullmatch(bare(value)) and (found["sign"] or "").strip() == ",":
            continue
        if sign_and_word(found):
            return True
        if mixed(value) or ((found["sign"] or wordy(value)) and shaped(value)):
            return not technical(bare(value))
    return False


def sign_and_word(found: re.Match[str]) -> bool:
    """`jean@beta.gouv.fr / ouistiti`: a rare word and nothing after it."""
    sign, value = (found["sign"] or "").strip(), found["value"]
    if sign not in ("/", "//", ":", "|") or found["after"].strip():
        return False
    return open_word(value) and value.islower() and fold(value) not in common_of("fr")


def below(text: str) -> bool:
    return any(shaped(found["value"]) for found in islice(BELOW.finditer(text), MOST))


def opened(text: str) -> bool:
    for found in islice(PAIR.finditer(text), MOST):
        value = found["value"]
        if (mixed(value, 6) or wordy(value)) and shaped(value) and not grammatical(found["user"]):
            return True
    return False


def grammatical(user: str) -> bool:
    """`mon login c'est X`: no pair, but a sentence on the login."""
    return not any(c in "._-" or c.isdigit() for c in user) and not NOT_A_VALUE.isdisjoint(fold(user).split()[:1])


def user_first(text: str) -> bool:
    """`jean.petit / X`; `registry.example.org/X` is a path."""
    pairs = (found for found in islice(USER_FIRST.finditer(text), MOST) if not _HOST.fullmatch(found["user"]))
    return any(shaped(found["value"]) and (homemade(found["value"]) or beyond(found["value"])) for found in pairs)


def shaped(value: str) -> bool:
    """Of a password's shape, and no name of an office, code or address."""
    word = bare(value)
    return (
        made_up(word)
        and "/" not in word
        and not technical(word)
        and not OFFICE.fullmatch(word)
        and any(c.isdigit() for c in word)
    )


def wordy(value: str) -> bool:
    """A word and a number: `framboise9`."""
    return bool(re.fullmatch(r"[^\W\d_]{5,20}\d{1,6}[!?*.]?", bare(value)))
