"""What one target tells of the endpoints that were looked at: all of it, TLS only, or the logins only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.checks.targets import Goal, Lens
from bot.core.diagnosis.judge import diagnose, judged
from bot.core.model import CheckResult, EndpointResult, StageStatus, Verdict
from bot.core.phrasing.checks import cause_and_remedy

UP_TO_TLS = frozenset({"dns", "tcp", "starttls", "tls", "certificate"})
TROUBLE = (Verdict.DOWN, Verdict.DEGRADED)


def through(goal: Goal, endpoints: Sequence[EndpointResult], checked_at: float, unasked: str) -> CheckResult:
    """The result of a goal. `unasked`: the code for why no login is tried at all; empty when logins are tried."""
    seen = LENSES[goal.lens](endpoints)
    result = diagnose(target=goal.target, title=goal.title, endpoints=seen, checked_at=checked_at)
    needs_login = goal.lens is Lens.LOGIN or goal.target == "delivery"
    return untested(result, unasked) if needs_login and unasked and result.verdict not in TROUBLE else result


def untested(result: CheckResult, code: str) -> CheckResult:
    """The servers answer, but no login was tried: nothing is known of what was asked."""
    cause, remedy = cause_and_remedy(code, Verdict.UNKNOWN, ())
    return replace(result, verdict=Verdict.UNKNOWN, code=code, cause=cause, remedy=remedy)


def whole(endpoints: Sequence[EndpointResult]) -> list[EndpointResult]:
    return list(endpoints)


def tls(endpoints: Sequence[EndpointResult]) -> list[EndpointResult]:
    """Certificates and versions; a stage before TLS that failed stays, since it is why nothing is known."""
    return [
        judged(replace(e, stages=tuple(s for s in e.stages if s.name in UP_TO_TLS or before_tls_failed(e, s.name))))
        for e in endpoints
    ]


def before_tls_failed(endpoint: EndpointResult, name: str) -> bool:
    last = endpoint.stages[-1]
    return (
        last.name == name and last.status is StageStatus.FAIL and all(s.name != "certificate" for s in endpoint.stages)
    )


def login(endpoints: Sequence[EndpointResult]) -> list[EndpointResult]:
    """Where a login was tried, and what failed before one could be; all when no login was tried anywhere."""
    tried = [e for e in endpoints if e.verdict in TROUBLE or was_tried(e)]
    return tried or list(endpoints)


def was_tried(endpoint: EndpointResult) -> bool:
    return any(stage.name == "login" and stage.status is not StageStatus.SKIPPED for stage in endpoint.stages)


LENSES: Mapping[Lens, Callable[[Sequence[EndpointResult]], list[EndpointResult]]] = {
    Lens.ALL: whole,
    Lens.TLS: tls,
    Lens.LOGIN: login,
}
