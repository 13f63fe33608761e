"""Patterns over folded words, written so that they can be read: alternatives separated by | over several lines."""

import re
from collections.abc import Callable

from bot.core.understand.surface import Surface

Form = Callable[[Surface], bool]

_GREETING = """
    bonjour|bonsoir|salut|hello|hi|hey|coucou|yo|re|good morning|good afternoon|good evening|dear all|rebonjour|
    a tous|a toutes|bonjour tous|tous|toutes|tout le monde|la team|team|all|everyone|ici|a vous|la compagnie|les amis|
    et tous|et toutes|et a toutes|le bot|facteur|madame|monsieur|alors|voila|dites|dis|petite question|question bete|
    question|ma question est peut etre bete|autre question|du coup|et sinon|sinon|et|ok|d accord|mais|donc|bon|au fait|
    excusez moi de vous deranger|excusez moi|excuse moi|desole|svp|s il te plait|s il vous plait|merci d avance|merci|
    please|so|ok so|j espere que ca va|j espere que tu vas bien|j espere que vous allez bien"""


def one_of(alternatives: str) -> str:
    """The lines as one group; a word that starts a longer alternative must come after it."""
    return "(?:" + "|".join(filter(None, (one.strip() for one in alternatives.replace("\n", "").split("|")))) + ")"


GREETING = f"(?:{one_of(_GREETING)} )*"


def words(alternatives: str) -> Form:
    """One of them stands among the words."""
    compiled = re.compile(f" {one_of(alternatives)} ")
    return lambda surface: bool(compiled.search(surface.plain))


def opens(alternatives: str) -> Form:
    """The message starts with one of them, greetings aside."""
    compiled = re.compile(f" {GREETING}{one_of(alternatives)} ")
    return lambda surface: bool(compiled.match(surface.plain))


def ends(alternatives: str) -> Form:
    """The message ends with one of them, courtesy aside."""
    compiled = re.compile(f" {one_of(alternatives)}(?: s il (?:te|vous) plait| svp| merci| deja)? $")
    return lambda surface: bool(compiled.search(surface.plain))


def typed(pattern: str) -> Form:
    """As typed but for capitals: signs, digits. A text in small letters is searched in a third of the time that it
    takes to look at both cases of every letter, so the pattern must have none of its own."""
    compiled = re.compile(pattern, re.M)
    return lambda surface: bool(compiled.search(surface.typed.lower()))


def told(form: Form) -> Form:
    """The same, where nothing is asked."""
    return lambda surface: not surface.asks and form(surface)


def asked(form: Form) -> Form:
    """The same, where something is asked."""
    return lambda surface: surface.asks and form(surface)


def length(least: int, most: int = 10**6) -> Form:
    return lambda surface: least <= len(surface.words) <= most
