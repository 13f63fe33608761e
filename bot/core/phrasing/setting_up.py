"""What is around the answers of a whole set-up, in French."""

from collections.abc import Sequence

from bot.core.document import Block, Document, Heading, Paragraph, Span
from bot.core.model import Entry


def which(labels: Sequence[str]) -> Document:
    """For which programs there is a set-up."""
    if not labels:
        return Document((Paragraph((Span("Je n'ai de réglages tout prêts pour aucun logiciel."),)),))
    spans = (
        Span("Écrivez "),
        Span("!config", code=True),
        Span(f" suivi du logiciel. J'ai les réglages pour : {', '.join(labels)}."),
    )
    return Document((Paragraph(spans),))


def setup(label: str, entries: Sequence[Entry]) -> Document:
    """The answers one below the other, each under its title."""
    blocks: list[Block] = [Paragraph((Span(f"Les réglages pour {label}, dans l'ordre :"),))]
    for entry in entries:
        blocks += [Heading((Span(entry.title),)), *entry.answer.blocks]
    return Document(tuple(blocks))
