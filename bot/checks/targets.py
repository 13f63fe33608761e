"""The words of `check WORD…` to what must be looked at. The list of words is closed: no host can be named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.checks.endpoint import spots
from bot.core.phrasing import checks as say
from bot.core.services import Protocol, Service, Services
from bot.errors import RequestWrong

# The words that mean every service of a protocol.
PROTOCOLS = {
    "smtp": Protocol.SMTP,
    "imap": Protocol.IMAP,
    "caldav": Protocol.CALDAV,
    "carddav": Protocol.CARDDAV,
    "webmail": Protocol.HTTP,
}
LOGINS = (Protocol.SMTP, Protocol.IMAP, Protocol.CALDAV, Protocol.CARDDAV)


class Kind(Enum):
    """What a unit looks at; one unit is one thing that is shared between askers."""

    SERVICE = auto()
    DOMAIN = auto()
    DELIVERY = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """`port`: 0 for all ports of the service."""

    kind: Kind
    service: str = ""
    port: int = 0


class Lens(Enum):
    """What of the units a target tells."""

    ALL = auto()
    TLS = auto()
    LOGIN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One result to come."""

    target: str
    title: str
    units: tuple[Unit, ...]
    lens: Lens = Lens.ALL


def goals(words: Sequence[str], services: Services, *, canary: bool) -> list[Goal]:
    """One goal or more a word, in the order asked, none twice. Raises RequestWrong for a word that is not ours."""
    found = [goal for word in with_ports(words) for goal in goals_of(word, services, canary)]
    return list({goal.target: goal for goal in found}.values())


def with_ports(words: Sequence[str]) -> list[str]:
    """`imap 993` is a service and its port: `imap:993`."""
    found: list[str] = []
    for word in (word.strip().lower() for word in words):
        if word.isdigit() and found and ":" not in found[-1]:
            found[-1] += f":{word}"
        else:
            found.append(word)
    return found


def goals_of(word: str, services: Services, canary: bool) -> list[Goal]:
    if word == "all":
        domain = [special("dns", services)] if services.services or services.domain else []
        delivery = [special("delivery", services)] if canary and delivery_services(services) else []
        return [*map(whole, services.services), *domain, *delivery]
    if word in SPECIAL:
        return [special(word, services)]
    if word.isascii() and word.isdecimal() and (having := of_port(int(word), services)):
        return [one_port(service, word) for service in having]
    name, _, port = word.partition(":")
    asked = [service] if (service := services.find(name)) else of_protocol(name, services)
    if not asked:
        raise RequestWrong(say.unknown_target(word, known(services)))
    return [one_port(service, port) for service in asked] if port else list(map(whole, asked))


def of_protocol(name: str, services: Services) -> list[Service]:
    return [service for service in services.services if service.protocol is PROTOCOLS.get(name)]


def of_port(port: int, services: Services) -> list[Service]:
    return [service for service in services.services if any(spot.port == port for spot in spots(service))]


def known(services: Services) -> list[str]:
    return [*(service.id for service in services.services), *SPECIAL, "all"]


def whole(service: Service) -> Goal:
    return Goal(target=service.id, title=service.title, units=(Unit(Kind.SERVICE, service.id),))


def one_port(service: Service, port: str) -> Goal:
    ports = sorted({spot.port for spot in spots(service)})
    if not port.isascii() or not port.isdecimal() or int(port) not in ports:
        raise RequestWrong(say.no_such_port(service.id, port, ports))
    unit = Unit(Kind.SERVICE, service.id, int(port))
    return Goal(target=f"{service.id}:{int(port)}", title=f"{service.title} ({int(port)})", units=(unit,))


def special(word: str, services: Services) -> Goal:
    return Goal(target=word, title=say.TITLES[word], units=SPECIAL[word](services), lens=LENSES.get(word, Lens.ALL))


def every(services: Services) -> tuple[Unit, ...]:
    return tuple(Unit(Kind.SERVICE, service.id) for service in services.services)


def with_login(services: Services) -> tuple[Unit, ...]:
    return tuple(Unit(Kind.SERVICE, service.id) for service in services.services if service.protocol in LOGINS)


def delivery_services(services: Services) -> tuple[Service, Service] | None:
    """The first that sends and the first that receives; None when one of them is missing."""
    first = {service.protocol: service for service in reversed(services.services)}
    smtp, imap = first.get(Protocol.SMTP), first.get(Protocol.IMAP)
    return (smtp, imap) if smtp and imap else None


def names(_: Services) -> tuple[Unit, ...]:
    return (Unit(Kind.DOMAIN),)


def message(_: Services) -> tuple[Unit, ...]:
    return (Unit(Kind.DELIVERY),)


SPECIAL: Mapping[str, Callable[[Services], tuple[Unit, ...]]] = {
    "dns": names,
    "tls": every,
    "login": with_login,
    "delivery": message,
}
LENSES = {"tls": Lens.TLS, "login": Lens.LOGIN}
