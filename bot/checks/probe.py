"""The door of this folder: words in, results out, one run shared by everybody who asks within a minute."""

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.checks import delivery, domain, tls
from bot.checks.canary import Canary, Claims
from bot.checks.dns import Resolver
from bot.checks.endpoint import check_service, origins
from bot.checks.evidence import Redactor
from bot.checks.kit import Kit
from bot.checks.lenses import through
from bot.checks.limits import Limits
from bot.checks.share import Shared
from bot.checks.targets import Goal, Kind, Unit, delivery_services, goals
from bot.core.diagnosis.judge import together
from bot.core.model import CheckResult, EndpointResult
from bot.core.services import Services
from bot.ports import Clock

Progress = Callable[[CheckResult], None]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen of one unit, and when the look ended: a check of half a minute is fresh when it is told."""

    endpoints: tuple[EndpointResult, ...]
    at: float


class Probe:
    """Implements `ports.Prober`. `resolver`: another way to resolve names, for tests; `clock` in epoch seconds."""

    def __init__(
        self,
        services: Services,
        canary: Canary | None = None,
        *,
        clock: Clock = time.time,
        limits: Limits = Limits(),
        resolver: Resolver | None = None,
    ) -> None:
        self._services = services
        self._canary = canary
        self._clock = clock
        self._limits = limits
        self._resolver = resolver or Resolver(lifetime=limits.dns)
        account = canary.account if canary else None
        self._clean = Redactor(account.user, account.password) if account else Redactor()
        self._origins = origins(services)
        self._shared: Shared[Looked] = Shared(limits.shared, clock)

    @property
    def services(self) -> Mapping[str, str]:
        """Service id -> title."""
        return {service.id: service.title for service in self._services.services}

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Made once: reading the system's authorities takes longer than a handshake."""
        return tls.verifying(self._services.ca_file)

    def anew(self, targets: Sequence[str]) -> frozenset[str]:
        """Names of what `run` would have to look at now. Raises RequestWrong as it does."""
        wanted = goals(targets, self._services, canary=self._canary is not None)
        units = {unit for goal in wanted for unit in goal.units}
        return frozenset(str(unit) for unit in units if not self._shared.holds(self._kept_in(unit)))

    async def run(self, targets: Sequence[str], *, progress: Progress | None = None) -> Sequence[CheckResult]:
        """One result or more a target, in the order asked; `progress` gets each as it comes.

        Targets: a service id, `smtp imap caldav carddav webmail` for all services of a protocol, `imap:993` (or
        `imap 993`, or `993`) for a port, `dns tls login delivery`, `all`. Raises RequestWrong for any other word. A
        dead target is a result.
        """
        wanted = goals(targets, self._services, canary=self._canary is not None)
        posting = any(unit.kind is Kind.DELIVERY for goal in wanted for unit in goal.units)
        # One login a protocol in a run: when a message is sent and fetched, that is the login.
        claims = Claims(("smtp", "imap") if posting and self._logs_in else ())
        return together(await asyncio.gather(*(self._reach(goal, claims, progress) for goal in wanted)))

    @property
    def _logs_in(self) -> bool:
        return self._canary is not None and not self._canary.stopped

    async def _reach(self, goal: Goal, claims: Claims, progress: Progress | None) -> CheckResult:
        # Asked before looking: a refusal seen during this very run is told as such.
        unasked = "" if self._logs_in else "canary_stopped" if self._canary else "no_canary"
        parts = await asyncio.gather(*(self._look(unit, claims) for unit in goal.units))
        endpoints = [endpoint for part in parts for endpoint in part.endpoints]
        at = min((part.at for part in parts), default=self._clock())
        result = through(goal, endpoints, at, unasked)
        if progress:
            progress(result)
        return result

    async def _look(self, unit: Unit, claims: Claims) -> Looked:
        """From the shared answers; one port of a service that is looked at whole is not looked at again."""
        source = self._kept_in(unit)
        looked = await self._shared.get(source, lambda: self._see(source, claims))
        if source.port == unit.port:
            return looked
        return Looked(tuple(e for e in looked.endpoints if e.port == unit.port), looked.at)

    def _kept_in(self, unit: Unit) -> Unit:
        """Where the answer stands: a service's one port in that of all its ports, when that one is there or coming."""
        whole = replace(unit, port=0)
        return whole if unit.port and self._shared.holds(whole) else unit

    async def _see(self, unit: Unit, claims: Claims) -> Looked:
        kit = self._kit(claims)
        match unit.kind:
            case Kind.DOMAIN:
                endpoints = await domain.check(self._services, kit)
            case Kind.DELIVERY:
                endpoints = await self._deliver(kit)
            case Kind.SERVICE:
                service = self._services.find(unit.service)
                endpoints = await check_service(service, kit, unit.port) if service else ()
        return Looked(endpoints, self._clock())

    async def _deliver(self, kit: Kit) -> tuple[EndpointResult, ...]:
        pair = delivery_services(self._services)
        if pair is None or self._canary is None or self._canary.stopped:
            return ()
        return await delivery.check(*pair, self._canary, kit)

    def _kit(self, claims: Claims) -> Kit:
        return Kit(
            limits=self._limits, trust=self._trust, resolver=self._resolver, clean=self._clean, origins=self._origins,
            canary=self._canary, claims=claims, now=self._clock(),
        )  # fmt: skip

    async def close(self) -> None:
        """Ends the runs under way."""
        await self._shared.close()
