"""Why a change of the knowledge base is refused, in French: one sentence each, shown as it is to the moderator."""

from collections.abc import Sequence

from bot.core.phrasing.faults import VALUES, line
from bot.errors import Fault


def unknown(entry_id: str, near: str) -> str:
    return f"Il n'y a pas de réponse « {entry_id} »." + (f" Vouliez-vous « {near} » ?" if near else "")


def taken(entry_id: str) -> str:
    return f"L'identifiant « {entry_id} » est déjà pris : modifiez cette réponse, ou choisissez-en un autre."


def bad_id(entry_id: str) -> str:
    return (
        f"« {entry_id} » ne convient pas comme identifiant : de 2 à 64 caractères parmi a-z, 0-9 et le "
        "tiret, sans tiret au début."
    )


def empty(what: str) -> str:
    return f"Il manque {what}."


QUESTION = "la question"
ANSWER = "la réponse"


def character(code: str) -> str:
    return f"Le texte contient un caractère de contrôle ({code}) : retirez-le et recommencez."


def objection(value: str) -> str:
    if value == "@room":
        return "Une réponse ne peut pas contenir « @room » : elle préviendrait tout le salon."
    return f"Une réponse s'écrit en Markdown : « {value} » serait affiché tel quel. Retirez les balises HTML."


def already_asked(question: str) -> str:
    return f"« {question} » est déjà parmi les questions de cette réponse."


def changed_since(entry_id: str) -> str:
    return f"« {entry_id} » a changé entre-temps : relisez-la, puis recommencez."


def last_one() -> str:
    return "C'est la dernière réponse de la base : il en faut au moins une."


def only_form(path: str) -> str:
    return (
        f"Le fichier {path} est écrit d'une façon que je ne sais pas modifier sans toucher au reste : modifiez-le à la "
        "main."
    )


def moved(path: str) -> str:
    return f"Le fichier {path} a changé à cet endroit depuis : je ne peux plus annuler sans perdre ce changement."


def refused(faults: Sequence[Fault]) -> str:
    """What the validation of the whole base says of the change."""
    return "Rien n'a changé, la base ne serait plus valide : " + " ; ".join(map(line, faults[:3]))


def not_written(reason: str) -> str:
    return f"Rien n'a changé : le fichier n'a pas pu être écrit ({VALUES.get(reason, reason)})."
