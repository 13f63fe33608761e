"""What the bot tells a room about the state of the services over time, in French. Times come ready to be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.document import Document, Items, Paragraph, Span, sentence
from bot.core.model import CheckResult, Verdict
from bot.core.phrasing.checks import MARKS, STATES


@dataclass(frozen=True, slots=True)
class Week:
    """A service over the last days: share of good checks (None without any), and its incidents as lines."""

    title: str
    good: float | None
    incidents: tuple[str, ...]


def opened(result: CheckResult, since: str) -> Document:
    head = (
        Span(f"{MARKS[result.verdict]} "),
        Span(result.title, bold=True),
        Span(f" : {STATES[result.verdict]} depuis {since}."),
    )
    advice = [Paragraph((Span(text),)) for text in (result.cause, result.remedy) if text]
    promise = Paragraph((Span("Je vous préviens ici quand c'est rétabli.", italic=True),))
    return Document((Paragraph(head), *advice, promise))


def ended(title: str, since: str, until: str) -> Document:
    """What the message of the opening becomes."""
    return Document(
        (Paragraph((Span("🟢 "), Span(title, bold=True), Span(f" : incident terminé, de {since} à {until}."))),)
    )


def restored(title: str, duration: str) -> Document:
    return Document(
        (Paragraph((Span("🟢 "), Span(title, bold=True), Span(f" : le service refonctionne, après {duration}."))),)
    )


def duration(seconds: float) -> str:
    """`moins d'une minute`, `12 minutes`, `2 h 05`, `3 jours`."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return "moins d'une minute"
    if minutes < 60:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60:02}"
    return f"{minutes // 1440} jours"


def certificate(host: str, port: int, days: int, until: str) -> Document:
    left = "expire aujourd'hui" if days < 1 else f"expire dans {days} jour{'s' if days > 1 else ''}"
    return sentence(f"⚠️ Le certificat de {host}, port {port}, {left} ({until}). Il est à renouveler avant cette date.")


def now_and_week(now: Document, weeks: Sequence[Week], days: int) -> Document:
    """`!statut`: the present, then the last days."""
    items = tuple((Paragraph((Span(week.title, bold=True), Span(f" : {said(week)}"))),) for week in weeks)
    if not items:
        return now
    return now + sentence(f"Les {days} derniers jours :") + Document((Items(items),))


def said(week: Week) -> str:
    if week.good is None:
        return "pas encore de mesure"
    share = f"{week.good * 100:.1f}".replace(".", ",").removesuffix(",0")
    incidents = " ; ".join(week.incidents) or "aucun incident"
    return f"{share} % des vérifications réussies, {incidents}"


def incident(when: str, took: str, verdict: Verdict) -> str:
    return f"{STATES[verdict]} le {when} pendant {took}"
