"""How near an entry's own texts are to a message.

A fit weighs every text against every other, and an entry of three questions loses against one of seventy. What the few
nearest texts say besides tells more of an entry with many wordings, and all that can be told of one with few.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.classifier import Seen
from bot.core.matching.documents import Corpus
from bot.core.matching.features import PHRASES, SHARES
from bot.core.matching.nearest import best
from bot.core.matching.rows import Floats, Ints

VOTES = 10  # texts nearest in meaning that vote for their entries
# The more questions an entry has, the nearer one of them is to anything: what ten times as many are worth. Of 18
# entries of three questions among 34 of seventy, 49 % of the right ones are nearest by that, 16 % without.
MANY = 0.115


@dataclass(frozen=True, slots=True)
class Closeness:
    """Likeness 0..1 of the entry's `nearest` text, words and meaning in equal parts, and of the neighbouring words
    (`phrases`) of the text that shares most of them; `votes`: the entry's part, 0..1, in the likeness of the texts
    nearest in meaning; `questions`: how many it has."""

    nearest: float = 0.0
    phrases: float = 0.0
    votes: float = 0.0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """The same of all classes."""

    nearest: Floats
    phrases: Floats
    votes: Floats
    questions: Ints
    many: Floats  # likeness that comes of the number of questions alone

    def __getitem__(self, at: int) -> Closeness:
        nearest, phrases, votes = (float(one[at]) for one in (self.nearest, self.phrases, self.votes))
        return Closeness(nearest, phrases, votes, int(self.questions[at]))

    def first(self, count: int) -> NDArray[np.bool_]:
        """Which classes are the nearest, whatever their number of questions."""
        found = np.zeros(len(self.nearest), np.bool_)
        found[best(self.nearest - self.many, count)] = True
        return found


class Nearness:
    """Never changes; one for each base. `share`: of meaning in the similarity."""

    def __init__(self, corpus: Corpus, share: float) -> None:
        self._share = np.float32(share)
        self._owners = np.array([text.owner for text in corpus.texts], np.int64)
        asked = self._owners[np.array([text.is_question for text in corpus.texts], np.bool_)]
        self._questions = np.bincount(asked, minlength=corpus.classes)
        self._many = np.float32(MANY) * np.log10(1 + self._questions).astype(np.float32)

    def of(self, seen: Seen) -> Near:
        own = np.float32(1) - self._share
        words, meanings = (seen.similar - seen.meanings) / own, seen.meanings / self._share
        phrases = seen.phrases / (own * np.float32(SHARES[PHRASES]))
        owners, count = self._owners[seen.texts], len(self._questions)
        nearest = highest((words + meanings) * np.float32(0.5), owners, count)
        votes = voted(meanings, owners, count)
        return Near(nearest, highest(phrases, owners, count), votes, self._questions, self._many)


def highest(likeness: Floats, owners: Ints, count: int) -> Floats:
    """Of each class."""
    found = np.zeros(count, np.float32)
    np.maximum.at(found, owners, likeness)
    return found


def voted(likeness: Floats, owners: Ints, count: int) -> Floats:
    """Each class's part in the likeness of the nearest texts."""
    nearest = best(likeness, VOTES)
    felt = np.maximum(likeness[nearest], np.float32(1e-6))
    found: Floats = np.bincount(owners[nearest], felt, count) / felt.sum()
    return found
