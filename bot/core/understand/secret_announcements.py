"""What follows the name of a password or a code: the value, or what can be said without telling it.

A value stands after a linking word or sign. What may stand there and be none is a closed grammar; everything else is
the password, be it a word of every day: "le mdp c'est ouistiti".
"""

import re
from collections.abc import Iterator
from itertools import islice

from bot.core.text import fold
from bot.core.understand import ordinary
from bot.core.understand import secret_sentences as p
from bot.core.understand.secret_names import LINE, MOST, closed, named, open_word
from bot.core.understand.secret_values import bare, made_up, technical


def announced(text: str) -> bool:
    """Whether a password or a code is told after its name."""
    names = list(islice(named(text), MOST))
    ends = [*(start for start, _ in names[1:]), len(text)]  # what follows the next name is said of that one
    for (start, at), end in zip(names, ends, strict=False):
        if value_after(text[at : min(end, at + LINE + 100)], text[max(0, start - 80) : start]):
            return True
    return any(code_after(rest) for rest in after_codes(text)) or other_codes(text)


def after_codes(text: str) -> Iterator[str]:
    found = [one.span() for one in islice(p.CODES.finditer(text), MOST) if not of_a_meeting(text, one.start())]
    ends = [*(start for start, _ in found[1:]), len(text)]
    return (text[at : min(end, at + LINE)] for (_, at), end in zip(found, ends, strict=False))


def value_after(rest: str, before: str) -> bool:
    """`rest`: what stands after the name; `before`: the end of what stands before it."""
    line = rest.partition("\n")[0][: LINE + 60]
    if p.HASHED.search(before):
        return False
    if (
        aside(line)
        or beside(rest)
        or (p.LOGIN_BEFORE.search(before) and stands_at(rest.lstrip(" \t"), tells=True, sure=True))
    ):
        return True
    sure = opens_with(before)  # a plain word is believed after the first link only, where nothing was said before it
    for link in islice(p.LINK.finditer(line, 0, LINE), 6):
        strict = link["by"].lower() in ("en", "à", "a")  # "changé en X": no plain word
        here = sure and not strict and opens(line[: link.start()])
        if stands_at(line[link.end() :], tells=bool(p.TELLS.fullmatch(link["by"])), sure=here):
            return True
        sure = sure and strict
    return False


def opens_with(before: str) -> bool:
    """No question: "quel mot de passe"."""
    return fold(before).split()[-1:] not in (["quel"], ["what"], ["which"])


def opens(gap: str) -> bool:
    """`gap`: "provisoire de la boîte", but no "est refusé" and no end of a sentence."""
    words = fold(gap).split()
    return len(words) <= 12 and ordinary.SAID_ALREADY.isdisjoint(words) and not p.BREAK.search(gap)


def stands_at(following: str, *, tells: bool, sure: bool) -> bool:
    """`tells`: after a sign or "c'est"; `sure`: the link belongs to the name, so that a plain word is believed."""
    if sure and p.AS_IN.match(following):
        return True
    found = p.WORD.match(following)
    for _ in range(3):
        if not found or fold(found["word"]) not in ordinary.IN_BETWEEN:
            break
        found = p.WORD.match(found["after"].lstrip(" \t,:"))
    if not found:
        return False
    word, after = found["word"], found["after"]
    if made_up(word, 5 if tells and sure else 6):
        return True
    if sure and (digits := p.DIGITS.match(bare(found["word"] + after))):
        return not p.UNIT.match(bare(found["word"] + after)[digits.end() :])
    if not sure or not open_word(word):
        return False
    return bool(p.DESCRIBED.search(after[:60])) or closed(word, after, quoted=bool(found["open"]))


def beside(rest: str) -> bool:
    """`mot de passe X`, `mot de passe wifi X`, the name above X, or X in the next column."""
    found = p.BESIDE.match(rest)
    value = found["value"] if found else ""
    return bool(found) and made_up(value) and not technical(bare(value)) and any(c.isdigit() for c in value)


def aside(line: str) -> bool:
    """`mon mot de passe "X" est refusé`, `le mot de passe (X)`."""
    found = p.ASIDE.match(line)
    return bool(found and open_word(found["value"]))


def other_codes(text: str) -> bool:
    wifi = (found["value"] for found in islice(p.WIFI.finditer(text), MOST))
    return bool(p.BEFORE_CODE.search(text)) or any(made_up(value) for value in wifi) or code_linked(text)


def code_linked(text: str) -> bool:
    """`le code parental, c'est 7741`: of what opens something; there are as many codes of places, offices and goods."""
    for found in islice(p.LINKED_CODE.finditer(text), MOST):
        if of_a_meeting(text, found.start()):
            continue
        of = [word for word in fold(found["of"]).split() if word not in ordinary.GRAMMATICAL and not word.isdigit()]
        if (
            (not of or of[0] in ordinary.OPENING)
            and not p.UNIT.match(text[found.end() : found.end() + 12])
            and re.search(r"\d", found["value"])
        ):
            return True
    return False


def of_a_meeting(text: str, at: int) -> bool:
    return bool(p.MEETING.search(text[max(0, at - 60) : at]))


def code_after(rest: str) -> bool:
    """Digits, or groups of letters and digits, after a word for what opens something."""
    line = rest.partition("\n")[0]
    found = p.CODE_VALUE.match(line)
    if found and any(c.isdigit() for c in found["value"]) and not p.UNIT.match(line[found.end() :]):
        return True
    link = p.LINK.search(line)
    word = p.WORD.match(line[link.end() :]) if link else p.BESIDE_CODE.match(line)
    return bool(word and made_up(word["word"]) and any(c.isdigit() for c in word["word"]))
