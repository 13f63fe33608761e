"""What an action of `!faq` is, and how its argument is read: ids, and texts between bars."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.core.document import Document
from bot.core.phrasing import moderating as say
from bot.errors import RequestWrong
from bot.flows.commands.command import Request, Tools
from bot.flows.teaching import By

BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Action:
    """`run` takes what stands behind the action's name, line breaks and all."""

    name: str
    usage: str
    summary: str
    run: Callable[[str, Request, Tools], Awaitable[Document]]


def parts(argument: str, count: int, usage: str) -> list[str]:
    """`count` texts, of which only the first bars separate: further ones belong to the last text (tables, code).

    RequestWrong: one of them is missing. A bar within a text before the last is written `\\|`.
    """
    found = [part.strip() for part in BAR.split(argument, maxsplit=count - 1)]
    if len(found) < count or not all(found):
        raise RequestWrong(say.form(usage))
    *first, last = found
    return [part.replace("\\|", "|") for part in first] + [last]


def id_in(text: str, usage: str) -> str:
    """An id, as it is typed or copied from a reply of ours."""
    name = text.strip().strip("`").strip()
    if not name:
        raise RequestWrong(say.form(usage))
    return name


def asked_by(request: Request) -> By:
    return By(request.event.sender, request.event.sent_at, request.event.event_id)
