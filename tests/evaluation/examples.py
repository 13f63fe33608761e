"""What there is to learn from: training.txt, asked.txt and taught.jsonl, the base itself (what it leaves to people with
it), the tuning half. The test half is never looked at here."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.core.document import Document
from bot.core.model import Entry, Knowledge
from bot.core.rendering import to_text
from tests.evaluation.cases import QUIET, Case

FOLDER = Path(__file__).parent
BASE, TEST = 0.1, 0.3  # what a text of the base counts beside a message; its tests are written as people write


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    wanted: bool
    weight: float = 1.0


def examples() -> list[Example]:
    lines = (FOLDER / "training.txt").read_text(encoding="utf-8").splitlines()
    return [Example(line[2:].replace("\\n", "\n"), line[0] == "+") for line in lines if line[:2] in ("+ ", "- ")]


def unanswered(knowledge: Knowledge) -> list[Example]:
    """Put to anybody, and answered by no entry."""
    return [Example(text, True) for text in knowledge.unanswered]


@dataclass(frozen=True, slots=True)
class Asked:
    """A message seen in the room, and the entry that answers it."""

    text: str
    entry: str


def asked() -> list[Asked]:
    written = (FOLDER / "asked.txt").read_text(encoding="utf-8").splitlines()
    lines = [line.split(" ", 1) for line in written if line[:1] != "#"]
    return [Asked(text.replace("\\n", "\n"), entry) for entry, text in lines]


def of_asked() -> list[Example]:
    return [Example(one.text, True) for one in asked()]


def of_base(knowledge: Knowledge) -> list[Example]:
    """What the base's entries ask is wanted; what their answers say is a person helping another."""
    found = []
    for entry in knowledge.entries:
        found += [Example(text, True, BASE) for text in entry.questions]
        sentences = [one for one in re.split(r"(?<=[.:;!])\s|\n", to_text(entry.answer)) if len(one.split()) > 3]
        found += [Example(re.sub(r"^(?:•|\d+\.)\s*", "", one), False, BASE) for one in sentences if "?" not in one]
    return found


def of_tests(knowledge: Knowledge) -> list[Example]:
    return [Example(text, True, TEST) for entry in knowledge.entries for text in entry.tests]


def of_cases(cases: Iterable[Case]) -> list[Example]:
    """Seen in the room: what is quiet, and what is asked (whether the base answers it or not)."""
    found = []
    for case in cases:
        if case.kind in ("in-scope", "unknown", "incident") or (
            case.kind == "other-subject" and "?" in case.message.text
        ):
            found.append(Example(case.message.text, True))
        elif case.kind in QUIET:
            found.append(Example(case.message.text, False, 1.5))
    return found


@dataclass(frozen=True, slots=True)
class Taught:
    """An entry on a new matter as a moderator teaches it, and what people ask of it later: in words of their own
    (`asked`), or nearly in those taught (`near`). `tuning`: its half."""

    entry: Entry
    asked: tuple[str, ...]
    near: tuple[str, ...]
    tuning: bool


def taught() -> list[Taught]:
    rows = map(json.loads, (FOLDER / "taught.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Taught(
            Entry(
                id=row["id"],
                title=row["title"],
                questions=tuple(row["questions"]),
                markdown=row["answer"],
                answer=Document(),
            ),
            tuple(row["asked"]),
            tuple(row["near"]),
            row["half"] == "tuning",
        )
        for row in rows
    ]


def with_taught(knowledge: Knowledge, some: Iterable[Taught]) -> Knowledge:
    return replace(knowledge, entries=(*knowledge.entries, *(one.entry for one in some)))


def asked_of(some: Iterable[Taught]) -> list[Asked]:
    return [Asked(text, one.entry.id) for one in some for text in one.asked]


def nearly_asked_of(some: Iterable[Taught]) -> list[Asked]:
    return [Asked(text, one.entry.id) for one in some for text in one.near]
