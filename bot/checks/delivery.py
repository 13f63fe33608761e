"""A marked message from the canary to itself: sent by SMTP, found by IMAP, deleted. Both sides at the same time."""

import asyncio
import contextlib
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from bot.checks import mail
from bot.checks.canary import Canary
from bot.checks.converse import Reply, Step, Talk
from bot.checks.endpoint import places_of, result_of, spots
from bot.checks.imap import Imap
from bot.checks.kit import Kit, Place
from bot.checks.record import Failed, Record, Stopped
from bot.checks.session import session
from bot.checks.smtp import Smtp
from bot.core.model import EndpointResult, StageStatus
from bot.core.phrasing import evidence as say
from bot.core.services import Service

HEADER = "X-Facteur-Probe"
# Folders where filters put what they doubt; a server that says \Junk is believed first.
JUNK = re.compile(r"\\Junk|\b(junk|spam|ind[^\s\"]*sirables)\b", re.I)
LISTED = re.compile(r'\* LIST \(([^)]*)\) (?:"[^"]*"|NIL) (.+)$', re.I)
FOUND = re.compile(r"\* SEARCH((?: \d+)+)", re.I)
DAY = 86400.0
# IMAP's own, in no language of the machine.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
IMAP, SMTP = Imap(), Smtp()


class Parcel:
    """One message on its way. `sent` holds when it was accepted, or None when it never left."""

    def __init__(self, canary: Canary) -> None:
        self.canary = canary
        self.token = secrets.token_hex(16)
        self.sent: asyncio.Future[float | None] = asyncio.get_running_loop().create_future()

    def settle(self, when: float | None) -> None:
        if not self.sent.done():
            self.sent.set_result(when)


Act = Callable[[Place, Kit, Record, Parcel], Awaitable[None]]


async def check(smtp: Service, imap: Service, canary: Canary, kit: Kit) -> tuple[EndpointResult, ...]:
    """The sending side, then the receiving side."""
    parcel = Parcel(canary)
    sending, receiving = await asyncio.gather(send_side(smtp, parcel, kit), side(imap, kit, parcel, receive))
    return (*sending, *receiving)


async def send_side(smtp: Service, parcel: Parcel, kit: Kit) -> list[EndpointResult]:
    try:
        return await side(smtp, kit, parcel, send)
    finally:
        parcel.settle(None)


async def side(service: Service, kit: Kit, parcel: Parcel, act: Act) -> list[EndpointResult]:
    """The first place that gets as far as a login, or the failures of all; a login is never tried twice."""
    places, failed = await places_of(service, spots(service), kit)
    for place in places:
        record = Record(kit.clean, kit.limits.overall + kit.limits.delivery)
        with contextlib.suppress(Stopped):
            await act(place, kit, record, parcel)
        result = result_of(place, record)
        if any(stage.name == "login" for stage in record.stages):
            return [result]
        failed.append(result)
    return failed


def step(text: str) -> Step:
    return Step(
        stage="send", send=text, expect={"2": "", "354": "", "4": "delivery_later"}, otherwise="delivery_refused"
    )


async def send(place: Place, kit: Kit, record: Record, parcel: Parcel) -> None:
    """Hands the message in; the server has accepted it when `sent` is set."""
    async with session(place, kit, record) as opened:
        talk, wire = await opened.converse(SMTP)
        await mail.login(opened, talk, wire, parcel.canary)
        user = parcel.canary.account.user
        async with record.stage("send", kit.limits.login) as note:
            for text in (f"MAIL FROM:<{user}>", f"RCPT TO:<{user}>", "DATA"):
                await talk.exchange(step(text))
            await wire.send(message(user, parcel.token, kit.now) + b"\r\n.\r\n")
            accepted = await talk.exchange(step(""))
            note.detail = accepted.text
        parcel.settle(time.perf_counter())
        await opened.leave(talk)


