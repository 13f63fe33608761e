"""Knowledge bases of any size for the benchmarks: a real folder, or halves of its questions glued together."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.core.document import Document
from bot.core.model import Entry, Knowledge

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the safe loader, in C where there is one
ENTRY_QUESTIONS = 5


def load(folder: Path) -> Knowledge:
    """The entries of a folder as they stand; no validation and no lexicon, which would take the time measured."""
    head = read(folder / "knowledge.yaml")
    rows = [row for file in sorted(folder.glob("faq/*.yaml")) for row in read(file)]
    entries = sorted((entry_of(row) for row in rows), key=lambda entry: entry.id)
    listed = folder / "unanswered.yaml"
    left = tuple(read(listed)["questions"]) if listed.exists() else ()
    return Knowledge(language=head["language"], title="", entries=tuple(entries), unanswered=left)


def read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), LOADER)  # noqa: S506


def entry_of(row: dict[str, Any]) -> Entry:
    return Entry(
        id=row["id"],
        title=row["title"],
        questions=tuple(row["questions"]),
        markdown=row["answer"],
        answer=Document(),
        refuses=tuple(row.get("not", ())),
    )


def glued(knowledge: Knowledge, seed: int) -> Iterator[str]:
    """Endless questions: the first half of one, the second half of another."""
    pool = [question.split() for entry in knowledge.entries for question in entry.questions]
    rng = random.Random(seed)
    while True:
        one, two = rng.choice(pool), rng.choice(pool)
        yield " ".join([*one[: len(one) // 2 + 1], *two[len(two) // 2 :]])


def made(knowledge: Knowledge, questions: int) -> Knowledge:
    """A base of so many questions, five an entry, without titles and answers; it leaves to people what the real one
    does."""
    texts = glued(knowledge, 0)
    entries = tuple(
        Entry(
            id=f"e{number:06}",
            title="",
            questions=tuple(next(texts) for _ in range(ENTRY_QUESTIONS)),
            markdown="",
            answer=Document(),
        )
        for number in range(questions // ENTRY_QUESTIONS)
    )
    return Knowledge(language=knowledge.language, title="", entries=entries, unanswered=knowledge.unanswered)
