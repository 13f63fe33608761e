"""Right, wrong, asked back, silent: a decision against what was expected of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.core.mind import Mind
from bot.core.model import Decision, Outcome
from tests.evaluation.cases import Case, Expected


class Mark(StrEnum):
    RIGHT = "right"
    OFFERED = "offered"  # asked back, the right entry among the choices
    MISSED = "asked amiss"  # asked back without it
    SILENT = "silent"  # nothing said, or handed over, where something was expected
    WRONG = "wrong"  # answered, or spoke where silence was expected


@dataclass(frozen=True, slots=True)
class Judged:
    case: Case
    decision: Decision
    mark: Mark

    @property
    def confidence(self) -> float:
        return self.decision.matches[0].score if self.decision.matches else 0.0


def mark(expected: Expected, decision: Decision) -> Mark:
    if right(expected, decision):
        return Mark.RIGHT
    if decision.outcome is Outcome.CLARIFY:
        wanted = {*expected.answers, *expected.both, *expected.choices}
        return Mark.OFFERED if wanted & {match.entry for match in decision.matches} else Mark.MISSED
    if decision.outcome in (Outcome.SILENT, Outcome.HANDOVER):
        return Mark.SILENT
    return Mark.WRONG


def right(expected: Expected, decision: Decision) -> bool:
    names = {match.entry for match in decision.matches}
    if expected.never:
        return decision.outcome.value != expected.never
    if decision.outcome is Outcome.ANSWER:
        return bool(len(names) == 1 and names & {*expected.answers}) or (len(names) > 1 and names == {*expected.both})
    if decision.outcome is Outcome.CLARIFY:
        inside = names & {*expected.choices}
        return len(inside) >= 2 and len(names - inside) <= 1
    return any(fits(wanted, decision) for wanted in expected.outcomes)


def fits(wanted: str, decision: Decision) -> bool:
    """`status:` accepts any service, `status:smtp` that one (a check of all services shows it too)."""
    outcome, _, service = wanted.partition(":")
    if decision.outcome.value != outcome:
        return False
    return not service or decision.check in (service, "all")


def judge(mind: Mind, cases: Iterable[Case], watch: Callable[[Case, Decision], None] | None = None) -> list[Judged]:
    judged = []
    for case in cases:
        decision = mind.decide(case.message)
        judged.append(Judged(case, decision, mark(case.expected, decision)))
        if watch:
            watch(case, decision)
    return judged
