"""An id proposed for a question: its words that mean something. Pure."""

from collections.abc import Collection

from bot.core.text import fold, language_of

MOST_WORDS, LONGEST = 5, 48  # an id is typed by hand


def id_for(question: str, taken: Collection[str], language: str = "fr") -> str:
    """`ajouter-signature-mails`: 2 to 64 of a-z, 0-9 and hyphens, not among `taken`."""
    grammar = language_of(language).grammar
    words = [
        "".join(letter for letter in word if letter.isascii() and letter.isalnum()) for word in fold(question).split()
    ]
    telling = [word for word in dict.fromkeys(words) if word and word not in grammar]
    name = ""
    for word in (telling or list(filter(None, words)))[:MOST_WORDS]:
        longer = f"{name}-{word}" if name else word[:LONGEST]
        name = longer if len(longer) <= LONGEST else name
    name = name if len(name) > 1 else f"question-{name}".rstrip("-")
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
