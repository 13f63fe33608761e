"""Names to addresses, asked of the DNS directly: a resolver thread could neither be told apart nor stopped."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import dns.asyncresolver
import dns.exception
import dns.resolver
from dns.rdatatype import RdataType

from bot.checks.addresses import allowed, family
from bot.checks.limits import ADDRESSES
from bot.checks.record import Failed
from bot.core.model import Stage, StageStatus

HOSTS_FILE = Path("/etc/hosts")
# dnspython's four kinds of no (measured): they mean four different things.
NO_SUCH_NAME, NO_DATA, SERVFAIL, TIMEOUT = "dns_nxdomain", "dns_no_address", "dns_servfail", "dns_timeout"
# Of two answers, the one that says more.
GRAVITY = (NO_SUCH_NAME, SERVFAIL, TIMEOUT, "dns_no_resolver", NO_DATA)


@dataclass(frozen=True, slots=True)
class Found:
    """Addresses that may be contacted, IPv4 first, and the `dns` stage; no address when that stage failed."""

    addresses: tuple[str, ...]
    stage: Stage


class Resolver:
    """`nameservers`: (address, port), the system's when empty; `hosts`: as in /etc/hosts, asked first."""

    def __init__(
        self,
        *,
        lifetime: float,
        nameservers: Sequence[tuple[str, int]] = (),
        hosts: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._hosts = hosts_file(HOSTS_FILE) if hosts is None else hosts
        self._lifetime = lifetime
        self._dns = make(nameservers)

    async def records(self, name: str, kind: str) -> list[str]:
        """The records as text. Raises Failed with one of the codes above."""
        if self._dns is None:
            raise Failed("dns_no_resolver")
        try:
            answer = await self._dns.resolve(name, RdataType.from_text(kind), lifetime=self._lifetime, search=False)
        except dns.resolver.NXDOMAIN:
            raise Failed(NO_SUCH_NAME, name) from None
        except dns.resolver.NoAnswer:
            raise Failed(NO_DATA, f"{name} {kind}") from None
        except dns.resolver.NoNameservers:
            raise Failed(SERVFAIL, f"{name} {kind}") from None
        except (dns.exception.Timeout, OSError):
            raise Failed(TIMEOUT, f"{name} {kind}") from None
        except dns.exception.DNSException as e:  # a name that cannot be one, an answer that cannot be read
            raise Failed(SERVFAIL, f"{name} {kind} {type(e).__name__}") from None
        return [record.to_text() for record in answer]

    async def addresses(self, host: str) -> tuple[list[str], list[Failed]]:
        """A and AAAA at the same time: what was found, and the failure of each kind that gave nothing."""
        if known := literal(host) or list(self._hosts.get(host.lower().rstrip("."), ())):
            return known, []
        asked = await asyncio.gather(*(self.attempt(host, kind) for kind in ("A", "AAAA")))
        found = [address for part in asked if isinstance(part, list) for address in part]
        return found, [part for part in asked if isinstance(part, Failed)]

    async def attempt(self, host: str, kind: str) -> list[str] | Failed:
        try:
            return (await self.records(host, kind))[:ADDRESSES]
        except Failed as failed:
            return failed

    async def find(self, host: str, *, private: bool) -> Found:
        """The addresses of a service's host that may be contacted."""
        started = time.perf_counter()
        found, failures = await self.addresses(host)
        good = tuple(address for address in found if allowed(address, private=private))
        stage = dns_stage(found, good, failures, (time.perf_counter() - started) * 1000)
        return Found(good, stage)


def dns_stage(found: Sequence[str], good: Sequence[str], failures: Sequence[Failed], ms: float) -> Stage:
    """What the search for addresses came to. A family without records is normal; one that fails is not."""
    status, code, detail = StageStatus.OK, "", ", ".join(good)
    partly = [failed for failed in failures if failed.code != NO_DATA]
    if found and not good:
        status, code, detail = StageStatus.FAIL, "address_refused", ", ".join(found)
    elif not found:
        first = min(failures, key=lambda failed: GRAVITY.index(failed.code), default=Failed(NO_DATA))
        status, code, detail = StageStatus.FAIL, first.code, str(first.detail)
    elif partly:
        status, code, detail = StageStatus.WARN, "dns_partial", f"{partly[0].detail!s} : {partly[0].code}"
    return Stage(name="dns", status=status, ms=ms, code=code, detail=detail[:200])


def make(nameservers: Sequence[tuple[str, int]]) -> dns.asyncresolver.Resolver | None:
    """None when the system has no resolver at all."""
    try:
        resolver = dns.asyncresolver.Resolver(configure=not nameservers)
    except dns.resolver.NoResolverConfiguration:
        return None
    if nameservers:
        resolver.nameservers = [address for address, _ in nameservers]
        resolver.nameserver_ports = dict(nameservers)
    return resolver


def literal(host: str) -> list[str]:
    try:
        family(host)
    except ValueError:
        return []
    return [host]


def hosts_file(path: Path) -> dict[str, list[str]]:
    """Name -> addresses; empty when the system has no such file."""
    found: dict[str, list[str]] = {}
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return found
    for line in text.splitlines():
        address, *names = line.partition("#")[0].split() or [""]
        for name in names if literal(address) else ():
            if address not in found.setdefault(name.lower(), []):
                found[name.lower()].append(address)
    return found
