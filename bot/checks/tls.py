"""TLS: the contexts, and what a failed handshake means. Certificates themselves are read in certificate.py."""

import ssl
import warnings
from functools import cache

from bot.checks.record import Failed
from bot.errors import Fault, FileWrong

# OpenSSL's X509_V_ERR_… (measured: 10, 18, 20, 62, 66; the others from its manual).
REFUSED = {
    9: "cert_not_yet",
    10: "cert_expired",
    18: "cert_self_signed",
    19: "cert_unknown_issuer",
    20: "cert_unknown_issuer",
    21: "cert_unknown_issuer",
    23: "cert_revoked",
    62: "cert_name",
    64: "cert_name",
    66: "cert_weak",
    67: "cert_weak",
    68: "cert_weak",
}
# What OpenSSL says when the first bytes received are not TLS.
NOT_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"})
WEAK = frozenset({"DH_KEY_TOO_SMALL", "EE_KEY_TOO_SMALL", "CA_MD_TOO_WEAK", "CA_KEY_TOO_SMALL", "BAD_SIGNATURE"})
TOO_OLD = frozenset({"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE"})


def verifying(ca_file: str = "") -> ssl.SSLContext:
    """The only context under which anything secret is sent: the system's authorities and a private one, TLS 1.2+."""
    context = ssl.create_default_context()
    try:
        if ca_file:
            context.load_verify_locations(cafile=ca_file)
    except OSError as error:  # ssl.SSLError is one
        fault = Fault(
            ca_file, 0, 0, "ca_file", error.strerror or type(error).__name__, "a readable file of PEM certificates"
        )
        raise FileWrong([fault]) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@cache
def looking(*, legacy: bool = False) -> ssl.SSLContext:
    """Verifies nothing: to read a certificate that was refused, or to prove that only old TLS is spoken."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    # Level 0, or OpenSSL 3 would not even look at weak keys and old versions.
    context.set_ciphers("ALL:@SECLEVEL=0")
    if legacy:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


def refusal(error: ssl.SSLError) -> Failed:
    """A failed handshake as a code."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failed(REFUSED.get(error.verify_code, "cert_refused"), error.verify_message)
    reason = error.reason or ""
    if reason in NOT_TLS:
        return Failed("port_speaks_clear", reason)
    if reason in TOO_OLD:
        return Failed("tls_too_old", reason)
    return Failed("tls_weak" if reason in WEAK else "tls_failed", reason)
