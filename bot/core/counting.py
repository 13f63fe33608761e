"""Counts over exchanges and votes, for the moderators' figures. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.model import Outcome

QUESTIONS = (Outcome.ANSWER, Outcome.CLARIFY, Outcome.STATUS, Outcome.HANDOVER)


@dataclass(frozen=True, slots=True)
class Asked:
    """A message of a person: its event id, what was done about it, with which entries; `kept`: it was a question."""

    question: str
    outcome: Outcome
    entries: tuple[str, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Liked:
    """An entry, how often it was answered, and its votes."""

    entry: str
    answered: int
    up: int
    down: int

    @property
    def balance(self) -> int:
        return self.up - self.down


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one span of time. `silent`: questions of the room left to people; `handed`: it said that it does not know."""

    questions: int
    answered: int
    clarified: int
    status: int
    handed: int
    silent: int
    up: int
    down: int
    best: tuple[Liked, ...]
    worst: tuple[Liked, ...]


def figures(asked: Sequence[Asked], votes: Sequence[tuple[str, str]], most: int = 3) -> Figures:
    """`votes`: (event id of the question, `up` or `down`). `most`: entries shown at either end."""
    count: Counter[Outcome] = Counter(one.outcome for one in asked)
    silent = sum(1 for one in asked if one.outcome is Outcome.SILENT and one.kept)
    answers = {one.question: one for one in asked if one.outcome in QUESTIONS}
    cast = [(answers[question], key) for question, key in votes if question in answers]
    liked = judged(asked, cast)
    return Figures(
        questions=sum(count[outcome] for outcome in QUESTIONS) + silent,
        answered=count[Outcome.ANSWER],
        clarified=count[Outcome.CLARIFY],
        status=count[Outcome.STATUS],
        handed=count[Outcome.HANDOVER],
        silent=silent,
        up=sum(key == "up" for _, key in cast),
        down=sum(key == "down" for _, key in cast),
        best=tuple(sorted((one for one in liked if one.balance > 0), key=lambda one: (-one.balance, one.entry))[:most]),
        worst=tuple(sorted((one for one in liked if one.balance < 0), key=lambda one: (one.balance, one.entry))[:most]),
    )


def judged(asked: Sequence[Asked], cast: Sequence[tuple[Asked, str]]) -> list[Liked]:
    """Every entry with a vote. A question asked back is no judgement of the entries offered."""
    served = Counter(entry for one in asked if one.outcome is Outcome.ANSWER for entry in one.entries)
    votes = Counter((entry, key) for one, key in cast if one.outcome is Outcome.ANSWER for entry in one.entries)
    return [
        Liked(entry, served[entry], votes[entry, "up"], votes[entry, "down"])
        for entry in sorted({entry for entry, _ in votes})
    ]
