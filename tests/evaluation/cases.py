"""The evaluation's messages and their two halves. Written before any matcher ran; never moved between the halves."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.core.model import Message, Outcome, Turn

FOLDER = Path(__file__).parent / "messages"
# Follow-ups looked at while the steps of a conversation were mended: they belong to neither half.
FOLLOWING = Path(__file__).parent / "following.jsonl"
# Others, longer and farther from the answer before, written to learn from.
THREADS = Path(__file__).parent / "threads.jsonl"
QUIET = ("chatter", "human-help", "announcement", "quoted", "code", "other-subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Any of these is right: an answer of `answers`; all of `both`; a question back among `choices`; an outcome of
    `outcomes` (`status:smtp`, `status:` for any service, or the bare outcome). `never`: all but this outcome."""

    answers: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    never: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    id: str
    kind: str
    style: str
    message: Message
    expected: Expected
    turns: tuple[str, ...] = field(default=())

    @property
    def tuning(self) -> bool:
        """The half is the parity of the first byte of the id's SHA-256: nothing else, for ever."""
        return sha256(self.id.encode()).digest()[0] % 2 == 0


def load() -> tuple[Case, ...]:
    return tuple(case for path in sorted(FOLDER.glob("*.jsonl")) for case in read(path))


def read(path: Path) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Case(
            id=row["id"],
            kind=row["kind"],
            style=row["style"],
            message=message_of(row),
            expected=expected_of(row["expect"]),
        )


def case_of(kind: str, text: str, expected: Expected, *, addressed: bool = False) -> Case:
    """A message that stands in no file of messages."""
    return Case(id=text, kind=kind, style="", message=Message(text=text, addressed=addressed), expected=expected)


def asked_case(text: str, entry: str, *, addressed: bool = False) -> Case:
    kind = "addressed" if addressed else "in-scope"
    return case_of(kind, text, Expected(answers=(entry,)), addressed=addressed)


def message_of(row: dict[str, Any]) -> Message:
    if "turns" not in row:
        return Message(text=row["text"], addressed=row.get("addressed", False))
    *earlier, last = row["turns"]
    turns = tuple(
        Turn(text=turn["text"], outcome=Outcome(turn["outcome"]), entries=tuple(turn["entries"])) for turn in earlier
    )
    return Message(text=last["text"], in_bot_thread=True, turns=turns)


def expected_of(row: dict[str, Any]) -> Expected:
    return Expected(
        answers=tuple(row.get("answer", ())),
        both=tuple(row.get("both", ())),
        choices=tuple(row.get("clarify", ())),
        outcomes=tuple(row.get("outcome", ())),
        never=row.get("not", ""),
    )


def halves(cases: Sequence[Case]) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Tuning, test."""
    return tuple(case for case in cases if case.tuning), tuple(case for case in cases if not case.tuning)
