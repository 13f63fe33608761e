"""`!faq unanswered`, `learn`, `stats`: what people asked, and what becomes of it."""

from bot.core.counting import Asked, Figures, figures
from bot.core.document import Document
from bot.core.phrasing import learning as say
from bot.core.phrasing import moderating
from bot.errors import RequestWrong
from bot.flows.commands.command import Request, Tools
from bot.flows.commands.faq.action import id_in
from bot.flows.missing import Group, Why

GROUPS, WORDINGS = 10, 4  # shown: more is not read in a chat
NEAR = 0.25  # likeness under which naming the nearest entry misleads
SPANS = (7, 30)
DAY_MS = 86_400_000


async def unanswered(argument: str, request: Request, tools: Tools) -> Document:
    groups = await tools.learning.missing.groups()
    if not groups:
        return moderating.sentence(say.NOTHING_MISSED)
    return say.missed([shown(group) for group in groups[:GROUPS]], max(0, len(groups) - GROUPS))


def shown(group: Group) -> tuple[str, tuple[str, ...], str]:
    counts = group.counts
    often = say.often(sum(counts.values()), counts[Why.NOTHING], counts[Why.DOWN], counts[Why.PERSON])
    near = say.near(group.near.entry, group.near.score) if group.near and group.near.score >= NEAR else ""
    return often, group.wordings[:WORDINGS], near


async def learn(argument: str, request: Request, tools: Tools) -> Document:
    name = id_in(argument, "!faq learn ID")
    if len(name.split()) > 1 or "|" in name:
        raise RequestWrong(say.HOW_TO_LEARN)
    return await tools.learning.draft(name, request.event, request.progress.txn)


async def stats(argument: str, request: Request, tools: Tools) -> Document:
    return say.stats([(f"{days} jours", await counted(tools, request.event.sent_at - days * DAY_MS)) for days in SPANS])


async def counted(tools: Tools, since: int) -> Figures:
    exchanges = await tools.past.exchanges(since)
    asked = [Asked(one.question, one.outcome, one.entries, bool(one.text)) for one in exchanges]
    return figures(asked, await tools.past.votes(since))
