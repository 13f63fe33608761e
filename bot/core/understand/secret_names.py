"""Where a password is named, in any spelling, and which words after it are none: a closed grammar (ordinary.py)."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from bot.core.text import fold
from bot.core.understand import ordinary
from bot.core.understand import secret_sentences as p
from bot.core.understand.secret_values import bare, hidden, plain_word

MOST = 80  # names looked at in one text
FULL = "motdepasse"
SLIPS = 2  # letters wrong, missing, doubled or exchanged in it: "mto de pase"
LINE = 100  # characters after a name that are still about it


def named(text: str) -> Iterator[tuple[int, int]]:
    """Where a password is named: start and end."""
    for found in p.NAMES.finditer(text):
        full = found["full"]
        if not full or OSA.distance(fold(full).replace(" ", ""), FULL, score_cutoff=SLIPS) <= SLIPS:
            yield found.span("full" if full else 0)


def open_word(word: str, *, by_its_end: bool = True) -> bool:
    """A word that the closed grammar does not know; `by_its_end`: nor its ending, as sentences go on."""
    if "(" in word[1:]:
        return False
    word = bare(word).rstrip("!?….,")
    if len(word) < 4 or hidden(word) or not plain_word(word) or (word.isupper() and len(word) <= 4):
        return False
    parts = fold(word).split()
    if (
        not parts
        or not ordinary.NOT_A_VALUE.isdisjoint((parts[0], parts[0].removesuffix("s")))
        or parts[-1] in ordinary.ENCLITICS
    ):
        return False
    if len(parts) > 1:
        return True
    if not by_its_end or parts[0] in ordinary.NOUNS_ALL_THE_SAME or word.lower().endswith(ordinary.NOUN_ENDINGS):
        return True
    return not word.lower().endswith(ordinary.ENDINGS)


def closed(word: str, after: str, *, quoted: bool) -> bool:
    """The clause ends after the word, or goes on with a sentence of its own: the word stands alone."""
    if word.rstrip("»\"”)'* ").endswith("?") or after.lstrip().startswith("?"):
        return False
    if quoted or word[-1] in ',.;!)»"”' or not after.strip() or after.lstrip()[0] in ',.;!()»"”:/<|-–—😭😅🙏':
        return True
    return (fold(after).split() or [""])[0] in ordinary.GOES_ON_WITH
