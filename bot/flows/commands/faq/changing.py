"""`!faq add`, `question`, `answer`, `remove`, `undo`: what moderators change, shown as it will be served."""

from bot.core.document import Document
from bot.core.phrasing import learning as words
from bot.core.phrasing import moderating as say
from bot.errors import RequestWrong
from bot.flows.commands.command import Request, Tools
from bot.flows.commands.faq.action import asked_by, id_in, parts
from bot.flows.missing import wording
from bot.flows.teaching import Done

ADD, QUESTION, ANSWER = "!faq add ID | question | réponse", "!faq question ID | formulation", "!faq answer ID | réponse"


async def add(argument: str, request: Request, tools: Tools) -> Document:
    name, question, answer = parts(argument, 3, ADD)
    name = id_in(name, ADD)
    close = tools.teaching.close([question], name)
    return shown("add", await tools.teaching.add(name, [question], answer, asked_by(request)), close)


async def question(argument: str, request: Request, tools: Tools) -> Document:
    """With the wording written out, or as a reply to the message that holds it."""
    name, text = await wording_of(argument, request, tools)
    close = tools.teaching.close([text], name)
    return shown("question", await tools.teaching.question(name, text, asked_by(request)), close)


async def wording_of(argument: str, request: Request, tools: Tools) -> tuple[str, str]:
    if "|" in argument or not request.event.replies_to:
        name, text = parts(argument, 2, QUESTION)
        return id_in(name, QUESTION), text
    said = await tools.learning.messages.message(request.event.room_id, request.event.replies_to)
    text = wording(said.body) if said else ""
    if not text:
        raise RequestWrong(words.NO_MESSAGE)
    return id_in(argument, QUESTION), text


async def answer(argument: str, request: Request, tools: Tools) -> Document:
    name, text = parts(argument, 2, ANSWER)
    return shown("answer", await tools.teaching.answer(id_in(name, ANSWER), text, asked_by(request)))


async def remove(argument: str, request: Request, tools: Tools) -> Document:
    return shown("remove", await tools.teaching.remove(id_in(argument, "!faq remove ID"), asked_by(request)))


async def undo(argument: str, request: Request, tools: Tools) -> Document:
    return shown("undo", await tools.teaching.undo(asked_by(request)))


def shown(action: str, done: Done, more: list[str] | None = None) -> Document:
    return say.changed(action, done.entry, done.change.entry, [*(more or []), *done.notes])
