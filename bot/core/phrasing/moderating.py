"""What moderators read when they teach the bot, in French. Why a change is refused: editing.py."""

from collections.abc import Sequence
from difflib import unified_diff

from bot.core.document import Block, Code, Document, Heading, Items, Paragraph, Quote, Span
from bot.core.model import Entry, Match
from bot.core.phrasing import faults as faults_in_french
from bot.core.phrasing.decisions import text
from bot.errors import Fault

HOW_TO_UNDO = "`!faq undo` annule ce changement."
# What a screen of a chat shows of a list or a patch before it stops being read.
LISTED, DIFF_LINES = 60, 14


def lines(texts: Sequence[str]) -> Items:
    return Items(tuple((text(one),) for one in texts))


def code(words: str) -> str:
    """As code within a sentence; a backquote would end it."""
    return f"`{words.replace('`', 'ʼ')}`"


def plain(words: str) -> str:
    """A person's words within a sentence of ours: never read as code."""
    return words.replace("`", "ʼ")


def many(count: int, one: str, several: str = "") -> str:
    """`1 réponse`, `2 réponses`."""
    return f"{count} {one if count < 2 else several or f'{one}s'}"


# ---- an entry --------------------------------------------------------------------------------------------------------


def served(entry: Entry) -> list[Block]:
    """The entry as people get it, set apart from what is said about it."""
    return [Heading((Span(entry.title),)), Quote(entry.answer.blocks)]


def shown(entry: Entry) -> Document:
    """Everything about an entry."""
    facts = [f"{len(entry.questions)} formulations :" if len(entry.questions) > 1 else "Une seule formulation :"]
    blocks: list[Block] = [Paragraph((Span(entry.id, code=True), Span(f" · {entry.file}"))), *served(entry)]
    blocks += [text(facts[0]), asked(entry)]
    if entry.refuses:
        blocks += [text("Ressemble, mais n'en est pas :"), lines([plain(one) for one in entry.refuses])]
    more = [f"{name} : {value}" for name, value in entry.facets.items()]
    more += [f"vérification : {code(entry.check)}"] if entry.check else []
    more += [f"à lire ensuite : {', '.join(map(code, entry.see))}"] if entry.see else []
    more += [f"source : {plain(words)}"] if (words := source(entry)) else []
    return Document((*blocks, lines(more)) if more else tuple(blocks))


def source(entry: Entry) -> str:
    told = entry.source
    return " · ".join(filter(None, (told.page, told.section, told.author, told.date, told.note)))


def asked(entry: Entry) -> Items:
    first = entry.questions[:LISTED]
    more = [f"… et {many(len(entry.questions) - LISTED, 'autre')}"] if len(entry.questions) > LISTED else []
    return Items(tuple((Paragraph((Span(one),)),) for one in (*first, *more)))


def changed(action: str, entry: Entry | None, entry_id: str, notes: Sequence[str] = ()) -> Document:
    """What was done, what to beware of, and the entry as it will be served."""
    head = {
        "add": f"{code(entry_id)} est en ligne.",
        "question": f"{code(entry_id)} a une formulation de plus : {len(entry.questions) if entry else 0} en tout.",
        "answer": f"La réponse de {code(entry_id)} est remplacée.",
        "remove": f"{code(entry_id)} est retirée : le bot ne la donnera plus.",
        "undo": f"Le dernier changement de {code(entry_id)} est annulé.",
    }[action]
    blocks: list[Block] = [text(head)]
    blocks += [lines([f"⚠️ {note}" for note in notes])] if notes else []
    if entry is not None:
        blocks += [text("Voici ce qui sera servi :"), *served(entry)]
        blocks += [text("Formulations :"), asked(entry)] if action in ("add", "question") else []
    elif action == "undo":
        blocks += [text("Cette réponse n'existe plus.")]
    return Document((*blocks, text(HOW_TO_UNDO if action != "undo" else "`!faq history` montre les changements.")))


