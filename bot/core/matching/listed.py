"""What a base leaves to people, as words and as meanings: of 5,000 questions half of what a build takes.

Neither depends on the entries: after a change of one, what was read before is taken again.
"""

from dataclasses import dataclass

from bot.core.matching.documents import Words
from bot.core.matching.rows import Floats
from bot.core.model import Knowledge, Lexicon
from bot.core.text import Reader


@dataclass(frozen=True, slots=True)
class Listed:
    """`directions`: one row a text, as the language means them, the base's mean not taken away."""

    language: str
    lexicon: Lexicon
    texts: tuple[str, ...]
    words: tuple[Words, ...]
    directions: Floats

    @classmethod
    def of(cls, knowledge: Knowledge, reader: Reader, before: "Listed | None" = None) -> "Listed":
        told = knowledge.language, knowledge.lexicon, knowledge.unanswered
        if before and told == (before.language, before.lexicon, before.texts):
            return before
        words = tuple(tuple(reader.read(text)) for text in knowledge.unanswered)
        return cls(*told, words, reader.language.meanings.directions(words))
