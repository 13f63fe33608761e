"""`!config thunderbird`: all that sets up one mail program, out of the knowledge base: its own entries, in order."""

from bot.core.document import Document
from bot.core.model import Entry, Knowledge
from bot.core.phrasing import setting_up as say
from bot.core.text import fold
from bot.flows.commands.command import Command, Request, Tools

CLIENT = "client"  # the facet by which a base marks the entries that are for one program only


async def run(request: Request, tools: Tools) -> Document:
    known = setups(tools.knowing.knowledge)
    labels = {client: label_of(tools.knowing.knowledge, client) for client in known}
    client = asked(request.argument, tools.knowing.knowledge)
    if client not in known:
        return say.which(tuple(labels.values()))
    return say.setup(labels[client], known[client])


def setups(knowledge: Knowledge) -> dict[str, list[Entry]]:
    """Program -> the entries that set it up: those that differ by one more facet at most, in the lexicon's order.

    An entry with a third facet is a special case, such as moving in from another service.
    """
    order = [(facet, value) for facet, values in knowledge.lexicon.facets.items() for value in values]
    found: dict[str, list[Entry]] = {}
    for entry in knowledge.entries:
        if CLIENT in entry.facets and len(entry.facets) <= 2:
            found.setdefault(entry.facets[CLIENT], []).append(entry)
    for entries in found.values():
        entries.sort(key=lambda entry: [order.index(one) for one in entry.facets.items() if one in order][::-1])
    return found


def asked(argument: str, knowledge: Knowledge) -> str:
    """The program meant: by its name in the base, or by a word of the lexicon for it; empty when there is none."""
    wanted, values = fold(argument), knowledge.lexicon.facets.get(CLIENT, {})
    for client, shown in values.items():
        if wanted in {fold(word) for word in (client, shown.label, *shown.words)}:
            return client
    return wanted


def label_of(knowledge: Knowledge, client: str) -> str:
    shown = knowledge.lexicon.facets.get(CLIENT, {}).get(client)
    return shown.label if shown else client


COMMAND = Command(
    name="config",
    usage="!config thunderbird|iphone|mac|android",
    summary="tous les réglages d'un logiciel, pas à pas",
    run=run,
)
