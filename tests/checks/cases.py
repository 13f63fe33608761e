"""Every way a mail server can fail, and what must be said of it: one line a fault."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.model import Verdict
from bot.core.services import Protocol, Security
from tests.servers.mail_certificates import Certificates
from tests.servers.mail_faults import imap_script, smtp_script
from tests.servers.mail_steps import Step, close, expect, flood, hang, reset, send, starttls

SMTP, IMAP = Protocol.SMTP, Protocol.IMAP
STARTTLS, TLS = Security.STARTTLS, Security.TLS
DOWN, DEGRADED, OK = Verdict.DOWN, Verdict.DEGRADED, Verdict.OK
Script = Callable[[Certificates], Sequence[Step]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """`stage`: where it is seen. `hasty`: the server never answers, so a limit must pass. `trusted`: it gets as far
    as a login, over TLS; everywhere else no credentials may leave at all."""

    name: str
    script: Script
    code: str
    stage: str
    verdict: Verdict = DOWN
    protocol: Protocol = SMTP
    security: Security = STARTTLS
    hasty: bool = False
    trusted: bool = False


def smtp(**changes: str) -> Script:
    return lambda c: smtp_script(c.server_context(), **changes)  # type: ignore[arg-type]


def imap(**changes: str) -> Script:
    return lambda c: imap_script(c.server_context(), **changes)  # type: ignore[arg-type]


def play(*steps: Step) -> Script:
    return lambda _: steps


def upgrade(*after: Step) -> Script:
    """A server that accepts STARTTLS, then does something else than a handshake."""
    accepted = (expect(), send("250-lab.test\r\n250 STARTTLS"), expect(), send("220 2.0.0 Ready"))
    return lambda _: (send("220 lab.test ESMTP"), *accepted, *after)


BEFORE_TLS = [
    Case(name="silent", script=play(hang()), code="banner_timeout", stage="banner", hasty=True),
    Case(name="silent imap", script=play(hang()), code="banner_timeout", stage="banner", protocol=IMAP, hasty=True),
    Case(name="closes at once", script=play(close()), code="banner_closed", stage="banner"),
    Case(name="resets at once", script=play(reset()), code="banner_closed", stage="banner"),
    Case(name="garbage", script=play(send(bytes(range(256)) * 4), hang()), code="not_smtp", stage="banner"),
    Case(name="garbage imap", script=play(send(bytes(range(256)) * 4), hang()), code="not_imap", stage="banner",
         protocol=IMAP),
    Case(name="endless line", script=play(flood(b"x" * 1024)), code="endless_output", stage="banner"),
    Case(name="endless banner", script=play(flood(b"220-more\r\n" * 9)), code="endless_output", stage="banner"),
    Case(name="endless imap", script=play(send("* OK hi"), expect(), flood(b"* OK more\r\n" * 9)),
         code="endless_output",
         stage="hello", protocol=IMAP),
    Case(name="endless literal", script=play(send("* OK hi"), expect(), send("* X {9999999}"), flood(b"x" * 512)),
         code="endless_output", stage="hello", protocol=IMAP),
    Case(name="slow banner", script=lambda c: smtp_script(c.server_context(), delay=0.3), code="slow_banner",
         stage="banner", verdict=DEGRADED, trusted=True),
    Case(name="slow imap", script=lambda c: imap_script(c.server_context(), delay=0.3), code="slow_banner",
         stage="banner", verdict=DEGRADED, protocol=IMAP, trusted=True),
    Case(name="421", script=smtp(greeting="421 4.3.2 Too busy, try later"), code="busy", stage="banner",
         verdict=DEGRADED),
    Case(name="554", script=smtp(greeting="554 5.7.1 Your address is blocked"), code="refused_here", stage="banner"),
    Case(name="BYE", script=imap(greeting="* BYE Too many connections"), code="busy", stage="banner", verdict=DEGRADED,
         protocol=IMAP),
    Case(name="PREAUTH", script=imap(greeting="* PREAUTH Welcome"), code="preauth", stage="banner", protocol=IMAP),
    Case(name="hangs after EHLO", script=play(send("220 hi"), expect(), hang()), code="reply_timeout", stage="hello",
         hasty=True),
    Case(name="closes after EHLO", script=play(send("220 hi"), expect(), close()), code="reply_closed", stage="hello"),
    Case(name="refuses EHLO", script=play(send("220 hi"), expect(), send("502 no"), hang()), code="unexpected_reply",
         stage="hello"),
]  # fmt: skip

AT_STARTTLS = [
    Case(name="missing", script=smtp(offer=""), code="starttls_missing", stage="starttls"),
    Case(name="missing imap", script=imap(capabilities="IMAP4rev1 AUTH=PLAIN"), code="starttls_missing",
         stage="starttls",
         protocol=IMAP),
    Case(name="garbled", script=smtp(offer="250-XXXXXXXA\r\n"), code="starttls_garbled", stage="starttls"),
    Case(name="454", script=smtp(starttls_reply="454 4.7.0 TLS not available"), code="starttls_temporary",
         stage="starttls", verdict=DEGRADED),
    Case(name="502", script=smtp(starttls_reply="502 5.5.1 No"), code="starttls_refused", stage="starttls"),
    Case(name="NO", script=imap(starttls_reply="{tag} NO not now"), code="starttls_temporary", stage="starttls",
         verdict=DEGRADED, protocol=IMAP),
    Case(name="BAD", script=imap(starttls_reply="{tag} BAD what"), code="starttls_refused", stage="starttls",
         protocol=IMAP),
    Case(name="injected", script=smtp(starttls_reply="220 2.0.0 Ready\r\n250 INJECTED"), code="plaintext_before_tls",
         stage="tls"),
    Case(name="injected imap", script=imap(starttls_reply="{tag} OK Go\r\n* OK INJECTED"), code="plaintext_before_tls",
         stage="tls", protocol=IMAP),
    Case(name="clear text instead of TLS", script=upgrade(expect(), send("500 what is that"), hang()),
         code="tls_failed",
         stage="tls"),
    Case(name="reset in the handshake", script=upgrade(reset()), code="tls_closed", stage="tls"),
    Case(name="silent in the handshake", script=upgrade(hang()), code="tls_timeout", stage="tls", hasty=True),
    Case(name="LOGINDISABLED and no STARTTLS", script=imap(capabilities="IMAP4rev1 LOGINDISABLED"),
         code="starttls_missing",
         stage="starttls", protocol=IMAP),
]  # fmt: skip

SWAPPED = [
    Case(name="TLS where STARTTLS was expected", code="port_speaks_tls", stage="banner", hasty=True,
         script=lambda c: smtp_script(c.server_context(), implicit=True)),
    Case(name="TLS where STARTTLS was expected, imap", code="port_speaks_tls", stage="banner", hasty=True,
         protocol=IMAP,
         script=lambda c: imap_script(c.server_context(), implicit=True)),
    Case(name="STARTTLS where TLS was expected", code="port_speaks_clear", stage="tls", security=TLS, script=smtp()),
    Case(name="STARTTLS where TLS was expected, imap", code="port_speaks_clear", stage="tls", security=TLS,
         protocol=IMAP,
         script=imap()),
    Case(name="a late banner where TLS was expected", code="port_speaks_clear", stage="tls", security=TLS, hasty=True,
         script=lambda c: smtp_script(c.server_context(), delay=0.4)),
]  # fmt: skip

CERTIFICATES = {
    "expired": "cert_expired",
    "not_yet": "cert_not_yet",
    "wrong_host": "cert_name",
    "self_signed": "cert_self_signed",
    "unknown_ca": "cert_unknown_issuer",
    "missing_intermediate": "cert_incomplete_chain",
    "unknown_alone": "cert_incomplete_chain",  # the same evidence: one certificate whose issuer was not sent
    "weak": "cert_weak",
}


def with_certificate(name: str, protocol: Protocol, security: Security) -> Script:
    make = smtp_script if protocol is SMTP else imap_script
    return lambda c: make(c.server_context(name), implicit=security is TLS)


REFUSED_CERTIFICATES = [
    Case(name=f"{name} {protocol.value} {security.value}", code=code, stage="certificate", protocol=protocol,
         security=security, script=with_certificate(name, protocol, security))
    for name, code in CERTIFICATES.items()
    for protocol in (SMTP, IMAP)
    for security in (STARTTLS, TLS)
]  # fmt: skip

TLS_VERSIONS = [
    Case(name="TLS 1.0 only", code="tls_too_old", stage="tls",
         script=lambda c: smtp_script(c.server_context(tls10_only=True))),
    Case(name="TLS 1.0 only, imaps", code="tls_too_old", stage="tls", protocol=IMAP, security=TLS,
         script=lambda c: imap_script(c.server_context(tls10_only=True), implicit=True)),
    Case(name="no TLS 1.3", code="tls12_only", stage="tls", verdict=OK, trusted=True,
         script=lambda c: smtp_script(c.tls12_context())),
    Case(name="certificate with 15 days left", code="cert_expires", stage="certificate", verdict=OK, trusted=True,
         script=with_certificate("expiring", SMTP, STARTTLS)),
    Case(name="certificate with 5 days left", code="cert_expires_soon", stage="certificate", verdict=DEGRADED,
         trusted=True, script=with_certificate("expiring_soon", IMAP, TLS), protocol=IMAP, security=TLS),
]  # fmt: skip


def login(name: str, code: str, script: Script, *, protocol: Protocol, verdict: Verdict) -> Case:
    return Case(name=name, code=code, stage="login", script=script, protocol=protocol, verdict=verdict, trusted=True)


LOGINS = [
    login("535", "login_refused", smtp(auth="535 5.7.8 Authentication failed"), protocol=SMTP, verdict=DEGRADED),
    login("535 disabled", "account_blocked", smtp(auth="535 5.7.13 Account disabled"), protocol=SMTP, verdict=DEGRADED),
    login("454", "login_unavailable", smtp(auth="454 4.7.0 Temporary failure"), protocol=SMTP, verdict=DOWN),
    login("538", "login_needs_tls", smtp(auth="538 5.7.11 Encryption required"), protocol=SMTP, verdict=DOWN),
    login("NO", "login_refused", imap(login="{tag} NO [AUTHENTICATIONFAILED] No"), protocol=IMAP, verdict=DEGRADED),
    login("NO without a word", "login_refused", imap(login="{tag} NO sorry"), protocol=IMAP, verdict=DEGRADED),
    login("UNAVAILABLE", "login_unavailable", imap(login="{tag} NO [UNAVAILABLE] Later"), protocol=IMAP, verdict=DOWN),
    login("CONTACTADMIN", "account_blocked", imap(login="{tag} NO [CONTACTADMIN] Call"), protocol=IMAP,
         verdict=DEGRADED),
    login("BYE", "login_closed", imap(login="* BYE Going down"), protocol=IMAP, verdict=DEGRADED),
    Case(name="no mechanism", code="no_mechanism", stage="capabilities", script=smtp(mechanisms="")),
    Case(name="only tokens", code="no_mechanism", stage="capabilities", script=smtp(mechanisms="250-AUTH XOAUTH2\r\n")),
    Case(name="LOGINDISABLED under TLS", code="login_disabled", stage="capabilities", protocol=IMAP,
         script=imap(encrypted_capabilities="IMAP4rev1 LOGINDISABLED")),
    Case(name="login without an answer", code="login_timeout", stage="login", hasty=True, trusted=True,
         script=lambda c: [*upgrade()(c), starttls(c.server_context()), expect(),
                           send("250-hi\r\n250 AUTH PLAIN"), expect(), hang()]),
]  # fmt: skip

CASES = [*BEFORE_TLS, *AT_STARTTLS, *SWAPPED, *REFUSED_CERTIFICATES, *TLS_VERSIONS, *LOGINS]
