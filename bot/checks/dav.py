"""One CalDAV or CardDAV address: does it answer, does discovery work (RFC 6764), what does the canary find there."""

import contextlib
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from aiohttp import encode_basic_auth
from defusedxml import ElementTree

from bot.checks.canary import Account, Canary
from bot.checks.http import Answer, Request
from bot.checks.kit import Kit, Place
from bot.checks.mail import why_not
from bot.checks.record import Failed, Note, Record, Stopped
from bot.checks.session import session
from bot.checks.visit import Arrival, Visit, joined, shown
from bot.checks.web import code_of
from bot.core.model import StageStatus
from bot.core.phrasing.evidence import ACCEPTED, folders
from bot.core.services import Protocol

# 401 means: a DAV server is there and asks for an account. 404 and 405 (Open-Xchange): not at this path.
ANSWERS = {"207": "", "401": "", "403": "http_forbidden", "2": "dav_no_discovery", "404": "dav_no_discovery",
           "405": "dav_no_discovery", "501": "dav_no_discovery", "429": "busy", "5": "http_error"}  # fmt: skip
LOGIN = {"207": "", "401": "login_refused", "403": "account_blocked", "429": "login_unavailable",
         "5": "login_unavailable"}  # fmt: skip
HOMES = {
    Protocol.CALDAV: ("calendar-home-set", "urn:ietf:params:xml:ns:caldav"),
    Protocol.CARDDAV: ("addressbook-home-set", "urn:ietf:params:xml:ns:carddav"),
}
DAV = "{DAV:}"
SOFT = frozenset({"dav_no_discovery", "http_unexpected"})


async def check(place: Place, kit: Kit, record: Record) -> None:
    """Fills the record; raises Stopped at the stage that failed."""
    async with session(place, kit, record) as opened, contextlib.AsyncExitStack() as stack:
        visit = Visit(place, kit, await opened.reach(), stack)
        here = await reach(visit, record)
        found = await discover(visit, record, soft=bool(here))
        served = here or found
        if not served:
            return
        reason = why_not(kit) or no_secret_here(visit, served)
        if kit.canary and not reason and kit.claims.take(place.protocol):
            answer = await login(visit, record, served, kit.canary)
            await collections(visit, record, Arrival(served, answer), kit.canary.account)
        else:
            record.skip("login", reason or "login_elsewhere")


def no_secret_here(visit: Visit, served: str) -> str:
    """The code for why this place gets no password; empty when it may."""
    if not visit.own(served):
        return "other_host"
    return "" if visit.place.security else "in_clear"


async def reach(visit: Visit, record: Record) -> str:
    """The address itself: where it answers as DAV, or empty when that is for discovery to find."""
    async with record.stage("http", visit.kit.limits.reply) as note:
        arrival = await visit.follow(visit.url, propfind("current-user-principal"))
        code, seen = code_of(arrival.answer.status, ANSWERS), f"HTTP {arrival.answer.status}"
        note.detail = f"{seen} {shown(arrival.url)}"
        if code in SOFT:
            note.warn(code, seen)
        elif code:
            raise Failed(code, seen)
    return "" if code else arrival.url


async def discover(visit: Visit, record: Record, *, soft: bool) -> str:
    """`/.well-known/…`: where it leads, or empty. `soft`: the address itself works, so this is information only."""
    url = ""
    try:
        async with record.stage("discovery", visit.kit.limits.reply) as note:
            start = urljoin(visit.url, f"/.well-known/{visit.place.protocol.value}")
            arrival = await visit.follow(start, propfind("current-user-principal"))
            note.detail = f"HTTP {arrival.answer.status} {shown(arrival.url)}"
            if code_of(arrival.answer.status, ANSWERS):
                note.status = StageStatus.WARN
            else:
                url = arrival.url
                record.amend("http", StageStatus.OK, "")
    except Stopped:  # what the address answered is already told; a redirect to another site says more
        if soft or record.stages[-1].code != "redirect_elsewhere":
            record.amend("discovery", StageStatus.WARN, "")
    return url


async def login(visit: Visit, record: Record, url: str, canary: Canary) -> Answer:
    """One request as the canary, never a second; the answer names its principal."""
    async with record.stage("login", visit.kit.limits.login) as note:
        answer = await visit.ask(url, propfind("current-user-principal", account=canary.account))
        code = code_of(answer.status, LOGIN)
        if code:
            canary.refused(visit.place.service.id, code)
            raise Failed(code, f"HTTP {answer.status}")
        note.detail = ACCEPTED
    return answer


async def collections(visit: Visit, record: Record, known: Arrival, account: Account) -> None:
    """The principal's home, then what is in it: that calendars or address books are really there."""
    name, namespace = HOMES[visit.place.protocol]
    async with record.stage("collections", visit.kit.limits.reply) as note:
        principal = joined(known.url, first_href(known.answer, f"{DAV}current-user-principal") or known.url)
        answer = await visit.ask(principal, propfind(name, namespace, account=account))
        home = first_href(answer, f"{{{namespace}}}{name}")
        if not home:
            raise Failed("dav_bad_answer", f"HTTP {answer.status} sans {name}")
        listing = await visit.ask(joined(principal, home), propfind("resourcetype", account=account, depth="1"))
        count(listing, note)


def count(listing: Answer, note: Note) -> None:
    found = parsed(listing).findall(f".//{DAV}collection/..")
    kinds = {child.tag.rpartition("}")[2] for kind in found for child in kind}
    note.detail = folders(len(found), sorted(kinds - {"collection"}))


def propfind(name: str, namespace: str = "DAV:", *, account: Account | None = None, depth: str = "0") -> Request:
    body = f'<propfind xmlns="DAV:"><prop><{name} xmlns="{namespace}"/></prop></propfind>'
    return Request(
        method="PROPFIND",
        path="",
        headers=(("Depth", depth), ("Content-Type", "application/xml; charset=utf-8")),
        body=body.encode(),
        authorization=encode_basic_auth(account.user, account.password, "utf-8") if account else "",
    )


def parsed(answer: Answer) -> Element:
    """The XML of a 207; the content type is not looked at (Open-Xchange's cannot be trusted)."""
    if answer.status != 207:
        raise Failed("dav_bad_answer", f"HTTP {answer.status}")
    try:
        return ElementTree.fromstring(answer.body)
    except (ElementTree.ParseError, ValueError) as error:  # defusedxml refuses entities with a ValueError
        raise Failed("dav_bad_answer", type(error).__name__) from None


def first_href(answer: Answer, prop: str) -> str:
    found = parsed(answer).find(f".//{prop}/{DAV}href")
    return (found.text or "").strip() if found is not None else ""