def message(user: str, token: str, now: float) -> bytes:
    """No line of it begins with a dot."""
    text = EmailMessage()
    text["From"] = text["To"] = user
    text["Date"] = format_datetime(datetime.fromtimestamp(now, UTC))
    text["Message-ID"] = f"<{token}@{user.rpartition('@')[2]}>"
    text["Subject"] = say.SUBJECT
    text["Auto-Submitted"] = "auto-generated"
    text[HEADER] = token
    text.set_content(say.BODY, cte="base64")
    return text.as_bytes().replace(b"\r\n", b"\n").rstrip(b"\n").replace(b"\n", b"\r\n")


async def receive(place: Place, kit: Kit, record: Record, parcel: Parcel) -> None:
    """Logs in while the message is under way, then looks for it until it is there or the time is up."""
    async with session(place, kit, record) as opened:
        talk, wire = await opened.converse(IMAP)
        await mail.login(opened, talk, wire, parcel.canary)
        sent = await parcel.sent
        if sent is not None:
            await arrive(talk, kit, record, parcel.token, sent)
        await opened.leave(talk)


async def arrive(talk: Talk, kit: Kit, record: Record, token: str, sent: float) -> None:
    async with record.stage("delivery", kit.limits.delivery + 1) as note:
        boxes = await mailboxes(talk)
        box, uids = await search(talk, boxes, token, sent, kit)
        note.detail = say.arrived(time.perf_counter() - sent, box.strip('"'))
        if box != boxes[0]:
            note.warn("delivery_junk", say.JUNK_FOUND)
    try:
        async with record.stage("cleanup", kit.limits.reply) as note:
            await delete(talk, uids)
            await forget(talk, kit.now)
            note.detail = say.DELETED
    except Stopped:
        record.amend("cleanup", StageStatus.WARN, "not_deleted")
        raise


async def mailboxes(talk: Talk) -> list[str]:
    """The inbox, then the junk folders, as the server writes them."""
    listed = [LISTED.match(line) for line in (await ordered(talk, 'LIST "" "*"')).lines]
    junk = [found[2] for found in listed if found and "\\noselect" not in found[1].lower() and JUNK.search(found[0])]
    return ["INBOX", *junk[:3]]


async def search(talk: Talk, boxes: Sequence[str], token: str, sent: float, kit: Kit) -> tuple[str, str]:
    """The folder and the UIDs; raises Failed once the time of delivery is up."""
    while True:
        for box in boxes:
            await ordered(talk, f"SELECT {box}")
            lines = (await ordered(talk, f"UID SEARCH HEADER {HEADER} {token}")).lines
            if found := next(filter(None, map(FOUND.match, lines)), None):
                return box, found[1].strip().replace(" ", ",")
        if time.perf_counter() - sent > kit.limits.delivery:
            raise Failed("delivery_lost", say.not_arrived(kit.limits.delivery))
        await asyncio.sleep(kit.limits.poll)


async def delete(talk: Talk, uids: str) -> None:
    """Marks and expunges: by UID where the server can, since only this message is ours to remove."""
    await ordered(talk, f"UID STORE {uids} +FLAGS.SILENT (\\Deleted)")
    await ordered(talk, f"UID EXPUNGE {uids}" if "UIDPLUS" in talk.offered else "EXPUNGE")


async def forget(talk: Talk, now: float) -> None:
    """What earlier runs could not fetch any more is not left to fill the mailbox; today's may be another bot's."""
    day = datetime.fromtimestamp(now - DAY, UTC)
    before = f"{day.day}-{MONTHS[day.month - 1]}-{day.year}"
    lines = (await ordered(talk, f'UID SEARCH BEFORE {before} HEADER {HEADER} ""')).lines
    if old := next(filter(None, map(FOUND.match, lines)), None):
        await delete(talk, old[1].strip().replace(" ", ","))


async def ordered(talk: Talk, command: str) -> Reply:
    """The reply to a command that has no reason to fail."""
    reply = await talk.say(command)
    if reply.status != "OK":
        raise Failed("search_failed", f"{command.split(maxsplit=1)[0]} {reply.status} {reply.text}")
    return reply
