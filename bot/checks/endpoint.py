"""A service to its places, and each place to its result; everything at the same time. A dead target is a result."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import urlsplit

from bot.checks import dav, mail, web
from bot.checks.addresses import family
from bot.checks.kit import Kit, Place
from bot.checks.record import Record, Stopped
from bot.core.diagnosis.judge import judged
from bot.core.model import EndpointResult, Stage, StageStatus, Verdict
from bot.core.services import Protocol, Security, Service, Services

Check = Callable[[Place, Kit, Record], Awaitable[None]]

CHECKS: Mapping[Protocol, Check] = {
    Protocol.SMTP: mail.check,
    Protocol.IMAP: mail.check,
    Protocol.CALDAV: dav.check,
    Protocol.CARDDAV: dav.check,
    Protocol.HTTP: web.check,
}


class Spot:
    """A port of a service before its host is resolved. `security`: as in `Place`."""

    def __init__(self, host: str, port: int, security: Security | None, path: str = "/") -> None:
        self.host = host
        self.port = port
        self.security = security
        self.path = path


def spots(service: Service) -> list[Spot]:
    """In the order of the services file."""
    if service.urls:
        return [spot_of_url(url) for url in service.urls]
    return [Spot(service.host, endpoint.port, endpoint.security) for endpoint in service.endpoints]


def origins(services: Services) -> frozenset[tuple[str, int]]:
    """Host and port of every web address, and the usual port of those hosts."""
    found = {(spot.host, spot.port) for service in services.services if service.urls for spot in spots(service)}
    return frozenset(found | {(host, 443) for host, _ in found})


def spot_of_url(url: str) -> Spot:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if parts.scheme == "http":
        return Spot(parts.hostname or "", parts.port or 80, None, path)
    return Spot(parts.hostname or "", parts.port or 443, Security.TLS, path)


def shown(security: Security | None) -> str:
    return security.value if security else ""


async def check_service(service: Service, kit: Kit, port: int = 0) -> tuple[EndpointResult, ...]:
    """Every port (or the one given) at every address, in the order of the file, IPv4 first."""
    wanted = [spot for spot in spots(service) if port in (0, spot.port)]
    hosts = list(dict.fromkeys(spot.host for spot in wanted))
    parts = await asyncio.gather(
        *(check_host(service, [spot for spot in wanted if spot.host == host], kit) for host in hosts)
    )
    return tuple(result for part in parts for result in part)


async def check_host(service: Service, wanted: Sequence[Spot], kit: Kit) -> list[EndpointResult]:
    """One name looked up once, then all its ports and addresses."""
    places, failed = await places_of(service, wanted, kit)
    return failed or list(await asyncio.gather(*(check_place(place, kit) for place in places)))


async def places_of(service: Service, wanted: Sequence[Spot], kit: Kit) -> tuple[list[Place], list[EndpointResult]]:
    """Where to connect; or, when the name leads nowhere, the result of each port."""
    found = await kit.resolver.find(wanted[0].host, private=service.allow_private)
    if found.stage.status is StageStatus.FAIL:
        return [], [nowhere(service, spot, found.stage) for spot in wanted]
    places = [
        Place(
            service=service, host=spot.host, port=spot.port, security=spot.security, path=spot.path,
            address=address, family=family(address), found=found.stage,
        )
        for spot in wanted
        for address in found.addresses
    ]  # fmt: skip
    return places, []


def nowhere(service: Service, spot: Spot, stage: Stage) -> EndpointResult:
    result = EndpointResult(
        host=spot.host, port=spot.port, security=shown(spot.security), family="", protocol=service.protocol.value,
        verdict=Verdict.UNKNOWN, stages=(stage,),
    )  # fmt: skip
    return judged(result)


async def check_place(place: Place, kit: Kit) -> EndpointResult:
    record = Record(kit.clean, kit.limits.overall)
    try:
        await CHECKS[place.protocol](place, kit, record)
    except Stopped:
        no_ipv6(place, record)
    return result_of(place, record)


def no_ipv6(place: Place, record: Record) -> None:
    """A host without IPv6 cannot say anything of a service's IPv6."""
    if place.family == "ipv6" and record.stages[-1].code == "unreachable":
        record.amend("tcp", StageStatus.SKIPPED, "no_ipv6_here")


def result_of(place: Place, record: Record) -> EndpointResult:
    result = EndpointResult(
        host=place.host, port=place.port, security=shown(place.security), family=place.family,
        protocol=place.protocol.value, verdict=Verdict.UNKNOWN, stages=(place.found, *record.stages),
        expires_at=record.expires_at,
    )  # fmt: skip
    return judged(result)
