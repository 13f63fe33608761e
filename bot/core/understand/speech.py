"""How people speak, brought to words that patterns and weights know: abbreviations in full, misspelt everyday words put
right. Words of the trade are left alone: what they mean is looked up elsewhere.

A pattern that waits for "comment" is deaf to "coment". Of messages with two typos each, none learnt from, what is asked
stands above what is not with an area under the ROC curve of 0.958; 0.947 with the words as typed. Without typos 0.966
both ways.
"""

from collections.abc import Collection
from functools import cache

from rapidfuzz.distance import OSA

from bot.core.model import Lexicon
from bot.core.text import Reader, Speller, language_of
from bot.core.text.language import common_of
from bot.core.text.meanings import meanings_of
from bot.core.understand.wording import FREQUENT

SHORTEST = 4  # letters; shorter words are too near to each other
TWO_EDITS_FROM = 9  # letters of a word in which two edits are put right; of shorter ones many words are two edits away
MOST = 20  # strange words of a message: with more it is not French, nor worth the time
_AWAITED = """
    outage outages cimer depannee migrons nope parvenons perimee perimes rale redemande remarche remarchent repassee
    standup synchronisent vieillot"""  # patterns wait for them, and neither language's table holds them
EVERYDAY = common_of("fr") | common_of("en") | FREQUENT
WRITTEN = frozenset(_AWAITED.split()) | meanings_of("fr").rows.keys() | meanings_of("en").rows.keys()


@cache
def everyday_stems() -> frozenset[str]:
    return frozenset(language_of("fr").stem(sorted(EVERYDAY)))


class Speech:
    """`trade`: the base's words, never misspellings. Not for two threads at once (the stemmer is not)."""

    def __init__(self, trade: Collection[str]) -> None:
        language = language_of("fr")
        self._reader = Reader(language, Lexicon())
        self._stem = language.stem
        self._trade = frozenset(trade)
        self._forms = frozenset(language.stem(sorted(self._trade))) | everyday_stems()
        self._speller = Speller(dict.fromkeys(FREQUENT, 1), EVERYDAY)

    def words(self, text: str) -> list[str]:
        """Folded words of a text, bounded in number."""
        words = self._reader.words(text)
        strange = {word for word in words if self._strange(word)}
        if len(strange) > MOST:
            return words
        return [self._meant(word) if word in strange else word for word in words]

    def _strange(self, word: str) -> bool:
        """Written nowhere, nor another form of a known word, as "cochez" is."""
        if len(word) < SHORTEST or not word.isalpha() or word in WRITTEN or word in self._trade:
            return False
        return self._stem([word])[0] not in self._forms

    def _meant(self, word: str) -> str:
        meant = self._speller.correct(word)
        return meant if len(word) >= TWO_EDITS_FROM or OSA.distance(word, meant) <= 1 else word
