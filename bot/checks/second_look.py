"""After a failure, one more connection that only asks why. Nothing is verified here, so nothing secret can be sent:
these functions hand out facts, never a connection."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.checks import certificate, tls
from bot.checks.converse import Dialect, Talk, Tls
from bot.checks.kit import Kit, Place
from bot.checks.record import Failed, Record
from bot.checks.wire import Wire, connected
from bot.core.model import StageStatus
from bot.core.phrasing.evidence import TLS_AT_ONCE
from bot.core.services import Protocol, Security

T = TypeVar("T")
TROUBLE = (OSError, EOFError, asyncio.LimitOverrunError, Failed)
SILENT = frozenset({"banner_timeout", "banner_closed", "not_smtp", "not_imap"})


async def at_banner(place: Place, kit: Kit, record: Record) -> None:
    """A STARTTLS port that says nothing in clear: does it speak TLS from the start?"""
    if record.stages[-1].code in SILENT and await speaks_tls(place, kit):
        record.amend("banner", StageStatus.FAIL, "port_speaks_tls", TLS_AT_ONCE)


async def at_tls(place: Place, kit: Kit, record: Record, dialect: Dialect | None) -> None:
    """A handshake that failed: is it a port in clear, or a server that only knows old TLS?"""
    code = record.stages[-1].code
    implicit = place.security is Security.TLS and place.protocol in (Protocol.SMTP, Protocol.IMAP)
    if code in ("port_speaks_clear", "tls_timeout") and implicit and (greeting := await speaks_clear(place, kit)):
        record.amend("tls", StageStatus.FAIL, "port_speaks_clear", greeting)
    elif code == "port_speaks_clear":
        record.amend("tls", StageStatus.FAIL, "tls_failed")
    elif code in ("tls_closed", "tls_failed", "tls_too_old") and (version := await old_version(place, kit, dialect)):
        record.amend("tls", StageStatus.FAIL, "tls_too_old", version)


async def speaks_tls(place: Place, kit: Kit) -> bool:
    async def look(wire: Wire) -> bool:
        await wire.handshake(tls.looking(), place.host)
        return True

    return bool(await looked(place, kit, look))


async def speaks_clear(place: Place, kit: Kit) -> str:
    """The greeting in clear; empty when there is none."""

    async def look(wire: Wire) -> str:
        line = (await wire.line()).decode("ascii", "replace")
        return line if line.startswith(("220", "* ")) else ""

    return await looked(place, kit, look) or ""


async def old_version(place: Place, kit: Kit, dialect: Dialect | None) -> str:
    """The version of a server that only speaks TLS 1.0 or 1.1; empty when that is not the reason."""

    async def look(wire: Wire) -> str:
        await up_to_tls(wire, place, dialect)
        return (await wire.handshake(tls.looking(legacy=True), place.host)).version() or ""

    return await looked(place, kit, look) or ""


async def read_certificate(place: Place, kit: Kit, dialect: Dialect | None) -> certificate.Seen | None:
    async def look(wire: Wire) -> certificate.Seen | None:
        await up_to_tls(wire, place, dialect)
        return certificate.read(await wire.handshake(tls.looking(), place.host))

    return await looked(place, kit, look)


async def up_to_tls(wire: Wire, place: Place, dialect: Dialect | None) -> None:
    """Through the dialogue in clear when there is one."""
    if dialect and place.security is Security.STARTTLS:
        talk = Talk(wire, dialect)
        for step in dialect.in_clear:
            if not isinstance(step, Tls):
                await talk.exchange(step)


async def looked(place: Place, kit: Kit, look: Callable[[Wire], Awaitable[T]]) -> T | None:
    """What the look found within its few seconds; None when it could not look."""
    with contextlib.suppress(*TROUBLE):
        async with asyncio.timeout(kit.limits.second_look):
            async with connected(place.address, place.port) as wire:
                return await look(wire)
    return None
