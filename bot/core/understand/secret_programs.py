"""What programs and protocols write: is what a pattern found a secret, or a variable, a placeholder, a mask?"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from bot.core.understand import secret_patterns as p
from bot.core.understand.secret_names import open_word
from bot.core.understand.secret_pairs import wordy
from bot.core.understand.secret_values import (
    bare,
    base64_text,
    beyond,
    hidden,
    homemade,
    literal,
    made_up,
    mixed,
    random_looking,
    sasl,
    technical,
)

MOST = 80  # finds of one pattern looked at in one text
LINE = 100  # characters after a word for a key that are still about it


def values(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (found["value"] for found in islice(pattern.finditer(text), 5 * MOST))


def shown_in(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """Anything that is neither masked nor a placeholder."""
    return lambda text: any(not hidden(value) for value in values(pattern, text))


def literal_in(*patterns: re.Pattern[str]) -> Callable[[str], bool]:
    """Anything that is written out: no variable, command or placeholder."""
    return lambda text: any(literal(value) for pattern in patterns for value in values(pattern, text))


def strong_in(*patterns: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: any(
        mixed(value) and literal(value) and not technical(bare(value))
        for pattern in patterns
        for value in values(pattern, text)
    )


def made_up_in(*patterns: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: any(made_up(value) for pattern in patterns for value in values(pattern, text))


def in_url(text: str) -> bool:
    """`root:root@` is an example."""
    found = islice(p.IN_URL.finditer(text), 5 * MOST)
    return any(not hidden(one["value"]) and one["user"] != one["value"] and literal(one["value"]) for one in found)


def in_query(text: str) -> bool:
    if any(not hidden(value) for value in values(p.IN_QUERY, text)):
        return True
    found = (one["value"] or one["last"] for one in islice(p.PASSWORD_IN_QUERY.finditer(text), 5 * MOST))
    return any(literal(value) for value in found)


def logged_in(text: str) -> bool:
    """An IMAP LOGIN line; `AUTH PLAIN LOGIN est annoncé` and `LOGIN x failed` are none."""
    for found in islice(p.IMAP_LOGIN.finditer(text), MOST):
        value = found["value"]
        if whole(found) and open_word(value):
            return True
        if literal(value) and (
            made_up(value) or (value[0] == '"' and found["user"][0] == '"') or taken(found["user"], value)
        ):
            return True
    return False


def whole(found: re.Match[str]) -> bool:
    """`a1 LOGIN user word` is all that stands on the line."""
    line = found.string[: found.start()].rpartition("\n")[2]
    return not line.strip() and not found["after"].strip() and any(c.isdigit() for c in found["tag"])


def taken(user: str, value: str) -> bool:
    return bool(re.search(r"[@._\d]", user)) and open_word(value)


def smtp_login(text: str) -> bool:
    """The answer to the server's `Password:`, in base64."""
    return any(base64_text(value) for pattern in (p.SMTP_LOGIN, p.LOGIN_THEN) for value in values(pattern, text))


def wrapped(text: str) -> bool:
    joined = (re.sub(r"[\\\s]", "", value) for value in values(p.SMTP_WRAPPED, text))
    return any(sasl(value) for value in joined) or any(sasl(value) for value in values(p.SMTP_PLAIN, text))


def setting(text: str) -> bool:
    """`SMTP_PASSWORD=…`, `"password": "…"`; `token: expiré` and `pass: ok` are none."""
    return any(set_to(found) for found in islice(p.SETTING.finditer(text), 5 * MOST))


def set_to(found: re.Match[str]) -> bool:
    value, by = found["value"], found["by"]
    if value[-1] in "\"'" and len(value) > 2:
        inner = value.lstrip("bruf")[1:-1]
        return len(inner) >= 4 and literal(value.lstrip("bruf")) and not (" " in inner and names_one(inner))
    if by == "," or not literal(value) or p.ABOUT.search(found["rest"]):
        return False
    if made_up(value):
        return True
    if not (by == "=" or in_settings(found)) or not open_word(value, by_its_end=False):
        return False
    return before_a_command(found) or not found["after"].strip(" ,;}&#")[:1].isalpha()


def before_a_command(found: re.Match[str]) -> bool:
    """`PGPASSWORD=x pg_dump`: what follows is no sentence."""
    return found[0].partition("=")[0].isupper() and "= " not in found[0]


def in_settings(found: re.Match[str]) -> bool:
    """SMTP_PASSWORD, mail.password, password2; or a line among others of its kind. `passe : X` is a sentence's."""
    before = found.string[max(0, found.start() - 1) : found.start()]
    if before in ("_", ".", "-") or (before and before.isalnum()) or found["rest"][:1] in ("_", ".", "-"):
        return True
    return "\n" in found.string and not found["after"].strip() and not found["rest"]


def names_one(value: str) -> bool:
    """A label in place of a value: `"password": "Mot de passe oublié"`."""
    return bool(re.search(r"pass|mdp", value, re.I))


def by_space(text: str) -> bool:
    for found in islice(p.BY_SPACE.finditer(text), MOST):
        value, after = found["value"], found["after"]
        if literal(value) and (
            made_up(value) or value[0] in "\"'" or (open_word(value) and not after and set_alone(found))
        ):
            return True
    return False


def set_alone(found: re.Match[str]) -> bool:
    """`password X` is a line of settings, `bindpw X` a setting by itself; `password mismatch` ends a sentence."""
    return "\n" in found.string or found[0].split()[0].lower() not in (
        "password",
        "passwd",
        "pass",
        "pwd",
        "secret",
        "token",
    )


def cookie(text: str) -> bool:
    return any(any(c.isdigit() for c in value) for value in values(p.COOKIE, text))


def token(text: str) -> bool:
    """Something random soon after a word that names a key or a token."""
    if p.PUBLIC.search(text):
        return False
    places = (found.end() for found in islice(p.KEYWORD.finditer(text), MOST))
    words = (word for at in places for word in text[at : at + LINE].partition("\n")[0].split(" "))
    return any(len(word) >= 16 and random_looking(word.lstrip(":=")) for word in words)


def prefixed(text: str) -> bool:
    return any(random_looking(one["value"]) and mixed(one["value"]) for one in islice(p.PREFIXED.finditer(text), MOST))


def alone(text: str) -> bool:
    """A message of one word beyond doubt."""
    if found := p.ALONE_PAIR.fullmatch(text.strip()):
        return homemade(found["value"]) or wordy(found["value"])
    found = p.ALONE.fullmatch(text.strip("\n\t `>"))
    return bool(found and beyond(found["value"]))
