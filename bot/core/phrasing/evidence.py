"""The few French words inside the evidence of a stage; sentences about causes are in phrasing.causes."""

from collections.abc import Sequence
from datetime import UTC, datetime

ACCEPTED = "compte de test accepté"
TLS_AT_ONCE = "TLS dès la connexion"
ABSENT = "absent (information)"
ANSWERED_CLEAR = "réponse en clair"
DELETED = "message de test supprimé"
JUNK_FOUND = "trouvé dans les indésirables"
SUBJECT = "Test automatique de la messagerie"
BODY = "Message envoyé par le robot d'assistance pour vérifier la messagerie. Il est supprimé dès son arrivée."


def day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%d/%m/%Y")


def valid_until(ends_at: float) -> str:
    return f"valable jusqu'au {day(ends_at)}"


def ends_in(ends_at: float, days: int) -> str:
    return f"jusqu'au {day(ends_at)}, dans {days} jour{'s' if days > 1 else ''}"


def expired_since(ends_at: float) -> str:
    return f"depuis le {day(ends_at)}"


def valid_from(starts_at: float) -> str:
    return f"à partir du {day(starts_at)}"


def names(found: Sequence[str]) -> str:
    more = ", …" if len(found) > 4 else ""
    return f"noms du certificat : {', '.join(found[:4])}{more}"


def issued_by(issuer: str, *, alone: bool = False) -> str:
    return f"émis par {issuer}" + (", envoyé seul" if alone else "")


def seconds(took: float) -> str:
    return f"{took:.1f} s".replace(".", ",")


def folders(count: int, kinds: Sequence[str]) -> str:
    return f"{count} dossiers ({', '.join(kinds) or 'ni agenda ni carnet'})"


def arrived(took: float, mailbox: str) -> str:
    return f"arrivé en {seconds(took) if took >= 1 else f'{took * 1000:.0f} ms'} dans {mailbox}"


def not_arrived(took: float) -> str:
    return f"pas arrivé après {took:.0f} s"
