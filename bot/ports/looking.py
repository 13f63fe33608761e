"""The mail service as it is seen, and the time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.diagnosis.incidents import State
from bot.core.events import Outgoing
from bot.core.model import CheckResult, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A service out of order. Times in seconds since the epoch; `closed_at` is None while it lasts; `notice` is the
    txn under which the rooms were told, a room each (see flows/watch.py)."""

    service: str
    opened_at: float
    closed_at: float | None = None
    verdict: Verdict = Verdict.DOWN
    cause: str = ""
    notice: str = ""


class Watchbook(Protocol):
    """What the background checks saw. Every verb is one transaction."""

    async def saw(self, results: Sequence[CheckResult]) -> None:
        """Keeps verdict and duration of each."""
        ...

    async def states(self) -> Mapping[str, State]:
        """Where each service stood after the last look."""
        ...

    async def follow(self, state: State, incident: Incident | None = None, out: Sequence[Outgoing] = ()) -> None:
        """Keeps the state, the incident (same service and opening: replaced) and what is to be told, at once."""
        ...

    async def incidents(self, since: float) -> Sequence[Incident]:
        """Those open since then, oldest first, open ones included."""
        ...

    async def shares(self, since: float) -> Mapping[str, float]:
        """Service -> share, 0..1, of looks since then that found it well; unknown ones do not count."""
        ...

    async def once(self, key: str, out: Sequence[Outgoing]) -> bool:
        """Puts `out` into the outbox the first time this key is given, ever."""
        ...


class Prober(Protocol):
    """Live checks of the configured services."""

    @property
    def services(self) -> Mapping[str, str]:
        """Service id -> title."""
        ...

    def anew(self, targets: Sequence[str]) -> frozenset[str]:
        """Names of what a run of these targets would have to look at now: empty when all of it is fresh or under way.
        RequestWrong: unknown target."""
        ...

    async def run(
        self, targets: Sequence[str], *, progress: Callable[[CheckResult], None] | None = None
    ) -> Sequence[CheckResult]:
        """One result a target, in the order asked; `progress` hears each as it comes. A number is a port of the word
        before it. RequestWrong: unknown target."""
        ...


class Clock(Protocol):
    def __call__(self) -> float:
        """Seconds since the epoch."""
        ...
