"""`!check`: live checks, for anybody in the room. Takes names of configured services, never a host or a password."""

import re

from bot.core.document import Document, sentence
from bot.core.phrasing import room
from bot.core.phrasing.checks import WRITTEN_IN_ROOM
from bot.flows.commands.command import Command, Request, Tools
from bot.flows.cooldown import Pace
from bot.flows.replies import removal

DETAILS = re.compile(r"\bd[ée]tails?\b", re.I)


async def run(request: Request, tools: Tools) -> Document:
    person = tools.memory.pseudonym(request.event.sender)
    pace = tools.live.cooldown.state(person, request.event.sent_at)
    if pace is not Pace.FREE:
        return room.plain(room.TOO_OFTEN) if pace is Pace.TELL else Document()
    details = bool(DETAILS.search(request.argument))
    words = DETAILS.sub("", request.argument).lower().split()
    if "login" in words[:1] and len(words) > 1:
        # Whatever stands behind `login` may be a password: it is neither used nor repeated, and taken away.
        await tools.journal.enqueue([removal(request.event)])
        return sentence(WRITTEN_IN_ROOM)
    return await tools.live.check(targets_of(words), request.progress, details=details)


def targets_of(words: list[str]) -> list[str]:
    """`smtp`, `imap 993` (a service and its port), several names; nothing means everything."""
    targets: list[str] = []
    for word in words:
        if word.isdigit() and targets:
            targets[-1] = f"{targets[-1]}:{word}"
        else:
            targets.append(word)
    return targets or ["all"]


COMMAND = Command(
    name="check",
    usage="!check [service] [port] [détails]",
    summary="vérifie maintenant les services, par exemple !check smtp, !check imap 993 ou !check all",
    run=run,
    slow=True,
)
