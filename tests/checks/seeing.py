"""How the tests look: one service at a loopback port, short limits, and the proof that no secret shows."""

from collections.abc import Sequence
from dataclasses import replace

from bot.checks import Account, Canary, Limits, Probe
from bot.checks.dns import Resolver
from bot.checks.evidence import forms_of
from bot.core.model import CheckResult, EndpointResult, Stage
from bot.core.services import Endpoint, Protocol, Security, Service, Services
from tests.servers.mail_certificates import HOST, Certificates

ACCOUNT = Account("canary@lab.test", "S3cret-canari-éà")
# Nothing of these tests waits for a limit to pass …
PATIENT = Limits(
    dns=10, connect=10, reply=10, slow=9, tls=10, login=10, second_look=5, overall=60, delivery=20, poll=0.05
)
# … except those whose server never answers.
HASTY = Limits(
    dns=0.5, connect=0.5, reply=0.5, slow=0.2, tls=0.5, login=0.5, second_look=0.5, overall=20, delivery=0.3, poll=0.05
)


def canary() -> Canary:
    return Canary(ACCOUNT)


def local(*addresses: str) -> Resolver:
    """Resolves the lab's names without any DNS."""
    found = list(addresses) or ["127.0.0.1"]
    return Resolver(lifetime=1, nameservers=[("127.0.0.1", 9)], hosts={HOST: found, "other.lab.test": found})


def service(protocol: Protocol, port: int, security: Security = Security.STARTTLS, path: str = "/") -> Service:
    """One service at one loopback port, its id the protocol's name."""
    word = protocol.value
    if protocol in (Protocol.SMTP, Protocol.IMAP):
        endpoints = (Endpoint(port, security),)
        return Service(id=word, title=word, protocol=protocol, host=HOST, endpoints=endpoints, allow_private=True)
    urls = (f"https://{HOST}:{port}{path}",)
    return Service(id=word, title=word, protocol=protocol, urls=urls, allow_private=True)


def probe_of(
    services: Sequence[Service],
    certificates: Certificates,
    *,
    canary: Canary | None = None,
    limits: Limits = PATIENT,
    resolver: Resolver | None = None,
    domain: str = "",
) -> Probe:
    known = Services(services=tuple(services), ca_file=str(certificates.ca_file), domain=domain)
    return Probe(known, canary, limits=limits, resolver=resolver or local())


def show_no_secret(results: Sequence[CheckResult], *accounts: Account) -> None:
    """Neither the password nor anything that can be turned back into it is in what is shown."""
    text = repr(results)
    for account in accounts or (ACCOUNT,):
        shown = [form for form in forms_of(account.user, account.password) if form in text]
        assert not shown


def stage(endpoint: EndpointResult, name: str) -> Stage:
    return next(stage for stage in reversed(endpoint.stages) if stage.name == name)


def hasty(**changes: float) -> Limits:
    return replace(HASTY, **changes)
