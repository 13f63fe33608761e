"""The closed list of what a stage can find, each with what it means for the people who use the service.

The order is that of causes: of several codes in one result the first of this table is the one told. A code without
a sentence in phrasing.checks fails a test; no French here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.model import Verdict

OK, DEGRADED, DOWN, UNKNOWN = Verdict.OK, Verdict.DEGRADED, Verdict.DOWN, Verdict.UNKNOWN


class Who(StrEnum):
    """Who can do something about it."""

    TEAM = "team"  # the team of the mail service
    USER = "user"  # the person, in the settings
    NETWORK = "network"  # something between the two
    OPERATOR = "operator"  # whoever runs this bot
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Meaning:
    """`wide`: it holds for the whole service even when it was seen at one of its ports only."""

    verdict: Verdict
    who: Who
    wide: bool = False


TEAM, USER, NETWORK, OPERATOR, NOBODY = Who.TEAM, Who.USER, Who.NETWORK, Who.OPERATOR, Who.NOBODY

CODES: Mapping[str, Meaning] = {
    # ---- names ----
    "bot_offline": Meaning(UNKNOWN, OPERATOR),  # nothing at all answers: it is us
    "dns_nxdomain": Meaning(DOWN, TEAM),
    "dns_no_address": Meaning(DOWN, TEAM),
    "dns_servfail": Meaning(DOWN, TEAM),
    "dns_timeout": Meaning(UNKNOWN, OPERATOR),  # our resolver says nothing: no word about the service
    "dns_no_resolver": Meaning(UNKNOWN, OPERATOR),
    "address_refused": Meaning(UNKNOWN, OPERATOR),
    # ---- connections ----
    "ipv6_dead": Meaning(DEGRADED, TEAM),  # given by the diagnosis: one family fails, the other works
    "ipv4_dead": Meaning(DEGRADED, TEAM),
    "tcp_refused": Meaning(DOWN, TEAM),
    "tcp_timeout": Meaning(DOWN, TEAM),
    "tcp_closed": Meaning(DOWN, TEAM),
    # ---- TLS and certificates ----
    "cert_expired": Meaning(DOWN, TEAM),
    "cert_not_yet": Meaning(DOWN, TEAM),
    "cert_name": Meaning(DOWN, TEAM),
    "cert_self_signed": Meaning(DOWN, NETWORK),
    "cert_incomplete_chain": Meaning(DOWN, TEAM),
    "cert_unknown_issuer": Meaning(DOWN, NETWORK),
    "cert_weak": Meaning(DOWN, TEAM),
    "cert_revoked": Meaning(DOWN, TEAM),
    "cert_refused": Meaning(DOWN, TEAM),
    "port_speaks_tls": Meaning(DOWN, USER),
    "port_speaks_clear": Meaning(DOWN, USER),
    "plaintext_before_tls": Meaning(DOWN, NETWORK),
    "preauth": Meaning(DOWN, NETWORK),
    "starttls_garbled": Meaning(DOWN, NETWORK),
    "starttls_missing": Meaning(DOWN, NETWORK),
    "starttls_refused": Meaning(DOWN, TEAM),
    "starttls_temporary": Meaning(DEGRADED, TEAM),
    "tls_too_old": Meaning(DOWN, TEAM),
    "tls_weak": Meaning(DOWN, TEAM),
    "tls_timeout": Meaning(DOWN, TEAM),
    "tls_closed": Meaning(DOWN, TEAM),
    "tls_failed": Meaning(DOWN, TEAM),
    # ---- what the server says ----
    "refused_here": Meaning(DOWN, TEAM),
    "busy": Meaning(DEGRADED, TEAM),
    "banner_timeout": Meaning(DOWN, TEAM),
    "banner_closed": Meaning(DOWN, TEAM),
    "not_smtp": Meaning(DOWN, TEAM),
    "not_imap": Meaning(DOWN, TEAM),
    "endless_output": Meaning(DOWN, TEAM),
    "reply_timeout": Meaning(DOWN, TEAM),
    "reply_closed": Meaning(DOWN, TEAM),
    "unexpected_reply": Meaning(DOWN, TEAM),
    # ---- login ----
    "login_unavailable": Meaning(DOWN, TEAM, wide=True),
    "login_disabled": Meaning(DOWN, TEAM),
    "no_mechanism": Meaning(DOWN, TEAM),
    "login_needs_tls": Meaning(DOWN, TEAM),
    "login_timeout": Meaning(DOWN, TEAM, wide=True),
    "login_closed": Meaning(DEGRADED, TEAM),
    "account_blocked": Meaning(DEGRADED, OPERATOR),
    "login_refused": Meaning(DEGRADED, OPERATOR),
    # ---- web and DAV ----
    "http_error": Meaning(DOWN, TEAM),
    "http_not_found": Meaning(DOWN, TEAM),
    "http_garbage": Meaning(DOWN, TEAM),
    "redirect_insecure": Meaning(DOWN, TEAM),
    "redirect_loop": Meaning(DOWN, TEAM),
    "redirect_elsewhere": Meaning(DEGRADED, OPERATOR),
    "http_forbidden": Meaning(DEGRADED, TEAM),
    "dav_no_discovery": Meaning(DEGRADED, TEAM),
    "dav_bad_answer": Meaning(DEGRADED, TEAM),
    "http_unexpected": Meaning(DEGRADED, TEAM),
    # ---- a message sent and found ----
    "delivery_refused": Meaning(DOWN, TEAM),
    "delivery_lost": Meaning(DOWN, TEAM),
    "delivery_later": Meaning(DEGRADED, TEAM),
    "delivery_junk": Meaning(DEGRADED, TEAM),
    "search_failed": Meaning(DEGRADED, TEAM),
    # ---- the mail domain ----
    "mx_missing": Meaning(DOWN, TEAM),
    "mx_unresolved": Meaning(DOWN, TEAM),
    # ---- works, but ----
    "dns_partial": Meaning(DEGRADED, TEAM),
    "slow_banner": Meaning(DEGRADED, TEAM),
    "cert_expires_soon": Meaning(DEGRADED, TEAM),
    # ---- not tested ----
    "unreachable": Meaning(UNKNOWN, OPERATOR),
    "port25_filtered": Meaning(UNKNOWN, NETWORK),
    "no_ipv6_here": Meaning(UNKNOWN, NOBODY),
    # ---- information, never a fault ----
    "cert_expires": Meaning(OK, TEAM),
    "tls12_only": Meaning(OK, TEAM),
    "spf_missing": Meaning(OK, TEAM),
    "spf_double": Meaning(OK, TEAM),
    "dmarc_missing": Meaning(OK, TEAM),
    "lookup_failed": Meaning(OK, NOBODY),
    "logout_untidy": Meaning(OK, NOBODY),
    "not_deleted": Meaning(OK, NOBODY),
    # ---- login not tried ----
    "canary_stopped": Meaning(OK, OPERATOR),
    "no_canary": Meaning(OK, OPERATOR),
    "login_elsewhere": Meaning(OK, NOBODY),
    "other_host": Meaning(OK, NOBODY),
    "in_clear": Meaning(OK, NOBODY),
}

# A fault for those who run the service or the bot; of these nobody's mail suffers now, or nobody knows that it does.
UNFELT = frozenset({"cert_expires_soon", "redirect_elsewhere", "login_refused", "account_blocked"})


def felt(verdict: Verdict, code: str) -> Verdict:
    """What people who use the service are told unasked: an incident, a word before an answer."""
    return OK if verdict is DEGRADED and code in UNFELT else verdict


RANK = {code: rank for rank, code in enumerate(CODES)}


def meaning(code: str) -> Meaning:
    return CODES[code]
