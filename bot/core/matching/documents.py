"""A knowledge base as training documents: what each entry's texts are worth and to which class they belong.

No numbers of features here, and no queries.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.model import Entry, Knowledge
from bot.core.text import Reader

# Weights of a title and of an answer beside a question (1). The answer is cut: its beginning says what it is about.
# cnil-fr (one question an entry): +6.5 points right at first place; longer or shorter answers lose up to 6.
QUESTION, TITLE, ANSWER, ANSWER_CHARACTERS = 1.0, 0.5, 0.3, 600

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One text of the base. `owner`: class number; classes past the entries hold what entries refuse."""

    words: Words
    owner: int
    weight: float

    @property
    def is_question(self) -> bool:
        return self.weight == QUESTION


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts; `ids[owner]` names the entry, `refusing[owner - len(ids)]` the entry whose `not` the class holds."""

    ids: tuple[str, ...]
    refusing: tuple[int, ...]
    texts: tuple[Written, ...]
    questions: int  # median of an entry

    @property
    def classes(self) -> int:
        return len(self.ids) + len(self.refusing)


def corpus_of(knowledge: Knowledge, reader: Reader) -> Corpus:
    entries = sorted(knowledge.entries, key=lambda entry: entry.id)
    texts = [text for owner, entry in enumerate(entries) for text in texts_of(entry, owner, reader)]
    asked = {text.words for text in texts if text.is_question}
    refusing: list[int] = []
    for owner, entry in enumerate(entries):
        refused = {words for phrase in entry.refuses if (words := tuple(reader.read(phrase))) and words not in asked}
        texts += [Written(words, len(entries) + len(refusing), QUESTION) for words in sorted(refused)]
        refusing += [owner] if refused else []
    counts = sorted(len(entry.questions) for entry in entries)
    median = counts[len(counts) // 2] if counts else 0
    return Corpus(tuple(entry.id for entry in entries), tuple(refusing), tuple(texts), median)


def texts_of(entry: Entry, owner: int, reader: Reader) -> Iterator[Written]:
    """Questions, title, beginning of the answer; each wording once."""
    seen: set[Words] = set()
    answer = entry.markdown[:ANSWER_CHARACTERS]
    weighted = [*((text, QUESTION) for text in entry.questions), (entry.title, TITLE), (answer, ANSWER)]
    for text, weight in weighted:
        words = tuple(reader.read(text))
        if words and words not in seen:
            seen.add(words)
            yield Written(words, owner, weight)


def balanced(corpus: Corpus) -> list[float]:
    """Weights such that every class counts as much as any other, however many questions it has."""
    total: Counter[int] = Counter()
    for text in corpus.texts:
        total[text.owner] += text.weight  # type: ignore[assignment]
    mean = sum(total.values()) / max(1, len(total))
    return [text.weight * mean / total[text.owner] for text in corpus.texts]
