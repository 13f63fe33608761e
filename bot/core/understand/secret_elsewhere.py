"""A password that does not follow its name: put before it, typed, answered, spelt, in a column; or nowhere named.

In a message that names one, or speaks of logging in, words of the shape of a password are believed.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from bot.core.text import fold
from bot.core.text.language import common_of
from bot.core.understand import ordinary
from bot.core.understand import secret_sentences as p
from bot.core.understand.secret_names import MOST, named, open_word
from bot.core.understand.secret_values import bare, homemade, literal, made_up, mixed, strong, technical

CELLS = re.compile(r"[|;,\t]")


def elsewhere(text: str) -> bool:
    """Whether a password is told anywhere but after its name."""
    if as_one(text):
        return True
    return next(named(text), None) is not None and any(search(text) for search in SEARCHES)


def as_one(text: str) -> bool:
    return any(
        put(text[max(0, found.start() - 120) : found.start()]) for found in islice(p.AS_ONE.finditer(text), MOST)
    )


def put(before: str) -> bool:
    """`before`: what stands before "comme mot de passe"."""
    quoted = list(p.QUOTED.finditer(before))
    if quoted and not before[quoted[-1].end() :].strip():
        return open_word(quoted[-1]["value"]) or strong(quoted[-1]["value"])
    words = before.split()
    if not words or p.NOT_TO_DO.search(before[: before.rfind(words[-1])]):
        return False
    if strong(words[-1]) or re.fullmatch(r"\d{4,8}", words[-1]):
        return True
    earlier = fold(" ".join(words[:-1])).split()
    verb = [found.end() for found in p.PUTTING.finditer(before)]
    return bool(
        verb
        and verb[-1] == len(before.rstrip()) - len(words[-1])
        and open_word(words[-1])
        and earlier
        and earlier[-1] not in ordinary.DETERMINERS
    )


def before_name(text: str) -> bool:
    """`c'est X le mdp`, `X, c'est mon mot de passe`; in quotes it may be any word."""
    return any(before_it(found) for found in islice(p.BEFORE_NAME.finditer(text), MOST))


def before_it(found: re.Match[str]) -> bool:
    quoted = found[0][0] in "«\"'“" and found["value"][-1] in "»\"'”"
    return made_up(found["value"]) or (quoted and open_word(found["value"]))


def typed(text: str) -> bool:
    """`je tape X puis entrée` in a message that speaks of a password."""
    return any(typed_at(text, verb.end()) for verb in islice(p.PUTTING.finditer(text), MOST))


def typed_at(text: str, at: int) -> bool:
    word, quoted = p.WORD.match(text, at), p.QUOTED.match(text, at)
    if word and any(c.isdigit() for c in word["word"]) and made_up(word["word"]):
        return True
    return quoted is not None and made_up(quoted["value"])


def believed(text: str) -> bool:
    """Somewhere in a message that names a password: a word of every sort of characters, or a word and a number."""
    return any(believed_in(line) for line in text.split("\n") if any(c.isdigit() for c in line))


def believed_in(line: str) -> bool:
    at = 0
    for word in pieces(line):
        if likely(word) and not p.NOT_TO_DO.search(line[max(0, at - 20) : at]):
            return True
        at += len(word) + 1
    return False


def likely(word: str) -> bool:
    if len(word) < 6 or word[-1] == ":" or not any(c.isdigit() for c in word):
        return False
    inner = bare(word)
    return (mixed(word, 7) or (bool(p.WORDY.fullmatch(inner)) and made_up(word))) and not technical(inner)


def pieces(line: str) -> list[str]:
    """Words, and the parts of `user:password` and `a,b`; addresses of the web in one piece."""
    return [
        part
        for word in line.split(" ")
        for part in ([word] if "//" in word else re.split(r"(?<=\w)[:;,|](?=\w)", word))
    ]


def answered(text: str) -> bool:
    """A quoted question for the password, and one word that answers it."""
    for found in islice(p.ANSWER.finditer(text), MOST):
        question = found[0].partition("?")[0]
        if p.ASKS.search(question) and next(named(question), None):
            word = bare(found["value"])
            if made_up(word) or (len(word) > 4 and open_word(word)):
                return True
    return False


def spelt(text: str) -> bool:
    """`je l'épelle : P majuscule, a, s, t, è`."""
    return bool(p.SPELT.search(text) or p.DESCRIBED.search(text)) and bool(p.LETTERS.search(text))


def for_an_app(text: str) -> bool:
    """Four times four letters, as issuers of passwords for one program write them, and no sentence of short words."""
    fours = (re.split(r"[ \t-]", fold(found["value"])) for found in islice(p.FOURS.finditer(text), MOST))
    return any(len(common_of("fr").intersection(words)) < 2 for words in fours)


def made_of(text: str) -> bool:
    """`c'est le prénom de ma fille Zoé avec 2014`."""
    return bool(p.MADE_OF.search(text))


def in_column(text: str) -> bool:
    """`login;mdp`, and the row below it."""
    rows = [line for line in text.split("\n") if CELLS.search(line) and line.strip("|: -")][: MOST + 1]
    return any(below_its_name(head, row) for head, row in pairwise(rows))


def below_its_name(head: str, row: str) -> bool:
    names, cells = CELLS.split(head), CELLS.split(row)
    if len(names) != len(cells):
        return False
    below = (cell.strip() for name, cell in zip(names, cells, strict=True) if next(named(name), None))
    return any(cell and literal(cell) and (made_up(cell) or open_word(cell)) for cell in below)


def grouped(text: str) -> bool:
    """`7KXM-22PQ-LLDA`, as programs make passwords and codes."""
    found = (one[0] for one in islice(p.GROUPED.finditer(text), MOST))
    return any(any(c.isdigit() for c in value) and any(c.isalpha() for c in value) for value in found)


def unannounced(text: str) -> bool:
    """No name of a password, but a word of its shape: `tbonnet / Lilas#20`; without a sign, where one logs in."""
    words = [word for line in text.split("\n") for word in homemade_in(line)]
    if any(p.SIGNED.search(word) for word in words):
        return True
    if any("_" in word for word in words) and p.ACCESS.search(text):
        return True
    return bool(words) and bool(p.LOGGING_IN.search(text))


def homemade_in(line: str) -> Iterator[str]:
    at = 0
    for word in pieces(line):
        if homemade(word) and not p.PLACED.search(line[max(0, at - 20) : at]):
            yield word
        at += len(word) + 1


def phrase(text: str) -> bool:
    """`ma passphrase : le chat mange la souris verte`."""
    for found in islice(p.PHRASE.finditer(text), MOST):
        words = fold(found["value"]).split()
        if not ordinary.UNSAID.intersection(words) and (found["sign"] or open_word(words[0])):
            return True
    return False


SEARCHES = (believed, grouped, typed, before_name, answered, spelt, for_an_app, made_of, in_column)
"""What is looked for in a message that names a password."""
