"""`!statut`: the services now, and their last seven days from the background checks."""

from bot.core.document import Document
from bot.core.phrasing import room
from bot.core.phrasing import watching as say
from bot.flows.commands.command import Command, Request, Tools
from bot.flows.cooldown import Pace
from bot.flows.live import held
from bot.flows.when import moment

DAYS = 7


async def run(request: Request, tools: Tools) -> Document:
    pace = tools.live.pace(tools.memory.pseudonym(request.event.sender), request.event)
    if pace is not Pace.FREE:
        return held(pace, room.TOO_OFTEN)
    since = tools.live.clock() - DAYS * 86400
    now = await tools.live.check(["all"], request.progress)
    shares, incidents = await tools.book.shares(since), await tools.book.incidents(since)
    weeks = [
        say.Week(
            title,
            shares.get(name),
            tuple(
                say.incident(moment(one.opened_at), took(one.opened_at, one.closed_at, tools), one.verdict)
                for one in incidents
                if one.service == name
            ),
        )
        for name, title in tools.live.prober.services.items()
    ]
    return say.now_and_week(now, weeks, DAYS)


def took(opened: float, closed: float | None, tools: Tools) -> str:
    return say.duration((closed or tools.live.clock()) - opened)


COMMAND = Command(
    name="statut",
    usage="!statut",
    summary="l'état des services maintenant et sur sept jours",
    run=run,
    slow=True,
)
