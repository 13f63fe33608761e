"""Whose certificate ends soon, and on which day a moderator is to be told."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.model import CheckResult

DAY = 86400.0
# Three weeks to plan it, one to do it, one day to run.
WARN_DAYS = (21, 7, 1)


@dataclass(frozen=True, slots=True)
class Expiry:
    """`step` is the smallest of WARN_DAYS already reached: tell once for each (host, port, expires_at, step)."""

    host: str
    port: int
    expires_at: float
    days: int
    step: int


def expiring(results: Iterable[CheckResult], now: float) -> tuple[Expiry, ...]:
    """Certificates within 21 days of their end, soonest first, each host and port once."""
    found: dict[tuple[str, int], Expiry] = {}
    for result in results:
        for endpoint in result.endpoints:
            left = (endpoint.expires_at - now) / DAY
            steps = [step for step in WARN_DAYS if left <= step]
            if endpoint.expires_at and steps:
                expiry = Expiry(endpoint.host, endpoint.port, endpoint.expires_at, int(left), min(steps))
                found[endpoint.host, endpoint.port] = expiry
    return tuple(sorted(found.values(), key=lambda expiry: expiry.expires_at))
