"""The reasons of a decision, a line each, for `ask --why`. Never a word of the message itself."""

from collections.abc import Iterable, Sequence

COMMAND = "commande : commence par « ! »"
NOTHING_SAID = "silence : aucun mot propre (vide, citation, code ou image)"
TO_OTHERS = "silence : adressé à quelqu'un d'autre"
SMALL_TALK = "silence : remerciement, salutation ou accord"
CLOSING = "silence : la question est réglée"
ABOUT_BOT = "aide : question sur le bot, ou salutation qui lui est adressée"
CHOSEN = "réponse choisie parmi celles proposées (n° {number})"
REFUSED = "aucune des propositions ne convient : passage aux humains"
PERSISTS = "cela ne marche toujours pas : {step}"
TOLD = {"cause": "cause suivante", "check": "vérification en direct", "people": "passage aux humains"}
TWO = "plusieurs questions dans le message, une réponse pour chacune"
FOLLOWS = "suite de la conversation : complétée par la question précédente"
ERROR_TEXT = "texte d'erreur reconnu : cherché comme « {query} »"


def secret(kind: str) -> str:
    return f"secret : {kind}"


def form(probability: float, telling: Iterable[tuple[str, float]]) -> str:
    shown = ", ".join(f"{name} {weight:+.1f}" for name, weight in telling) or "rien de parlant"
    return f"forme : question ou problème {probability:.2f} ({shown})"


def heard(probability: float, threshold: float) -> str:
    return f"suite de la conversation : réponse attendue, et connue, {probability:.2f} (seuil {threshold:.2f})"


def gate(probability: float, threshold: float) -> str:
    return f"réponse attendue dans le salon {probability:.2f} (seuil {threshold:.2f})"


def fit(probability: float, details: str) -> str:
    return f"sujet : une réponse convient {probability:.2f} ({details})"


def evidence(*, scope: float, asked: float, mentioned: float, stranger: float, leaning: float) -> str:
    words = f"dans ses questions {asked:.2f}, dans son texte {mentioned:.2f}"
    left = f" ; plus proche de {stranger:.2f} d'une question laissée aux humains" if stranger > 0 else ""
    left += f" ; ses mots en rappellent une, {leaning:+.2f}" if leaning < 0 else ""
    return f"portée {scope:.2f} ; mots du message : {words}{left}"


def right(probability: float, threshold: float) -> str:
    return f"c'est la première réponse qui convient {probability:.2f} (seuil {threshold:.2f})"


SIGNS = {
    "score": "recherche",
    "mentioned": "mots du message",
    "nearest": "texte le plus proche",
    "phrases": "suites de mots",
    "votes": "voisins par le sens",
    "questions": "nombre de formulations",
}


def lead(telling: Iterable[tuple[str, float]]) -> str:
    return f"avant la deuxième par : {', '.join(f'{SIGNS[name]} {weight:+.1f}' for name, weight in telling)}"


def unsearched(least: float) -> str:
    return f"rien n'est cherché pour un message du salon qui ne demande rien (forme sous {least:.2f})"


def elsewhere(matters: Sequence[str]) -> str:
    return f"autre sujet nommé, absent de la réponse : {', '.join(matters)}"


def named(values: Iterable[str]) -> str:
    return f"précisions nommées : {', '.join(values)}"


def corrections(count: int) -> str:
    return f"orthographe : {count} mot(s) lu(s) autrement"


def asks_back(facet: str) -> str:
    return (
        f"demande : des réponses voisines diffèrent par « {facet} », que le message ne nomme pas"
        if facet
        else ("demande : plusieurs réponses sont proches")
    )


def incident(service: str) -> str:
    return f"incident : demande si « {service} » fonctionne"


def service_down(service: str) -> str:
    return f"le service « {service} » est signalé en défaut : dit avant la réponse"
