"""`!faq list`, `show`, `test`, `history`, `export`: what moderators look at. Nothing is changed here."""

import asyncio

from bot.core.document import Document
from bot.core.model import Entry, Message
from bot.core.phrasing import editing as refusal
from bot.core.phrasing import looking_up
from bot.core.phrasing import moderating as say
from bot.core.text import fold
from bot.errors import RequestWrong
from bot.flows.commands.command import Request, Tools
from bot.flows.commands.faq.action import id_in
from bot.flows.when import clock_time, day, iso_day
from bot.ports import Change

LINES = 200  # of a patch in one message; what is longer is read in the files
LETTERS = 12_000  # a message holds 64 KB, the text twice and escaped
EVER = 10_000  # changes looked at for a patch
DAY_MS = 86_400_000


async def listing(argument: str, request: Request, tools: Tools) -> Document:
    entries = tools.knowing.knowledge.entries
    word = " ".join(argument.split())
    found = [entry for entry in entries if fold(word) in everything(entry)] if word else list(entries)
    return looking_up.listing(found, word, len(entries))


def everything(entry: Entry) -> str:
    return fold("\n".join((entry.id, entry.title, *entry.questions, entry.markdown)))


async def show(argument: str, request: Request, tools: Tools) -> Document:
    name = id_in(argument, "!faq show ID")
    entry = tools.knowing.knowledge.entry(name)
    if entry is None:
        raise RequestWrong(refusal.unknown(name, tools.teaching.nearest(name)))
    await tools.teaching.shown(request.event.sender, name)
    return say.shown(entry)


async def test(argument: str, request: Request, tools: Tools) -> Document:
    if not argument.strip():
        raise RequestWrong(say.form("!faq test question"))
    mind = tools.knowing.mind
    decision = mind.decide(Message(text=argument, addressed=True), tools.live.verdicts())
    entries = {entry.id: entry.title for entry in mind.knowledge.entries}
    near = [(match, entries[match.entry]) for match in decision.matches or mind.search(argument, 3)]
    return looking_up.trial(decision.outcome, near, decision.reply)


async def history(argument: str, request: Request, tools: Tools) -> Document:
    name = argument.strip().strip("`")
    changes = await tools.teaching.audit.history(name)
    if not changes:
        known = not name or tools.knowing.knowledge.entry(name)
        raise RequestWrong(
            say.NO_HISTORY
            if not name
            else say.no_history_of(name)
            if known
            else refusal.unknown(name, tools.teaching.nearest(name))
        )
    return looking_up.history([past(change, in_full=bool(name)) for change in changes])


def past(change: Change, *, in_full: bool) -> looking_up.Past:
    return looking_up.Past(
        when=f"{day(change.at / 1000)} à {clock_time(change.at / 1000)}",
        who=change.author,
        action=change.action,
        entry=change.entry,
        undone=change.undone,
        difference=say.difference(change.before, change.after) if in_full else (),
    )


async def export(argument: str, request: Request, tools: Tools) -> Document:
    """The changes that stand, of all time or of the last days."""
    days = argument.strip()
    if days and not (days.isascii() and days.isdigit() and len(days) < 6):
        raise RequestWrong(say.form("!faq export [jours]"))
    since = request.event.sent_at - int(days) * DAY_MS if days else 0
    changes = [
        one
        for one in await tools.teaching.audit.history(limit=EVER)
        if not one.undone and one.action != "undo" and one.at >= since
    ]
    patch, lost = await asyncio.to_thread(tools.teaching.rereading.shelf.patch, changes)
    if not patch:
        raise RequestWrong(looking_up.NOTHING_TO_EXPORT)
    kept = "\n".join(fitting(patch.splitlines()))
    return looking_up.export(patch, kept, f"facteur-{iso_day(request.event.sent_at / 1000)}.patch", lost)


def fitting(lines: list[str]) -> list[str]:
    """The first lines, as many as a message holds."""
    kept, letters = [], 0
    for line in lines[:LINES]:
        letters += len(line) + 1
        if letters > LETTERS:
            break
        kept.append(line)
    return kept
