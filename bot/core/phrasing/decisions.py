"""What the bot says about a message: asking back, handing over, help, warnings. French only here."""

from collections.abc import Iterable, Sequence

from bot.core.document import Block, Document, Heading, Items, Paragraph, Span, sentence
from bot.core.model import Entry
from bot.core.understand.secrets import Leak

WHICH = "Plusieurs réponses sont possibles. Laquelle vous intéresse ?"
WHICH_OF = "Il me manque une précision pour bien répondre : {labels} ?"
HOW_TO_CHOOSE = "Réagissez avec {numbers} ou répondez par le numéro. Si rien ne convient, reformulez votre question."
KEYCAPS = ("1️⃣", "2️⃣", "3️⃣")

UNKNOWN = "Je n'ai pas de réponse sûre à cette question, et je préfère ne rien inventer."
PEOPLE = "Les personnes de ce salon peuvent vous aider : précisez le logiciel, l'appareil et le message d'erreur exact."
STILL = "Désolé que cela ne suffise pas. À ce stade, le mieux est de demander à une personne."
SHOW = (
    "Indiquez ici votre logiciel ou appareil, ce que vous avez déjà essayé et le message d'erreur exact, "
    "sans votre mot de passe."
)
REPHRASE = "Vous pouvez aussi reformuler votre question, ou attendre qu'une personne du salon vous réponde."

HELP = "Je suis Facteur, le robot d'assistance du salon. Je réponds aux questions sur : {title}."
HELP_HOW = "Posez votre question avec vos mots, par exemple :"
HELP_COMMANDS = "Je sais aussi vérifier les services en direct : `!check`. La liste des commandes : `!aide`."
HELP_LIMITS = (
    "Quand je ne sais pas, je le dis et une personne du salon prend le relais. N'écrivez jamais de mot de passe ici."
)

TWO = "Voici la réponse à chacune de vos questions."
DOWN = (
    "À savoir avant tout : « {service} » ne répond pas en ce moment, vu d'ici. Le problème ne vient sans doute pas de "
    "vos réglages."
)
DEGRADED = "À savoir avant tout : « {service} » fonctionne mal en ce moment, vu d'ici."
WOULD_CHECK = "Je regarde l'état du service : vérification en direct de « {service} » (`!check {target}`)."
WOULD_CHECK_ALL = "Je regarde l'état des services : vérification en direct de tous (`!check all`)."
NEXT = "Essayons alors autre chose, qui est souvent la cause :"

LEAKED = {
    Leak.PASSWORD: "Attention : votre message semble contenir un mot de passe.",
    Leak.SESSION: "Attention : votre message semble contenir une connexion avec des identifiants, faciles à décoder.",
    Leak.URL: "Attention : l'adresse que vous avez collée semble contenir un mot de passe ou un jeton.",
    Leak.TOKEN: "Attention : votre message semble contenir un jeton d'accès.",
    Leak.KEY: "Attention : votre message semble contenir une clé privée.",
}
LEAKED_DO = (
    "Supprimez votre message.",
    "Changez ce secret dès maintenant : considérez qu'il est connu.",
    "Reposez ensuite votre question sans lui : personne n'en a besoin pour vous aider.",
)


def text(words: str) -> Paragraph:
    """A paragraph; what stands between backquotes is code."""
    pieces = words.split("`")
    return Paragraph(tuple(Span(piece, code=bool(at % 2)) for at, piece in enumerate(pieces) if piece))


def which(entries: Sequence[Entry], labels: Sequence[str] = ()) -> Document:
    """The question back, the numbered choices, how to choose. `labels`: what makes them differ, when that is known."""
    question = WHICH_OF.format(labels=", ".join(labels)) if len(labels) > 1 else WHICH
    items = Items(tuple((Paragraph((Span(entry.title),)),) for entry in entries), ordered=True)
    numbers = " ".join(KEYCAPS[: len(entries)])
    return Document((text(question), items, text(HOW_TO_CHOOSE.format(numbers=numbers))))


def handover(contact: Sequence[Block]) -> Document:
    """It does not know; `contact`: where people are reached, from the knowledge base."""
    return Document((text(UNKNOWN), *(contact or (text(PEOPLE),))))


def still_failing(contact: Sequence[Block]) -> Document:
    return Document((text(STILL), text(SHOW), *contact))


def none_of_these() -> Document:
    return Document((text(UNKNOWN), text(REPHRASE)))


def help_about(title: str, examples: Iterable[str]) -> Document:
    items = Items(tuple((Paragraph((Span(example),)),) for example in examples))
    return Document((text(HELP.format(title=title)), text(HELP_HOW), items, text(HELP_COMMANDS), text(HELP_LIMITS)))


def warning(kind: Leak) -> Document:
    """Never what was leaked, only of what kind."""
    steps = Items(tuple((Paragraph((Span(step),)),) for step in LEAKED_DO), ordered=True)
    return Document((text(LEAKED[kind]), steps))


def several(answers: Iterable[Entry]) -> Document:
    """More than one answer: each under its title."""
    blocks: list[Block] = [text(TWO)]
    for entry in answers:
        blocks += [Heading((Span(entry.title),)), *entry.answer.blocks]
    return Document(tuple(blocks))


def down(service: str) -> Document:
    return sentence(DOWN.format(service=service))


def degraded(service: str) -> Document:
    return sentence(DEGRADED.format(service=service))


def would_check(service: str, target: str) -> Document:
    return Document((text(WOULD_CHECK.format(service=service, target=target)),))


def would_check_all() -> Document:
    return Document((text(WOULD_CHECK_ALL),))


def next_cause(entry: Entry) -> Document:
    return Document((text(NEXT), Heading((Span(entry.title),)), *entry.answer.blocks))
