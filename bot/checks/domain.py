"""The names: every host of the services, and what the mail domain publishes. Only a missing MX is a fault."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.checks.endpoint import spots
from bot.checks.kit import Kit
from bot.checks.record import Failed, Note, Record, Stopped
from bot.core.diagnosis.judge import judged
from bot.core.model import EndpointResult, Stage, StageStatus, Verdict
from bot.core.phrasing.evidence import ABSENT
from bot.core.services import Service, Services

NOTHING = frozenset({"dns_nxdomain", "dns_no_address"})
# RFC 6186, 8314 and 6764: how clients find the servers by the domain alone.
SRV = ("_imaps", "_imap", "_submissions", "_submission", "_caldavs", "_carddavs")


async def check(services: Services, kit: Kit) -> tuple[EndpointResult, ...]:
    """The mail domain first, then each host once."""
    hosts = {spot.host: service for service in services.services for spot in spots(service)}
    checks: list[Awaitable[EndpointResult]] = [host(name, service, kit) for name, service in hosts.items()]
    if services.domain:
        checks.insert(0, domain(services.domain, kit))
    return tuple(await asyncio.gather(*checks))


async def host(name: str, service: Service, kit: Kit) -> EndpointResult:
    found = await kit.resolver.find(name, private=service.allow_private)
    return result(name, [found.stage])


async def domain(name: str, kit: Kit) -> EndpointResult:
    """All records asked at once, told in a fixed order."""
    stages = await asyncio.gather(
        *(one(stage, look(name, kit), kit) for stage, look in LOOKS.items()),
    )
    return result(name, list(stages))


def result(name: str, stages: Sequence[Stage]) -> EndpointResult:
    return judged(
        EndpointResult(
            host=name, port=53, security="", family="", protocol="dns", verdict=Verdict.UNKNOWN, stages=tuple(stages)
        )
    )


Look = Callable[[Note], Awaitable[None]]


async def one(name: str, look: Look, kit: Kit) -> Stage:
    record = Record(kit.clean, kit.limits.overall)
    try:
        async with record.stage(name, kit.limits.dns + 1) as note:
            await look(note)
    except Stopped:
        if name != "mx":  # information that could not be had is no fault of the service
            record.amend(name, StageStatus.WARN, "lookup_failed")
    return record.stages[-1]


async def texts(name: str, kit: Kit, start: str) -> list[str]:
    """TXT records that begin so; none when there are none."""
    found = [unquoted(text) for text in await some(name, "TXT", kit)]
    return [text for text in found if text.lower().startswith(start)]


async def some(name: str, kind: str, kit: Kit) -> list[str]:
    try:
        return await kit.resolver.records(name, kind)
    except Failed as failed:
        if failed.code in NOTHING:
            return []
        raise


def unquoted(text: str) -> str:
    """`"v=spf1 " "-all"`, the parts of one record, as one text."""
    return "".join(text.split('"')[1::2]) if '"' in text else text


def mx(name: str, kit: Kit) -> Look:
    async def look(note: Note) -> None:
        try:
            hosts = sorted(await kit.resolver.records(name, "MX"), key=priority)
        except Failed as failed:
            raise Failed("mx_missing" if failed.code == "dns_no_address" else failed.code, failed.detail) from None
        note.detail = ", ".join(hosts)
        targets = [target(text) for text in hosts]
        if targets == [""]:  # RFC 7505: the domain says that it takes no mail
            raise Failed("mx_missing", note.detail)
        found = await asyncio.gather(*(kit.resolver.addresses(target) for target in targets))
        lost = [one for one, (addresses, why) in zip(targets, found, strict=True) if not addresses and all(
            failed.code in NOTHING for failed in why)]  # fmt: skip
        if lost:
            raise Failed("mx_unresolved", ", ".join(lost))

    return look


def priority(record: str) -> int:
    return int(record.split(maxsplit=1)[0])


def target(record: str) -> str:
    """The host of an MX record; empty for the one that says "no mail here"."""
    return record.split()[1].rstrip(".")


def tlsa(name: str, kit: Kit) -> Look:
    """DANE (RFC 7672): what the servers that take the domain's mail promise of their certificates. Good to have, never
    missed, and not verified: that would take a resolver that validates DNSSEC."""

    async def look(note: Note) -> None:
        hosts = [one for record in await some(name, "MX", kit) if (one := target(record))]
        found = await asyncio.gather(*(some(f"_25._tcp.{host}", "TLSA", kit) for host in hosts))
        pairs = zip(hosts, found, strict=True)
        note.detail = ", ".join(f"{host} {records[0][:16]}…" for host, records in pairs if records) or ABSENT

    return look


def spf(name: str, kit: Kit) -> Look:
    async def look(note: Note) -> None:
        found = await texts(name, kit, "v=spf1")
        note.detail = " | ".join(found) or ABSENT
        if len(found) != 1:
            note.warn("spf_double" if found else "spf_missing", note.detail)

    return look


def dmarc(name: str, kit: Kit) -> Look:
    async def look(note: Note) -> None:
        found = await texts(f"_dmarc.{name}", kit, "v=dmarc1")
        note.detail = " | ".join(found) or ABSENT
        if not found:
            note.warn("dmarc_missing", ABSENT)

    return look


def srv(name: str, kit: Kit) -> Look:
    async def look(note: Note) -> None:
        found = await asyncio.gather(*(some(f"{service}._tcp.{name}", "SRV", kit) for service in SRV))
        pairs = zip(SRV, found, strict=True)
        note.detail = ", ".join(f"{service} {records[0]}" for service, records in pairs if records) or ABSENT

    return look


def published(prefix: str, start: str) -> Callable[[str, Kit], Look]:
    """A TXT record that is good to have and never missed."""

    def of(name: str, kit: Kit) -> Look:
        async def look(note: Note) -> None:
            note.detail = " | ".join(await texts(f"{prefix}.{name}", kit, start)) or ABSENT

        return look

    return of


LOOKS: dict[str, Callable[[str, Kit], Look]] = {
    "mx": mx,
    "spf": spf,
    "dmarc": dmarc,
    "srv": srv,
    "mta_sts": published("_mta-sts", "v=stsv1"),
    "tls_rpt": published("_smtp._tls", "v=tlsrptv1"),
    "tlsa": tlsa,
}
