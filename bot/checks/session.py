"""Opening a connection stage by stage, up to the point where a login could begin. Shared by mail, web and delivery."""

import contextlib
import ssl
import time
from collections.abc import AsyncIterator

from bot.checks import certificate, second_look
from bot.checks.converse import Dialect, Script, Step, Talk, Tls
from bot.checks.kit import Kit, Place
from bot.checks.record import Failed, Note, Record, Stopped
from bot.checks.tls import refusal
from bot.checks.wire import SecureWire, Wire, connect
from bot.core.model import StageStatus
from bot.core.phrasing import evidence as say
from bot.core.services import Security


class Session:
    """A connection under way to one place; `wire` is replaced by its encrypted self."""

    def __init__(self, place: Place, kit: Kit, record: Record) -> None:
        self.place = place
        self.kit = kit
        self.record = record
        self.wire: Wire

    async def connect(self) -> None:
        async with self.record.stage("tcp", self.kit.limits.connect) as note:
            note.detail = self.place.address
            self.wire = await connect(self.place.address, self.place.port)

    async def reach(self) -> Wire:
        """A connection for the web: encrypted, except in a laboratory."""
        await self.connect()
        return await self.encrypt() if self.place.security else self.wire

    async def encrypt(self, dialect: Dialect | None = None) -> SecureWire:
        """The handshake, then what its certificate says; the reasons of a failure are looked for before it is told."""
        refused = None
        try:
            async with self.record.stage("tls", self.kit.limits.tls) as note:
                try:
                    secure = await self.wire.secure(self.kit.trust, self.place.host)
                    describe(note, secure.tls)
                except ssl.SSLCertVerificationError as error:
                    refused = refusal(error)
                except ssl.SSLError as error:
                    raise refusal(error) from None
        except Stopped:
            await second_look.at_tls(self.place, self.kit, self.record, dialect)
            raise
        if refused:
            raise await self.refused(refused, dialect)
        self.wire = secure
        self.valid_until(certificate.ends_at(secure.tls))
        return secure

    async def refused(self, refusal: Failed, dialect: Dialect | None) -> Stopped:
        """Records the certificate that was refused, read on a connection of its own that is never used for more."""
        started, note = time.perf_counter(), Note()
        found = await second_look.read_certificate(self.place, self.kit, dialect)
        note.status, note.code, note.detail = StageStatus.FAIL, refusal.code, refusal.detail
        if found:
            note.code, note.detail = certificate.about_refused(refusal.code, found)
            self.record.expires_at = found.ends_at
        self.record.add("certificate", note, started)
        return Stopped()

    def valid_until(self, ends_at: float) -> None:
        started, note = time.perf_counter(), Note()
        days = int((ends_at - self.kit.now) // certificate.DAY)
        note.detail = say.valid_until(ends_at)
        if days < certificate.EXPIRES:
            code = "cert_expires_soon" if days < certificate.EXPIRES_SOON else "cert_expires"
            note.warn(code, say.ends_in(ends_at, days))
        self.record.expires_at = ends_at
        self.record.add("certificate", note, started)

    async def follow(self, talk: Talk, script: Script) -> None:
        """The steps of a dialogue, a stage each."""
        for step in script:
            if isinstance(step, Tls):
                talk.wire = await self.encrypt(talk.dialect)
                continue
            try:
                await self.step(talk, step)
            except Stopped:
                if step.stage == "banner" and self.place.security is Security.STARTTLS:
                    await second_look.at_banner(self.place, self.kit, self.record)
                raise

    async def step(self, talk: Talk, step: Step) -> None:
        started = time.perf_counter()
        async with self.record.stage(step.stage, self.kit.limits.reply) as note:
            if not (step.offers and talk.offered):
                note.detail = (await talk.exchange(step)).text
            if step.offers and step.send:
                note.detail = " ".join(sorted(talk.offered))
            fault = talk.dialect.login_fault(talk.offered) if step.stage == "capabilities" else ""
            if fault:
                raise Failed(fault, note.detail)
            if step.stage == "banner" and (took := time.perf_counter() - started) > self.kit.limits.slow:
                note.warn("slow_banner", say.seconds(took))

    async def converse(self, dialect: Dialect) -> tuple[Talk, SecureWire]:
        """Everything before the login; `offered` of the talk is then what was offered under TLS."""
        await self.connect()
        talk = Talk(self.wire, dialect)
        if self.place.security is Security.TLS:
            await self.follow(talk, dialect.implicit)
        else:
            await self.follow(talk, dialect.in_clear)
            talk.offered = frozenset()  # what was offered in clear may have been written by anybody
            await self.follow(talk, dialect.encrypted)
        if not isinstance(talk.wire, SecureWire):
            raise TypeError(f"the dialogue of {dialect.name} never turns on TLS")
        return talk, talk.wire

    async def leave(self, talk: Talk) -> None:
        """Says goodbye; a server that answers it badly has still done its work."""
        goodbye = talk.dialect.goodbye
        try:
            async with self.record.stage(goodbye.stage, self.kit.limits.second_look):
                await talk.exchange(goodbye)
        except Stopped:
            self.record.amend(goodbye.stage, StageStatus.WARN, "logout_untidy")


def describe(note: Note, tls: ssl.SSLObject) -> None:
    cipher = tls.cipher()
    note.detail = f"{tls.version()} {cipher[0] if cipher else ''}"
    if tls.version() == "TLSv1.2":
        note.warn("tls12_only", note.detail)


@contextlib.asynccontextmanager
async def session(place: Place, kit: Kit, record: Record) -> AsyncIterator[Session]:
    """A session whose connection is closed at the end, whatever happened."""
    opened = Session(place, kit, record)
    try:
        yield opened
    finally:
        if hasattr(opened, "wire"):
            await opened.wire.close()
