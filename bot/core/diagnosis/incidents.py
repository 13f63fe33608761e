"""When a run of results becomes an incident, and when it is over: a state machine without a clock.

Feed it each background result of a service in order; it answers what has just changed. Whoever calls it stores the
`State` (it is plain data) and tells the room.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.model import CheckResult, Verdict

FAILING = (Verdict.DOWN, Verdict.DEGRADED)


@dataclass(frozen=True, slots=True)
class Policy:
    """`failures` in a row open an incident, `successes` in a row close it.

    Three and two: at one check a minute an outage is told within three minutes, and one lost packet never is.
    """

    failures: int = 3
    successes: int = 2


class Change(StrEnum):
    NONE = ""
    OPENED = "opened"
    WORSENED = "worsened"  # the same incident has another verdict or cause: edit the message, do not send another
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Of one target. Times in seconds since the epoch; `since` is the first failure of the run that opened it."""

    target: str
    failures: int = 0
    successes: int = 0
    open: bool = False
    verdict: Verdict = Verdict.UNKNOWN
    code: str = ""
    since: float = 0.0
    until: float = 0.0  # the first success of the run that closed it


def follow(state: State, result: CheckResult, policy: Policy = Policy()) -> tuple[State, Change]:
    """The next state and what just changed. Unknown results count for nothing: they say nothing of the service."""
    if result.verdict is Verdict.UNKNOWN:
        return state, Change.NONE
    step = failing if result.verdict in FAILING else working
    return step(state, result, policy)


def failing(state: State, result: CheckResult, policy: Policy) -> tuple[State, Change]:
    since = state.since if state.failures or state.open else result.checked_at
    told = (state.verdict, state.code)
    state = replace(
        state, failures=state.failures + 1, successes=0, since=since, until=0.0,
        verdict=result.verdict, code=result.code,
    )  # fmt: skip
    if state.open:
        return state, Change.WORSENED if told != (result.verdict, result.code) else Change.NONE
    if state.failures >= policy.failures:
        return replace(state, open=True), Change.OPENED
    return state, Change.NONE


def working(state: State, result: CheckResult, policy: Policy) -> tuple[State, Change]:
    until = state.until or result.checked_at
    state = replace(state, failures=0, successes=state.successes + 1, until=until)
    if not state.open:
        return replace(state, verdict=result.verdict, code="", since=0.0, until=0.0), Change.NONE
    if state.successes < policy.successes:
        return state, Change.NONE
    return replace(state, open=False, verdict=result.verdict, code=""), Change.CLOSED