def close(question: str, entry: Entry, match: Match) -> str:
    """A question that another entry answers already."""
    return (
        f"« {plain(question)} » ressemble aux questions de {code(entry.id)} ({plain(entry.title)}, "
        f"{round(match.score * 100)} %). Si c'est le même sujet, gardez une seule des deux."
    )


def not_committed(problem: str) -> str:
    return f"Le changement est fait, mais git ne l'a pas enregistré : {plain(problem)}"


def not_served(count: int) -> str:
    return (
        f"Le changement est écrit, mais il n'est pas encore servi : les fichiers contiennent "
        f"{many(count, 'erreur')} par ailleurs. Il le sera après correction."
    )


# ---- refusals --------------------------------------------------------------------------------------------------------

NOT_HERE = "Les commandes `!faq` ne s'utilisent que dans le salon que je sers, ou dans celui des modérateurs."
NOTHING_TO_UNDO = "Il n'y a rien à annuler : aucun changement n'a été fait depuis le salon."
NO_HISTORY = "Aucun changement n'a été fait depuis le salon."


def no_history_of(entry_id: str) -> str:
    return f"{code(entry_id)} n'a jamais été changée depuis le salon."


def form(usage: str) -> str:
    return f"Il manque quelque chose. La forme est : {code(usage)}"


def sentence(words: str) -> Document:
    """A sentence of ours; what stands between backquotes is code."""
    return Document((text(words),))


def did_you_mean(written: str, usage: str, summary: str) -> Document:
    return sentence(f"Je ne connais pas {code(written)}. Vouliez-vous {code(usage)} ({summary}) ?")


def usages(actions: Sequence[tuple[str, str]]) -> Document:
    rows = [f"{code(usage)} : {summary}" for usage, summary in actions]
    return Document((text("Ce que les modérateurs peuvent faire :"), lines(rows)))


def too_long(what: str, count: int, most: int) -> str:
    return f"{what} est trop longue : {count} caractères, {most} au plus."


def broken_base(faults: Sequence[Fault]) -> str:
    return "Rien n'a changé : les fichiers de la base contiennent une erreur, à corriger d'abord. " + " ; ".join(
        map(faults_in_french.line, faults[:3])
    )


def overtaken(entry_id: str, who: str, when: str, difference: Sequence[str]) -> Document:
    """Somebody else was faster: nothing is done, and this is what they did."""
    by = f"par {plain(who)} à {when}" if who else "dans les fichiers"
    blocks: list[Block] = [text(f"Votre changement n'est pas fait : {code(entry_id)} vient d'être modifiée {by}.")]
    blocks += [Code("\n".join(difference), "diff")] if difference else []
    again = "Si votre version doit prendre sa place malgré tout, envoyez votre commande une seconde fois."
    return Document((*blocks, text(again)))


def difference(before: str, after: str) -> list[str]:
    """The lines taken away and added, a few of each; the rest is counted."""
    found = list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    kept = [line for line in found if not line.startswith("@@")]
    if len(kept) <= DIFF_LINES:
        return kept
    return [*shortened([one for one in kept if one[0] == "-"]), *shortened([one for one in kept if one[0] == "+"])]


def shortened(lines: Sequence[str]) -> list[str]:
    most = DIFF_LINES // 2
    return [*lines[:most], *([f"… encore {many(len(lines) - most, 'ligne')}"] if len(lines) > most else [])]


# ---- files edited by hand --------------------------------------------------------------------------------------------


def broken(faults: Sequence[Fault]) -> Document:
    head = "La base de réponses a été modifiée et ne peut pas être lue. Je continue avec la version d'avant."
    more = [f"… et {many(len(faults) - 10, 'autre erreur', 'autres erreurs')} (`kb lint`)"] if len(faults) > 10 else []
    return Document((text(head), lines([*map(faults_in_french.line, faults[:10]), *more])))


def well_again(count: int) -> Document:
    return Document((text(f"La base est de nouveau lisible : {many(count, 'réponse')}, en ligne dès maintenant."),))
