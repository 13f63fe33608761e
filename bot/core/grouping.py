"""Questions that ask the same thing, whatever their words: groups by likeness, for the moderators' list. Pure.

Not the matcher: there is nothing to match against yet, only the questions themselves.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.model import Knowledge
from bot.core.text import Language, Reader, language_of
from bot.core.text.topics import FRAMES, Topics

# What two questions have in common, as a logistic regression weighs it: cosines of words, letters, meanings and topics,
# and whether both name topics and none in common. Learnt on tests/testdata/paraphrases.yaml, its tuning part; so is the
# mean likeness from which two groups are one. Figures: tests/core/test_grouping.py.
WORDS, LETTERS, MEANINGS, TOPICS, OTHERS = 1.6, 0.5, 7.1, 5.6, -3.1
ALIKE = 4.5
GRAMS = (2, 4)
FRAME = 0.3  # what a verb of every interface ("créer", "afficher") weighs beside a word with a matter

Floats = NDArray[np.float32]
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Traits:
    """Tables with a row and a column a text: four cosines, and 1 where both texts name topics, none in common."""

    words: Floats
    letters: Floats
    meanings: Floats
    topics: Floats
    others: Floats


def groups(texts: Sequence[str], knowledge: Knowledge) -> list[list[int]]:
    """Positions of the texts, in groups, the largest first. Square in the number of texts: a second for 500."""
    if not texts:
        return []
    return sorted(joined(likeness(texts, knowledge)), key=lambda group: (-len(group), group[0]))


def likeness(texts: Sequence[str], knowledge: Knowledge) -> Floats:
    """How alike each two are; comparable with ALIKE."""
    seen = traits(texts, knowledge)
    shared = WORDS * seen.words + LETTERS * seen.letters + MEANINGS * np.maximum(seen.meanings, 0)
    found: Floats = (shared + TOPICS * seen.topics + OTHERS * seen.others).astype(np.float32)
    return found


def traits(texts: Sequence[str], knowledge: Knowledge) -> Traits:
    language = language_of(knowledge.language)
    reader = Reader(language, knowledge.lexicon)
    read, usual = [[reader.read(text) for text in some] for some in (texts, ordinary(knowledge))]
    rare = Rarity([language.stem(one) for one in usual], language)
    asked, known = [[bare(one, language) for one in some] for some in (read, usual)]
    weights = [rare.weights(one) for one in asked]
    topics = Topics(reader, language)
    named = [topics.of(language.stem(one)) for one in read]
    about = cosines(named)
    any_topic = np.array([bool(one) for one in named], np.float32)
    return Traits(
        words=cosines([summed(zip(language.stem(a), b, strict=True)) for a, b in zip(asked, weights, strict=True)]),
        letters=cosines(spelled(asked, weights, known)),
        meanings=meanings(read, language),
        topics=about,
        others=np.outer(any_topic, any_topic) * (about == 0),
    )


def ordinary(knowledge: Knowledge) -> list[str]:
    """How people usually ask here: a word that all of it holds ("mail") makes no two questions alike."""
    return [question for entry in knowledge.entries for question in entry.questions]


def bare(words: Sequence[str], language: Language) -> list[str]:
    """Without the words of grammar; a text of nothing else keeps them."""
    return [word for word in words if word not in language.grammar] or list(words)


class Rarity:
    """What words weigh: 1 for those that no usual question holds, 0 for one that all do."""

    def __init__(self, usual: Sequence[Sequence[str]], language: Language) -> None:
        self.language = language
        self.held = Counter(stem for one in usual for stem in set(one))
        self.count = len(usual) + 2
        self.frames = frozenset(language.stem(sorted(FRAMES)))

    def weights(self, words: Sequence[str]) -> list[float]:
        stems = self.language.stem(words)
        return [one * (FRAME if stem in self.frames else 1) for one, stem in zip(self.plain(words), stems, strict=True)]

    def plain(self, words: Sequence[str]) -> list[float]:
        stems = self.language.stem(words)
        return [math.log(self.count / (self.held[stem] + 1)) / math.log(self.count) for stem in stems]


def spelled(
    asked: Sequence[Sequence[str]], weights: Sequence[Sequence[float]], known: Sequence[Sequence[str]]
) -> list[Weights]:
    """The letters of each text asked, rare runs of them heavier."""
    bags = [
        summed((gram, weight) for word, weight in zip(one, given, strict=True) for gram in grams(word))
        for one, given in zip(asked, weights, strict=True)
    ]
    held = Counter(gram for bag in bags for gram in bag)
    held.update(gram for one in known for gram in {gram for word in one for gram in grams(word)})
    most = len(asked) + len(known) + 1
    return [{gram: weight * (math.log(most / (held[gram] + 1)) + 0.1) for gram, weight in bag.items()} for bag in bags]


def grams(word: str) -> Iterable[str]:
    framed = f" {word} "
    for size in range(GRAMS[0], GRAMS[1] + 1):
        for at in range(max(1, len(framed) - size + 1)):
            yield framed[at : at + size]


def summed(pairs: Iterable[tuple[str, float]]) -> Weights:
    found: dict[str, float] = {}
    for name, weight in pairs:
        found[name] = found.get(name, 0.0) + weight
    return found


def cosines(bags: Sequence[Weights]) -> Floats:
    columns = {name: at for at, name in enumerate({name for bag in bags for name in bag})}
    table = np.zeros((len(bags), len(columns)), np.float32)
    for row, bag in enumerate(bags):
        for name, weight in bag.items():
            table[row, columns[name]] = weight
    rows = unit(table)
    found: Floats = rows @ rows.T
    return found


def meanings(asked: Sequence[Sequence[str]], language: Language) -> Floats:
    """Cosines of what the texts are about. Taking away what all have in common wins nothing here."""
    rows = language.meanings.directions(asked)
    found: Floats = rows @ rows.T
    return found


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
