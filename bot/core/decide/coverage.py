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
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: dict[str, Mentioned] = {}

    def renamed(self, words: Sequence[str]) -> list[str]:
        """With the lexicon's synonyms and products under their first name."""
        return self._reader.renamed(words)

    def words(self, text: str) -> list[str]:
        """The text's words as the base's reader sees them, before its synonyms are put in."""
        return self._reader.words(text)

    def of(self, words: Sequence[str], entry: Entry) -> "Covered":
        """How the entry covers the words."""
        said = self._said(words)
        mentioned = self.mentioned(entry)
        stems = self._reader.language.stem([word for word, _ in said])
        total = asked = every = 0.0
        for (_, weight), stem in zip(said, stems, strict=True):
            total += weight
            asked += weight * (stem in mentioned.asked)
            every += weight * (stem in mentioned.all)
        whole = total or 1.0
        return Covered(asked=asked / whole, mentioned=every / whole, weight=asked)

    def _said(self, words: Sequence[str]) -> list[tuple[str, float]]:
        """The words that say something, each once, with their weight."""
        renamed = dict.fromkeys(self._reader.renamed(words))
        return [(word, COMMON if word in EVERYDAY else 1.0) for word in renamed if word not in GRAMMAR]

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
        asked = self._stems([entry.title, *entry.questions[:100]])
        texts = [entry.title, *entry.questions[:100], entry.markdown[:4000]]
        plain = f" {' '.join(word for text in texts for word in self._reader.words(text))} "
        return Mentioned(asked, asked | self._stems(texts[-1:]), plain)

    def _stems(self, texts: Sequence[str]) -> frozenset[str]:
        stems: set[str] = set()
        for text in texts:
            words = self._reader.words(text)
            stems.update(self._reader.language.stem(words))
            stems.update(self._reader.language.stem(self._reader.renamed(words)))
        return frozenset(stems)
