"""The mail services that checks may look at, as `knowledge/services.yaml` names them. The only hosts ever contacted."""

from dataclasses import dataclass, field
from enum import StrEnum


class Protocol(StrEnum):
    SMTP = "smtp"
    IMAP = "imap"
    CALDAV = "caldav"
    CARDDAV = "carddav"
    HTTP = "http"


class Security(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Endpoint:
    port: int
    security: Security


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`host` and `endpoints` for smtp and imap; `urls` for the others. `redirects`: hosts, each `host` or `host:port`,
    to which its addresses may lead besides those of the services themselves: where people sign in. `allow_private`
    lifts the refusal of private, loopback and link-local addresses for this service alone."""

    id: str
    title: str
    protocol: Protocol
    host: str = ""
    endpoints: tuple[Endpoint, ...] = ()
    urls: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """`ca_file`: a private authority trusted beside the system's, as a path; `domain`: whose mail DNS is looked at."""

    services: tuple[Service, ...] = field(default_factory=tuple)
    domain: str = ""
    ca_file: str = ""

    def find(self, service_id: str) -> Service | None:
        return next((service for service in self.services if service.id == service_id), None)
