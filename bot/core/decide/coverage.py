"""How much of what a message says does an entry speak of? The evidence that the matcher's comparison cannot give.

A softmax compares entries with each other: the best of 36 may still not mention the one word that matters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.model import Entry
from bot.core.text import Language, Reader

CACHED = 2000  # entries whose words are kept
COMMON = 0.35  # what a word of every day weighs beside a word of the trade


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Stems of an entry: of its questions and title, and of its answer too."""

    asked: frozenset[str]
    all: frozenset[str]


class Coverage:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: dict[str, Mentioned] = {}

    def words(self, text: str) -> list[str]:
        """The text's words as the base's reader sees them, before its synonyms are put in."""
        return self._reader.words(text)

    def content(self, words: Sequence[str]) -> int:
        """How many of the words say something."""
        return sum(word not in self._reader.language.grammar for word in words)

    def of(self, words: Sequence[str], entry: Entry) -> tuple[float, float]:
        """Shares, 0..1, of the message's weight that the entry's questions mention, and that all its text mentions."""
        language = self._reader.language
        said = [word for word in dict.fromkeys(self._reader.renamed(words)) if word not in language.grammar]
        if not said:
            return 0.0, 0.0
        mentioned = self.mentioned(entry)
        asked = every = total = 0.0
        for word, stem in zip(said, language.stem(said), strict=True):
            weight = weight_of(word, language)
            total += weight
            asked += weight * (stem in mentioned.asked)
            every += weight * (stem in mentioned.all)
        return asked / total, every / total

    def knows(self, entry: Entry) -> Callable[[str], bool]:
        """Whether the entry mentions a word anywhere."""
        mentioned, stem = self.mentioned(entry), self._reader.language.stem
        return lambda word: bool(mentioned.all.intersection(stem(self._reader.read(word)) or stem([word])))

    def mentioned(self, entry: Entry) -> Mentioned:
        if entry.id not in self._kept:
            if len(self._kept) >= CACHED:
                self._kept.clear()
            self._kept[entry.id] = self._mentioned(entry)
        return self._kept[entry.id]

    def _mentioned(self, entry: Entry) -> Mentioned:
        asked = self._stems([entry.title, *entry.questions[:100]])
        return Mentioned(asked, asked | self._stems([entry.markdown[:4000]]))

    def _stems(self, texts: Sequence[str]) -> frozenset[str]:
        stems: set[str] = set()
        for text in texts:
            words = self._reader.words(text)
            stems.update(self._reader.language.stem(words))
            stems.update(self._reader.language.stem(self._reader.renamed(words)))
        return frozenset(stems)


def weight_of(word: str, language: Language) -> float:
    return COMMON if word in language.common else 1.0
