"""`!check`: live checks, for anybody in the room. Takes names of configured services, never a host or a password."""

import re

from bot.core.document import Document, sentence
from bot.core.phrasing import room
from bot.core.phrasing.checks import WRITTEN_IN_ROOM
from bot.errors import RequestWrong
from bot.flows.commands.command import Command, Request, Tools
from bot.flows.cooldown import Pace
from bot.flows.live import Live, held
from bot.flows.replies import removal

DETAILS = re.compile(r"\b(en\s+)?d[ée]tail(s|l[ée]e?)?\b", re.I)

# More than there are services; a message of 64 KB holds thirty thousand words.
MOST_WORDS = 40


async def run(request: Request, tools: Tools) -> Document:
    details = bool(DETAILS.search(request.argument))
    words = DETAILS.sub("", request.argument).lower().split()[:MOST_WORDS]
    pace = tools.live.pace(tools.memory.pseudonym(request.event.sender), request.event)
    if confided(words, tools.live):
        # What may be a password is neither used nor repeated, and taken away, however often somebody has asked.
        await tools.journal.enqueue([removal(request.event)])
        return Document() if pace is Pace.SILENT else sentence(WRITTEN_IN_ROOM)
    if pace is not Pace.FREE:
        return held(pace, room.TOO_OFTEN)
    return await tools.live.asked(words or ["all"], request.progress, details=details)


def confided(words: list[str], live: Live) -> bool:
    """Something stands beside `login` or a mail address that is no service of ours: it may be a password."""
    strange = [word for i, word in enumerate(words) if not known(word, live) and not is_port(words, i, live)]
    return ("login" in words and bool(strange)) or (len(strange) > 1 and any("@" in word for word in strange))


def is_port(words: list[str], place: int, live: Live) -> bool:
    """`993` behind the name of a service."""
    before = words[place - 1] if place else "login"
    return words[place].isdigit() and before != "login" and known(before, live)


def known(word: str, live: Live) -> bool:
    try:
        live.anew([word])
    except RequestWrong:
        return False
    return True


COMMAND = Command(
    name="check",
    usage="!check [service] [port] [détails]",
    summary="vérifie maintenant les services, par exemple !check smtp, !check imap 993 ou !check all",
    run=run,
    slow=True,
)
