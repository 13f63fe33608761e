"""What the bot says about commands and limits in a room, in French. Answers live in knowledge/."""

from bot.core.document import Document, Paragraph, Span, sentence

TOO_OFTEN = (
    "Vous venez de lancer plusieurs vérifications : le résultat ne change pas si vite. Réessayez dans cinq minutes."
)
ROOM_TOO_OFTEN = (
    "Plusieurs vérifications viennent d'être lancées dans ce salon : j'attends un peu avant la suivante. Réessayez "
    "dans une minute ; en attendant, les résultats déjà affichés restent valables."
)


def plain(text: str) -> Document:
    return sentence(text)


def moderators_only(usage: str) -> Document:
    return Document(
        (
            Paragraph(
                (Span(usage, code=True), Span(" est réservé aux modérateurs du salon.")),
            ),
        )
    )


def unknown_command(name: str, usage: str, summary: str) -> Document:
    """One line: the nearest command and what it does."""
    return Document(
        (
            Paragraph(
                (
                    Span(f"Je ne connais pas « !{name} ». Vouliez-vous "),
                    Span(usage, code=True),
                    Span(f" ({summary}) ?"),
                )
            ),
        )
    )


def only_in_a_room(usage: str, summary: str) -> Document:
    """In a terminal: what the command does where it works."""
    return Document(
        (Paragraph((Span(usage, code=True), Span(f" : {summary}. Cette commande s'écrit dans un salon."))),)
    )
