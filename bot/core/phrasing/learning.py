"""What moderators read when the bot learns from the room, in French."""

from collections.abc import Sequence

from bot.core.counting import Figures, Liked
from bot.core.document import Block, Document, Items, Quote, Table
from bot.core.phrasing.decisions import text
from bot.core.phrasing.moderating import code, lines, many, plain

HOW_TO_LEARN = (
    "`!faq learn ID` s'écrit dans le fil de la question, en répondant au message qui contient la bonne réponse. "
    "La question est alors le premier message du fil."
)
NOT_A_MODERATORS_ANSWER = (
    "Le message auquel vous répondez doit être celui d'un modérateur, et du texte : c'est lui qui devient la réponse."
)
NO_QUESTION = "Je ne peux pas lire la question : le premier message du fil n'est pas du texte, ou il a été supprimé."
NO_MESSAGE = "Je ne peux pas lire le message auquel vous répondez : ce n'est pas du texte, ou il a été supprimé."
NOTHING_MISSED = "Aucune question sans réponse en ce moment."

HOW_TO_APPROVE = (
    "Réagissez avec ✅ pour la mettre en ligne. Pour un autre identifiant ou un autre texte : "
    "`!faq add ID | question | réponse`."
)


def draft(entry_id: str, questions: Sequence[str], answer: Document, notes: Sequence[str]) -> Document:
    """An entry that is not live yet, as it would be."""
    blocks: list[Block] = [text(f"Brouillon de {code(entry_id)}, pas encore en ligne.")]
    blocks += [lines([f"⚠️ {note}" for note in notes])] if notes else []
    blocks += [text("Questions :"), lines([plain(one) for one in questions]), text("Réponse :"), Quote(answer.blocks)]
    return Document((*blocks, text(HOW_TO_APPROVE)))


def approved(document: Document, notes: Sequence[str]) -> Document:
    return Document((*(text(note) for note in notes), *document.blocks))


# ---- what was missed -------------------------------------------------------------------------------------------------


HOW_TO_ANSWER = (
    "Pour y répondre : `!faq add ID | question | réponse`, ou `!faq learn ID` dans le fil d'une de ces questions."
)


def missed(groups: Sequence[tuple[str, Sequence[str], str]], left: int) -> Document:
    """`groups`: how often and why, wordings, what to do; `left`: groups not shown."""
    items: list[tuple[Block, ...]] = []
    for count, wordings, near in groups:
        item: list[Block] = [text(count), lines([f"« {plain(one)} »" for one in wordings])]
        items.append((*item, text(near)) if near else tuple(item))
    more = (
        [text(f"… et {many(left, 'autre groupe, moins fréquent', 'autres groupes, moins fréquents')}.")] if left else []
    )
    head = "Les questions auxquelles il manque une bonne réponse, les plus fréquentes en tête :"
    return Document((text(head), Items(tuple(items), ordered=True), *more, text(HOW_TO_ANSWER)))


def often(total: int, nothing: int, down: int, person: int) -> str:
    kinds = [f"{nothing} sans réponse"] if nothing else []
    kinds += [f"{down} 👎"] if down else []
    kinds += [f"{person} avec une personne après moi"] if person else []
    return f"{total} fois ({', '.join(kinds)})"


def near(entry_id: str, score: float) -> str:
    return f"Le plus proche : {code(entry_id)} ({round(score * 100)} %). Si c'est cela : `!faq question {entry_id} | …`"


# ---- figures ---------------------------------------------------------------------------------------------------------


def stats(spans: Sequence[tuple[str, Figures]]) -> Document:
    """A line a figure, the spans beside each other."""
    heads = tuple(text(name).spans for name in ("", *(name for name, _ in spans)))
    rows = {
        "questions": [one.questions for _, one in spans],
        "répondues": [one.answered for _, one in spans],
        "précision demandée": [one.clarified for _, one in spans],
        "vérification en direct": [one.status for _, one in spans],
        "« je ne sais pas »": [one.handed for _, one in spans],
        "laissées aux personnes": [one.silent for _, one in spans],
        "👍": [one.up for _, one in spans],
        "👎": [one.down for _, one in spans],
    }
    table = Table(
        heads, tuple(tuple(text(cell).spans for cell in (name, *map(str, row))) for name, row in rows.items())
    )
    blocks: list[Block] = [table]
    last = spans[-1]
    for title, liked in (("Les mieux notées", last[1].best), ("Les moins bien notées", last[1].worst)):
        if liked:
            blocks += [text(f"{title} sur {last[0]} :"), lines([rated(one) for one in liked])]
    return Document(tuple(blocks))


def rated(one: Liked) -> str:
    return f"{code(one.entry)} : {one.up} 👍, {one.down} 👎, donnée {one.answered} fois"
