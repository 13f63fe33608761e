"""`!aide`: what the bot can do, from the table of commands itself."""

from collections.abc import Sequence

from bot.core.document import Document, Items, Paragraph, Span
from bot.flows.commands.command import Command, Request, Tools


async def run(request: Request, tools: Tools) -> Document:
    from bot.flows.commands import COMMANDS  # noqa: PLC0415 - the table holds this very command

    moderator = await tools.rights.moderates(request.event.room_id, request.event.sender)
    return describe([command for command in COMMANDS if moderator or not command.moderators])


def describe(commands: Sequence[Command]) -> Document:
    intro = Span(
        "Posez votre question avec vos mots, par exemple « comment régler Thunderbird ? » : "
        "je réponds dans un fil. Je connais aussi ces commandes :"
    )
    lines = tuple((Paragraph((Span(command.usage, code=True), Span(f" : {command.summary}"))),) for command in commands)
    return Document((Paragraph((intro,)), Items(lines)))


COMMAND = Command(name="aide", usage="!aide", summary="ce que je sais faire", run=run)
