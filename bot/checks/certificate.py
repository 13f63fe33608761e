"""What a certificate says of itself: dates, names, issuer, and how much of its chain the server sent."""

import ssl
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, rsa
from cryptography.x509.oid import ExtensionOID, NameOID

from bot.core.phrasing import evidence as say

DAY = 86400.0
# Measured policy of the service's readers: a warning at three weeks, an alert in the last one.
EXPIRES, EXPIRES_SOON = 21, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A certificate that was refused, read without trusting it. Times in seconds since the epoch."""

    names: tuple[str, ...]
    issuer: str
    own_issuer: bool
    starts_at: float
    ends_at: float
    key: str
    chain: int  # certificates sent, the server's own included; 0 when this Python does not tell


def read(tls: ssl.SSLObject) -> Seen | None:
    """The peer's certificate of a handshake that verified nothing; None when there is none or it cannot be read."""
    der = tls.getpeercert(True)
    try:
        return seen(x509.load_der_x509_certificate(der), chain_length(tls)) if der else None
    except ValueError:  # a certificate that cryptography refuses to parse: the code still tells what OpenSSL found
        return None


def chain_length(tls: ssl.SSLObject) -> int:
    """`get_unverified_chain` is public from Python 3.13, private before (measured on 3.11)."""
    for holder in (tls, getattr(tls, "_sslobj", None)):
        if (chain := getattr(holder, "get_unverified_chain", None)) is not None:
            return len(chain() or ())
    return 0


def seen(certificate: x509.Certificate, chain: int) -> Seen:
    return Seen(
        names=names(certificate),
        issuer=readable(certificate.issuer),
        own_issuer=certificate.issuer == certificate.subject,
        starts_at=certificate.not_valid_before_utc.timestamp(),
        ends_at=certificate.not_valid_after_utc.timestamp(),
        key=key_name(certificate),
        chain=chain,
    )


def names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        found = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
    except x509.ExtensionNotFound:
        return (readable(certificate.subject),)
    return tuple(str(name.value) for name in found) if isinstance(found, x509.SubjectAlternativeName) else ()


def readable(name: x509.Name) -> str:
    """Common name, else organisation, else the whole."""
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := name.get_attributes_for_oid(oid):
            return str(found[0].value)
    return name.rfc4514_string()


def key_name(certificate: x509.Certificate) -> str:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey | dsa.DSAPublicKey):
        return f"{type(key).__name__.strip('_')[:3]} {key.key_size}"
    return type(key).__name__.strip("_")


def ends_at(tls: ssl.SSLObject) -> float:
    """End of a verified certificate, seconds since the epoch."""
    peer = tls.getpeercert() or {}
    return float(ssl.cert_time_to_seconds(str(peer["notAfter"]))) if "notAfter" in peer else 0.0


def about_refused(code: str, found: Seen) -> tuple[str, str]:
    """The code made exact by what was seen, and its evidence."""
    if code == "cert_unknown_issuer" and found.chain == 1 and not found.own_issuer:
        return "cert_incomplete_chain", say.issued_by(found.issuer, alone=True)
    evidence = {
        "cert_expired": say.expired_since(found.ends_at),
        "cert_not_yet": say.valid_from(found.starts_at),
        "cert_name": say.names(found.names),
        "cert_weak": found.key,
    }
    return code, evidence.get(code, say.issued_by(found.issuer))
