"""One SMTP or IMAP port at one address: every stage, the canary's login if it is its turn, goodbye."""

from bot.checks.canary import Canary
from bot.checks.converse import Dialect, Talk
from bot.checks.imap import Imap
from bot.checks.kit import Kit, Place
from bot.checks.record import Failed, Record
from bot.checks.session import Session, session
from bot.checks.smtp import Smtp
from bot.checks.wire import SecureWire
from bot.core.phrasing.evidence import ACCEPTED
from bot.core.services import Protocol

DIALECTS: dict[Protocol, Dialect] = {Protocol.SMTP: Smtp(), Protocol.IMAP: Imap()}


async def check(place: Place, kit: Kit, record: Record) -> None:
    """Fills the record; raises Stopped at the stage that failed."""
    async with session(place, kit, record) as opened:
        talk, wire = await opened.converse(DIALECTS[place.protocol])
        reason = why_not(kit)
        if kit.canary and not reason and kit.claims.take(place.protocol):
            await login(opened, talk, wire, kit.canary)
        else:
            record.skip("login", reason or "login_elsewhere")
        await opened.leave(talk)


def why_not(kit: Kit) -> str:
    """The code for why no login is tried; empty when one may be."""
    if kit.canary is None:
        return "no_canary"
    return "canary_stopped" if kit.canary.stopped else ""


async def login(opened: Session, talk: Talk, wire: SecureWire, canary: Canary) -> None:
    """One attempt, never a second: the canary remembers a refusal."""
    async with opened.record.stage("login", opened.kit.limits.login) as note:
        try:
            await talk.dialect.login(talk, wire, canary.account)
            note.detail = ACCEPTED
        except Failed as failed:
            canary.refused(opened.place.service.id, failed.code)
            raise
