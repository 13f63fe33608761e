"""A small base of another trade, with facets, for the tests of deciding: nothing in the rules may know its entries."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.mind import Mind
from bot.core.model import Entry, FacetValue, Knowledge, Lexicon
from bot.core.services import Endpoint, Protocol, Security, Service, Services
from bot.markdown import parse

DEVICES = {
    "phone": FacetValue(label="iPhone", words=("iphone", "ipad")),
    "robot": FacetValue(label="Android", words=("android", "samsung")),
}
TASKS = {
    "post": FacetValue(label="le courrier", words=("courrier", "lettres", "mails")),
    "diary": FacetValue(label="l'agenda", words=("agenda", "calendrier")),
}
SERVICES = Services(
    services=(
        Service(
            id="smtp",
            title="Envoi",
            protocol=Protocol.SMTP,
            host="smtp.example.fr",
            endpoints=(Endpoint(587, Security.STARTTLS),),
        ),
        Service(id="webmail", title="Webmail", protocol=Protocol.HTTP, urls=("https://mail.example.fr",)),
    )
)


def entry(name: str, title: str, questions: tuple[str, ...], answer: str, **more: object) -> Entry:
    made = Entry(id=name, title=title, questions=questions, markdown=answer, answer=parse(answer))
    return replace(made, **more)  # type: ignore[arg-type]


def facets(device: str, task: str) -> Mapping[str, str]:
    return {"device": device, "task": task}


ENTRIES = (
    entry(
        "a-phone-diary",
        "L'agenda sur iPhone",
        ("comment mettre mon agenda sur iphone", "calendrier iphone", "ajouter le calendrier sur un ipad"),
        "Ouvrez Réglages puis Calendrier.",
        facets=facets("phone", "diary"),
    ),
    entry(
        "a-phone-post",
        "Le courrier sur iPhone",
        ("comment mettre mon courrier sur iphone", "mails iphone", "lire mes mails sur un ipad"),
        "Ouvrez Réglages puis Mail.",
        facets=facets("phone", "post"),
        see=("z-sending",),
    ),
    entry(
        "b-robot-diary",
        "L'agenda sur Android",
        ("comment mettre mon agenda sur android", "calendrier samsung", "ajouter le calendrier sur android"),
        "Installez une application d'agenda.",
        facets=facets("robot", "diary"),
    ),
    entry(
        "b-robot-post",
        "Le courrier sur Android",
        ("comment mettre mon courrier sur android", "mails samsung", "lire mes mails sur android"),
        "Ajoutez un compte.",
        facets=facets("robot", "post"),
    ),
    entry(
        "people",
        "Joindre le guichet",
        ("à qui demander de l'aide", "où est le guichet", "je veux parler à quelqu'un"),
        "Deux endroits :\n\n- le guichet, porte 3 ;\n- la page https://aide.example.fr\n\nVenez avec vos papiers.",
        facets={"task": "aide"},
    ),
    entry(
        "z-blocked",
        "L'envoi est bloqué",
        ("rien ne part, délai dépassé", "mon envoi est bloqué", "0x800CCC0E"),
        "Changez de port.",
        check="smtp",
    ),
    entry(
        "z-sending",
        "Régler l'envoi",
        ("comment régler l'envoi", "quel serveur pour envoyer", "réglages du serveur sortant"),
        "Le serveur est `smtp.example.fr`.",
        check="smtp",
        see=("people", "z-blocked"),
    ),
)
KNOWLEDGE = Knowledge(
    language="fr",
    title="Le guichet",
    entries=ENTRIES,
    lexicon=Lexicon(facets={"device": DEVICES, "task": TASKS}),
)


def mind() -> Mind:
    return Mind.build(KNOWLEDGE, SERVICES)
