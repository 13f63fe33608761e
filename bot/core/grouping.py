"""Questions that ask the same thing, whatever their words: groups by likeness, for the moderators' list. Pure.

Not the matcher: there is nothing to match against yet, only the questions themselves.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.core.model import Knowledge
from bot.core.text import Language, Reader, language_of

# Shares of the three cosines (words, letters, meanings) and the mean likeness from which two groups are one. Measured
# on ten matters that the base does not know, three or four wordings each: three wordings among five other questions
# are one group in 15 of 25 trials, and never with a stranger in it.
WORDS, LETTERS, MEANINGS = 0.3, 0.3, 0.4
ALIKE = 0.13
GRAMS = (2, 4)
DOUBT = 20  # of a few texts only a part of the mean is taken away

Floats = NDArray[np.float32]


def groups(texts: Sequence[str], knowledge: Knowledge) -> list[list[int]]:
    """Positions of the texts, in groups, the largest first. Square in the number of texts: a second for 500."""
    if not texts:
        return []
    return sorted(joined(likeness(texts, knowledge)), key=lambda group: (-len(group), group[0]))


def likeness(texts: Sequence[str], knowledge: Knowledge) -> Floats:
    """How alike each two are, 0..1."""
    language = language_of(knowledge.language)
    reader = Reader(language, knowledge.lexicon)
    every = [bare(reader.read(text), language) for text in (*texts, *ordinary(knowledge))]
    words = every[: len(texts)]
    stems = Bags([Counter(language.stem(one)) for one in every], len(texts))
    letters = Bags([Counter(gram for word in one for gram in grams(word)) for one in every], len(texts))
    about = directions(words, stems.weights, language)
    found: Floats = WORDS * stems.cosines() + LETTERS * letters.cosines() + MEANINGS * np.maximum(about @ about.T, 0)
    return found


def ordinary(knowledge: Knowledge) -> list[str]:
    """How people usually ask here: a word that all of it holds ("mail") makes no two questions alike."""
    return [question for entry in knowledge.entries for question in entry.questions]


def bare(words: Sequence[str], language: Language) -> list[str]:
    """Without the words of grammar; a text of nothing else keeps them."""
    return [word for word in words if word not in language.grammar] or list(words)


def grams(word: str) -> Iterable[str]:
    framed = f" {word} "
    for size in range(GRAMS[0], GRAMS[1] + 1):
        for at in range(max(1, len(framed) - size + 1)):
            yield framed[at : at + size]


class Bags:
    """Texts as bags of features, rare ones heavier; the first `count` are those to compare, the rest tell how rare."""

    def __init__(self, every: Sequence[Counter[str]], count: int) -> None:
        held = Counter(name for one in every for name in one)
        self.weights = {name: math.log((len(every) + 1) / (number + 1)) + 0.1 for name, number in held.items()}
        self.compared = every[:count]

    def cosines(self) -> Floats:
        columns = {name: at for at, name in enumerate({name for one in self.compared for name in one})}
        table = np.zeros((len(self.compared), len(columns)), np.float32)
        for row, one in enumerate(self.compared):
            for name in one:
                table[row, columns[name]] = self.weights[name]
        rows = unit(table)
        found: Floats = rows @ rows.T
        return found


def directions(words: Sequence[Sequence[str]], weights: Mapping[str, float], language: Language) -> Floats:
    """What each text is about, from the meanings of its words; what all have in common is taken away."""
    known = language.meanings
    table = np.zeros((len(words), known.dimensions), np.float32)
    for row, one in enumerate(words):
        pairs = zip(one, language.stem(one), strict=True)
        found = [(known.rows[word], weights[stem]) for word, stem in pairs if word in known.rows]
        if found:
            shares = np.array([weight for _, weight in found], np.float32)
            table[row] = shares @ unit(known.vectors([at for at, _ in found]))
    table = unit(table)
    return unit(table - table.sum(0) / np.float32(len(table) + DOUBT))


def unit(table: Floats) -> Floats:
    lengths = np.sqrt((table * table).sum(-1, keepdims=True))
    found: Floats = table / np.maximum(lengths, np.float32(1e-6))
    return found


def joined(alike: Floats) -> list[list[int]]:
    """The two likest groups become one, as long as their members are alike on average."""
    members = [[at] for at in range(len(alike))]
    sums = alike.copy()  # summed likeness of each two groups
    np.fill_diagonal(sums, -np.inf)
    sizes = np.ones(len(alike), np.float32)
    while len(alike) > 1:
        mean = sums / np.outer(sizes, sizes)
        one, other = divmod(int(mean.argmax()), len(alike))
        if mean[one, other] < ALIKE:
            break
        members[one] += members[other]
        members[other] = []
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sums[one, one] = -np.inf
        sums[other, :] = sums[:, other] = -np.inf
        sizes[one] += sizes[other]
    return [sorted(group) for group in members if group]
