"""`!faq`: moderators read and teach what the bot knows. One explicit table of actions; what they do stands beside."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.document import Document
from bot.core.phrasing import moderating as say
from bot.errors import RequestWrong
from bot.flows.commands.command import Command, Request, Tools
from bot.flows.commands.faq import changing, learning, reading
from bot.flows.commands.faq.action import Action
from bot.flows.teaching import Overtaken
from bot.flows.when import clock_time

ACTIONS: tuple[Action, ...] = (
    Action("list", "!faq list [mot]", "les réponses, ou celles qui contiennent ce mot", reading.listing),
    Action("show", "!faq show ID", "une réponse en entier", reading.show),
    Action("test", "!faq test question", "ce que je répondrais", reading.test),
    Action("add", "!faq add ID | question | réponse", "une réponse de plus", changing.add),
    Action("question", "!faq question ID | formulation", "une façon de demander de plus", changing.question),
    Action("answer", "!faq answer ID | réponse", "une autre réponse", changing.answer),
    Action("remove", "!faq remove ID", "retire une réponse", changing.remove),
    Action("undo", "!faq undo", "annule le dernier changement", changing.undo),
    Action("history", "!faq history [ID]", "qui a changé quoi, et quand", reading.history),
    Action("unanswered", "!faq unanswered", "les questions sans bonne réponse", learning.unanswered),
    Action(
        "learn", "!faq learn ID", "dans un fil, en réponse à la bonne réponse : en fait un brouillon", learning.learn
    ),
    Action("stats", "!faq stats", "les chiffres de 7 et de 30 jours", learning.stats),
    Action("export", "!faq export [jours]", "les changements, dans un fichier à appliquer avec git", reading.export),
)
BY_NAME = {action.name: action for action in ACTIONS}


async def run(request: Request, tools: Tools) -> Document:
    name, argument = split(request.argument)
    action = BY_NAME.get(name)
    if action is None:
        return unknown(name)
    try:
        return await action.run(argument, request, tools)
    except Overtaken as e:
        who, when = (e.change.author, clock_time(e.change.at / 1000)) if e.change else ("", "")
        return say.overtaken(e.entry_id, who, when, say.difference(e.before, e.after))
    except RequestWrong as e:
        return say.sentence(str(e))


def split(argument: str) -> tuple[str, str]:
    """The action's name and the rest as it was written."""
    name, *rest = argument.split(maxsplit=1)[:2] if argument else ("",)
    return name.lower(), rest[0] if rest else ""


def unknown(name: str) -> Document:
    near = process.extractOne(name, list(BY_NAME), scorer=OSA.normalized_similarity, score_cutoff=0.5) if name else None
    if near:
        return say.did_you_mean(f"!faq {name}", BY_NAME[near[0]].usage, BY_NAME[near[0]].summary)
    return say.usages([(action.usage, action.summary) for action in ACTIONS])


COMMAND = Command(
    name="faq",
    usage="!faq",
    summary="pour les modérateurs : lire, enseigner et corriger les réponses (`!faq` seul donne la liste)",
    run=run,
    moderators=True,
)
