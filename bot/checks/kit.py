"""What every check is handed: where to look, and the means to do it. No behaviour."""

import ssl
from dataclasses import dataclass

from bot.checks.canary import Canary, Claims
from bot.checks.dns import Resolver
from bot.checks.evidence import Redactor
from bot.checks.limits import Limits
from bot.core.model import Stage
from bot.core.services import Protocol, Security, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address of one port of one service. `found`: the `dns` stage that led here. `security`: None for an `http://`
    address, which the services file allows in a laboratory only; no login is ever tried there."""

    service: Service
    host: str
    port: int
    security: Security | None
    address: str
    family: str
    found: Stage
    path: str = "/"

    @property
    def protocol(self) -> Protocol:
        return self.service.protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """`origins`: host and port of the services' web addresses, where a redirect of any of them may lead.

    `claims`: of this run.
    """

    limits: Limits
    trust: ssl.SSLContext
    resolver: Resolver
    clean: Redactor
    origins: frozenset[tuple[str, int]]
    canary: Canary | None
    claims: Claims
    now: float  # seconds since the epoch, for certificates
