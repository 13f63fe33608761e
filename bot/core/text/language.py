"""What is particular to a language: how its words are stemmed, shortened and joined. The tables stand beside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import Stemmer

from bot.core.text import english, french
from bot.core.text.meanings import Meanings, meanings_of

# Words of the general language that are never corrected. 5,000 to 20,000 give the same figures.
FREQUENT = 10_000


@dataclass(frozen=True, slots=True)
class Language:
    """`stem` keeps the order; a stemmer must not be shared between threads. `short`: abbreviation -> words in full."""

    code: str
    stem: Callable[[Sequence[str]], list[str]]
    short: Mapping[str, tuple[str, ...]]
    common: frozenset[str]  # frequent words: never taken for a misspelling of something else
    grammar: frozenset[str]  # words without a matter of their own
    meanings: Meanings


def language_of(code: str) -> Language:
    """`fr` or `en`; anything else is read as French, the language of the service."""
    tables = english if code == "en" else french
    stemmer = Stemmer.Stemmer(tables.SNOWBALL)
    short = {key: tuple(value.split()) for key, value in tables.SHORT.items()}
    known = "en" if code == "en" else "fr"
    return Language(code, stemmer.stemWords, short, common_of(known), tables.GRAMMAR, meanings_of(known))


@cache
def common_of(code: str) -> frozenset[str]:
    """The frequent words of `fr` or `en`; one set, however many readers there are."""
    tables = english if code == "en" else french
    common: frozenset[str] = tables.COMMON | tables.GRAMMAR | meanings_of(code).frequent(FREQUENT)
    return common
