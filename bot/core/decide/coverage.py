"""How much of what a message says does an entry speak of? The evidence that the matcher's comparison cannot give.

A softmax compares entries with each other: the best of 36 may still not mention the one word that matters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.model import Entry
from bot.core.text import Reader, english, french

CACHED = 2000  # entries whose words are kept
# English is understood whatever the base's language: its small words are none of the trade's.
GRAMMAR = french.GRAMMAR | english.GRAMMAR
EVERYDAY = french.COMMON | english.COMMON
COMMON = 0.35  # what a word of every day weighs beside a word of the trade

Words = Sequence[tuple[str, float]]  # stems that say something, with their weight


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Stems of an entry: of its questions and title, and of its answer too."""

    asked: frozenset[str]
    all: frozenset[str]
    text: str  # folded, all of it, between spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """Shares 0..1 of the message's weight that the entry's questions mention (`asked`) and that all its text
    mentions; `weight`: what `asked` adds up to, 1 a word of the trade."""

    asked: float = 0.0
    mentioned: float = 0.0
    weight: float = 0.0


class Coverage:
    """Reads the `first` entries at once, the others when a message is compared with them (some milliseconds each)."""

    def __init__(self, reader: Reader, first: Sequence[Entry]) -> None:
        self._reader = reader
        self._kept = {entry.id: self._mentioned(entry) for entry in first}

    def renamed(self, words: Sequence[str]) -> list[str]:
        """With the lexicon's synonyms and products under their first name."""
        return self._reader.renamed(words)

    def words(self, text: str) -> list[str]:
        """The text's words as the base's reader sees them, before its synonyms are put in."""
        return self._reader.words(text)

    def read(self, words: Sequence[str]) -> Words:
        """The stems of the words that say something, each with its weight."""
        said = [word for word in dict.fromkeys(self._reader.renamed(words)) if word not in GRAMMAR]
        weights = (COMMON if word in EVERYDAY else 1.0 for word in said)
        return list(zip(self._reader.language.stem(said), weights, strict=True))

    def of(self, words: Words, entry: Entry) -> "Covered":
        """How the entry covers the words that were read."""
        mentioned = self.mentioned(entry)
        total = asked = every = 0.0
        for stem, weight in words:
            total += weight
            asked += weight * (stem in mentioned.asked)
            every += weight * (stem in mentioned.all)
        whole = total or 1.0
        return Covered(asked=asked / whole, mentioned=every / whole, weight=asked)

    def knows(self, entry: Entry) -> Callable[[str], bool]:
        """Whether the entry writes a phrase anywhere, in the singular or the plural."""
        text = self.mentioned(entry).text
        return lambda phrase: f" {phrase} " in text or f" {phrase}s " in text or f" {phrase.rstrip('sx')} " in text

    def mentioned(self, entry: Entry) -> Mentioned:
        if entry.id not in self._kept:
            if len(self._kept) >= CACHED:
                self._kept.clear()
            self._kept[entry.id] = self._mentioned(entry)
        return self._kept[entry.id]

    def _mentioned(self, entry: Entry) -> Mentioned:
        asked = [self._reader.words(text) for text in (entry.title, *entry.questions[:100])]
        answer = self._reader.words(entry.markdown[:4000])
        plain = f" {' '.join(word for words in (*asked, answer) for word in words)} "
        stems = self._stems(asked)
        return Mentioned(stems, stems | self._stems([answer]), plain)

    def _stems(self, texts: Sequence[Sequence[str]]) -> frozenset[str]:
        words = {word for text in texts for word in (*text, *self._reader.renamed(text))}
        return frozenset(self._reader.language.stem(list(words)))
