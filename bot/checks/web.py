"""One web page at one address: does it answer, and what."""

import contextlib

from bot.checks.http import Request
from bot.checks.kit import Kit, Place
from bot.checks.record import Failed, Record
from bot.checks.session import session
from bot.checks.visit import REDIRECTED, Visit, shown

# Status -> code of the diagnosis, the longest beginning wins; 401 is a page that asks who you are.
PAGE = {"2": "", "401": "", "403": "http_forbidden", "404": "http_not_found", "410": "http_not_found",
        "429": "busy", "5": "http_error"}  # fmt: skip


async def check(place: Place, kit: Kit, record: Record) -> None:
    """Fills the record; raises Stopped at the stage that failed."""
    async with session(place, kit, record) as opened, contextlib.AsyncExitStack() as stack:
        visit = Visit(place, kit, await opened.reach(), stack)
        async with record.stage("http", kit.limits.reply) as note:
            request = Request(method="GET", path=place.path, body_wanted=False)
            arrival = await visit.follow(visit.url, request)
            note.detail = f"HTTP {arrival.answer.status} {shown(arrival.url)}"
            sent_on = arrival.answer.status in REDIRECTED and visit.is_door(arrival.url)
            if code := "" if sent_on else code_of(arrival.answer.status, PAGE):
                raise Failed(code, f"HTTP {arrival.answer.status}")


def code_of(status: int, table: dict[str, str]) -> str:
    fitting = [start for start in table if str(status).startswith(start)]
    return table[max(fitting, key=len)] if fitting else "http_unexpected"
