"""What moderators see when they look something up, in French: lists, history, trials, patches."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.document import Attachment, Block, Code, Document, Items, Quote
from bot.core.model import Entry, Match
from bot.core.phrasing.decisions import text
from bot.core.phrasing.moderating import LISTED, code, lines, many, plain

ACTIONS = {"add": "ajout", "question": "formulation", "answer": "réponse", "remove": "retrait", "undo": "annulation"}


def listing(entries: Sequence[Entry], word: str, total: int) -> Document:
    if not entries:
        return Document((text(f"Aucune réponse ne contient « {plain(word)} » ; il y en a {total} en tout."),))
    found = many(len(entries), "réponse contient", "réponses contiennent") if word else many(len(entries), "réponse")
    head = f"{found} « {plain(word)} » :" if word else f"{found} :"
    rows = [f"{code(entry.id)} : {plain(entry.title)}" for entry in entries[:LISTED]]
    left = len(entries) - LISTED
    tail = [text(f"… et {many(left, 'autre')}. Précisez un mot : `!faq list mot`.")] if left > 0 else []
    return Document((text(head), lines(rows), *tail))


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A change as a line of history; `difference` only where one entry's history is told."""

    when: str
    who: str
    action: str
    entry: str
    undone: bool
    difference: Sequence[str] = ()


def history(changes: Sequence[Past]) -> Document:
    blocks: list[tuple[Block, ...]] = []
    for one in changes:
        undone = " (annulé depuis)" if one.undone else ""
        line = text(
            f"{one.when} · {plain(one.who)} · {ACTIONS.get(one.action, one.action)} · {code(one.entry)}{undone}"
        )
        blocks.append((line, Code("\n".join(one.difference), "diff")) if one.difference else (line,))
    return Document((text("Les derniers changements, le plus récent en tête :"), Items(tuple(blocks))))


def trial(outcome: str, matches: Sequence[tuple[Match, str]], reply: Document) -> Document:
    """What the bot would do with a question put to it; `matches` with their titles."""
    heads = {
        "answer": "Je répondrais :",
        "clarify": "Je demanderais de préciser :",
        "status": "Je lancerais une vérification en direct.",
        "handover": "Je dirais que je ne sais pas :",
        "help": "Je me présenterais :",
        "secret": "J'avertirais d'un secret dans le message :",
        "silent": "Je ne dirais rien : je n'y vois pas de question pour moi.",
        "command": "C'est une commande.",
    }
    blocks: list[Block] = [text(heads[outcome])]
    blocks += [Quote(reply.blocks)] if reply else []
    rows = [f"{code(match.entry)} : {plain(title)} ({round(match.score * 100)} %)" for match, title in matches]
    return Document((*blocks, text("Réponses les plus proches :"), lines(rows)) if rows else tuple(blocks))


CHANGES = "Les changements faits depuis le salon, à appliquer avec `git apply`"


def export(patch: str, kept: str, file: str, lost: int) -> Document:
    """`patch` as a file; where files are refused, `kept`, what of it a message holds. `lost`: changes whose place was
    rewritten by hand since."""
    gone = many(lost, "changement n'y est pas", "changements n'y sont pas")
    left_out = f"{gone} : leur place a été réécrite à la main depuis."
    missing = [text(left_out)] if lost else []
    blocks: list[Block] = [text(f"{CHANGES} :"), Code(kept, "diff")]
    cut = patch.count("\n") - len(kept.splitlines())
    if cut:
        blocks.append(
            text(
                f"Il manque {cut} lignes : un message n'en contient pas plus. "
                "`!faq export 7` ne prend que les sept derniers jours."
            )
        )
    return Document((*blocks, *missing), Attachment(file, patch, (text(f"{CHANGES}."), *missing)))


NOTHING_TO_EXPORT = "Aucun changement à exporter : les fichiers sont tels qu'avant les changements du salon."
