"""Reads a text as the base's words: abbreviations in full, the trade's synonyms and products under one name.

Both sides of a comparison go through the same reader, so that a table entry needs to be right only once.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.core.model import Lexicon
from bot.core.text.folding import fold, normalise
from bot.core.text.language import Language

# A message of more words is a pasted text: what it asks stands at one of its ends (and time stays bounded).
FIRST, LAST = 90, 30

Phrase = tuple[str, ...]
NOTHING: tuple[Phrase, Phrase] = (), ()


class Reader:
    """Never changes; one for each base. Replaces the longest phrase first, compares by stems, never rescans."""

    def __init__(self, language: Language, lexicon: Lexicon) -> None:
        self.language = language
        self._short = {
            **language.short,
            **{fold(key): tuple(fold(full).split()) for key, full in lexicon.abbreviations.items()},
        }
        self._phrases: dict[str, list[tuple[Phrase, Phrase]]] = {}
        # The lexicon's own words, as written: "calendar" is no misspelling of a product called Calendso.
        self.written = frozenset(word for pair in phrases(lexicon) for text in pair for word in fold(text).split())
        for name, other in phrases(lexicon):
            self._learn(tuple(fold(other).split()), tuple(fold(name).split()))
        for known in self._phrases.values():
            known.sort(key=lambda pair: (-len(pair[0]), pair))

    def _learn(self, other: Phrase, name: Phrase) -> None:
        key = tuple(self.language.stem(other))
        known = self._phrases.setdefault(key[0], []) if key and name else []
        if all(key != taken for taken, _ in known):
            known.append((key, name))

    @property
    def vocabulary(self) -> set[str]:
        """Stems of phrases that the lexicon knows how to replace."""
        return {word for known in self._phrases.values() for key, _ in known for word in key}

    def words(self, text: str) -> list[str]:
        """Comparable words of a text, bounded in number; `renamed` has not been applied."""
        return self.in_full(normalise(text).split())

    def in_full(self, folded: Sequence[str]) -> list[str]:
        """The same of folded words."""
        if len(folded) > FIRST + LAST:
            folded = [*folded[:FIRST], *folded[-LAST:]]
        return [word for one in folded for word in self._short.get(one, (one,))]

    def renamed(self, words: Sequence[str]) -> list[str]:
        """The same words with the lexicon's synonyms and products under their first name."""
        stems = tuple(self.language.stem(words)) if self._phrases else ()
        if self._phrases.keys().isdisjoint(stems):
            return list(words)
        return list(self._renamed(words, stems))

    def _renamed(self, words: Sequence[str], stems: Phrase) -> Iterator[str]:
        at = 0
        while at < len(words):
            known = self._phrases.get(stems[at])
            key, name = found(known, stems, at) if known else NOTHING
            yield from name or (words[at],)
            at += len(key) or 1

    def read(self, text: str) -> list[str]:
        """What the base's own texts go through."""
        return self.renamed(self.words(text))


def found(known: Sequence[tuple[Phrase, Phrase]], stems: Phrase, at: int) -> tuple[Phrase, Phrase]:
    """The first of the phrases that stands there."""
    return next((pair for pair in known if stems[at : at + len(pair[0])] == pair[0]), NOTHING)


def phrases(lexicon: Lexicon) -> Iterable[tuple[str, str]]:
    """(name, other writing); a name stands for itself, so that it is not eaten by a shorter phrase."""
    for name, others in lexicon.products.items():
        yield from ((name, other) for other in (name, *others))
    for first, *same in lexicon.synonyms:
        yield from ((first, other) for other in (first, *same))
