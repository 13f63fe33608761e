"""Figures of a run: shares by topic and style, false replies, calibration. Numbers only; report.py writes them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.core.model import Outcome
from tests.evaluation.cases import QUIET
from tests.evaluation.judging import Judged, Mark

BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of 1 of each mark, of `count` messages."""

    count: int
    by: Mapping[Mark, float]

    def of(self, *marks: Mark) -> float:
        return sum(self.by.get(mark, 0.0) for mark in marks)


def shares(judged: Sequence[Judged]) -> Shares:
    counts = Counter(one.mark for one in judged)
    total = max(1, len(judged))
    return Shares(len(judged), {mark: count / total for mark, count in counts.items()})


def grouped(judged: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, Shares]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[key(one)].append(one)
    return {name: shares(group) for name, group in sorted(groups.items())}


def kind(judged: Sequence[Judged], *names: str) -> list[Judged]:
    return [one for one in judged if one.case.kind in names]


def quiet(judged: Sequence[Judged]) -> list[Judged]:
    return kind(judged, *QUIET)


def topic(one: Judged) -> str:
    wanted = (*one.case.expected.answers, *one.case.expected.both)
    return wanted[0] if wanted else "ambiguous"


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence lies in a range: how many, how sure on average, how many right."""

    low: float
    high: float
    count: int
    said: float
    right: float


def reliability(judged: Sequence[Judged]) -> list[Bin]:
    """Of all single answers given, wherever they came from: is a confidence of 0.8 right 8 times in 10?"""
    answers = [one for one in judged if one.decision.outcome is Outcome.ANSWER and len(one.decision.matches) == 1]
    bins = []
    for low, high in pairwise(BINS):
        inside = [one for one in answers if low <= one.confidence < high]
        if inside:
            said = sum(one.confidence for one in inside) / len(inside)
            right = sum(one.mark is Mark.RIGHT for one in inside) / len(inside)
            bins.append(Bin(low, min(high, 1.0), len(inside), said, right))
    return bins


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The rows of the table of aims. Shares of 1."""

    in_scope_right: float
    in_scope_wrong: float
    in_scope_offered: float  # asked back, the right entry among the choices
    addressed: float  # right, or the right entry among the choices
    false_replies: float
    unknown_answered: float
    follow_ups: float
    incidents: float
    secrets_found: float
    false_alarms: float


def headline(judged: Sequence[Judged]) -> Headline:
    room, addressed = shares(kind(judged, "in-scope")), shares(kind(judged, "addressed"))
    others = [one for one in judged if one.case.kind not in ("secret",)]
    alarms = [one for one in kind(judged, "look-alike") if one.decision.outcome is Outcome.SECRET]
    unknown = [*kind(judged, "unknown", "addressed-unknown")]
    return Headline(
        in_scope_right=room.of(Mark.RIGHT),
        in_scope_wrong=room.of(Mark.WRONG),
        in_scope_offered=room.of(Mark.OFFERED),
        addressed=addressed.of(Mark.RIGHT, Mark.OFFERED),
        false_replies=1 - shares(quiet(judged)).of(Mark.RIGHT),
        unknown_answered=shares(unknown).of(Mark.WRONG),
        follow_ups=shares(kind(judged, "follow-up")).of(Mark.RIGHT),
        incidents=shares(kind(judged, "incident", "addressed-incident")).of(Mark.RIGHT),
        secrets_found=shares(kind(judged, "secret")).of(Mark.RIGHT),
        false_alarms=max(len(alarms) / max(1, len(kind(judged, "look-alike"))), wrongly_alarmed(others)),
    )


def wrongly_alarmed(judged: Sequence[Judged]) -> float:
    """Of everything that holds no secret, the share warned about."""
    return sum(one.decision.outcome is Outcome.SECRET for one in judged) / max(1, len(judged))
