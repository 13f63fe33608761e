"""A private authority and one certificate for each case a mail server can be in, as PEM files in one folder."""

import ssl
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

HOST = "mail.lab.test"
NAMES = (HOST, "other.lab.test", "localhost", "127.0.0.1", "::1")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Certificates:
    """good, expired, not_yet, expiring (15 days), expiring_soon (5), wrong_host, self_signed, unknown_ca (with its
    intermediate), unknown_alone, missing_intermediate, full_chain (the same, complete), weak (RSA 1024)."""

    directory: Path

    @property
    def ca_file(self) -> Path:
        return self.directory / "ca.pem"

    def chain(self, name: str) -> Path:
        return self.directory / f"{name}.crt"

    def key(self, name: str) -> Path:
        return self.directory / f"{name}.key"

    def server_context(self, name: str = "good", *, tls10_only: bool = False) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if tls10_only or name == "weak":
            context.set_ciphers("ALL:@SECLEVEL=0")  # OpenSSL 3 refuses both otherwise
        context.load_cert_chain(self.chain(name), self.key(name))
        if tls10_only:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
        return context

    def tls12_context(self) -> ssl.SSLContext:
        context = self.server_context()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        return context


def make_certificates(directory: Path) -> Certificates:
    certificates = Certificates(directory)
    directory.mkdir(parents=True, exist_ok=True)
    authority, now = trustme.CA(), datetime.now(UTC)
    authority.cert_pem.write_to_path(str(certificates.ca_file))
    leaves = {
        "good": authority.issue_cert(*NAMES),
        "expired": authority.issue_cert(*NAMES, not_before=now - 90 * DAY, not_after=now - 3 * DAY),
        "not_yet": authority.issue_cert(*NAMES, not_before=now + 3 * DAY, not_after=now + 90 * DAY),
        "expiring": authority.issue_cert(*NAMES, not_after=now + 15.5 * DAY),
        "expiring_soon": authority.issue_cert(*NAMES, not_after=now + 5.5 * DAY),
        "wrong_host": authority.issue_cert("elsewhere.example"),
        "unknown_ca": trustme.CA().create_child_ca().issue_cert(*NAMES),
        "unknown_alone": trustme.CA().issue_cert(*NAMES),
        "full_chain": authority.create_child_ca().issue_cert(*NAMES),
    }
    for name, leaf in leaves.items():
        write(certificates, name, (pem.bytes() for pem in leaf.cert_chain_pems), leaf.private_key_pem.bytes())
    full = leaves["full_chain"]
    write(certificates, "missing_intermediate", [full.cert_chain_pems[0].bytes()], full.private_key_pem.bytes())
    write(certificates, "self_signed", *signed_by_itself(ec.generate_private_key(ec.SECP256R1())))
    write(certificates, "weak", *signed_by(authority, rsa.generate_private_key(65537, 1024)))  # noqa: S505 - meant
    return certificates


def write(certificates: Certificates, name: str, chain: Iterable[bytes], key: bytes) -> None:
    certificates.chain(name).write_bytes(b"".join(chain))
    certificates.key(name).touch(mode=0o600)
    certificates.key(name).write_bytes(key)


Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def draft(key: Key, issuer: x509.Name) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + 60 * DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )


def signed_by_itself(key: Key) -> tuple[list[bytes], bytes]:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    return as_pem(draft(key, name).sign(key, hashes.SHA256()), key)


def signed_by(authority: trustme.CA, key: Key) -> tuple[list[bytes], bytes]:
    issuer = x509.load_pem_x509_certificate(authority.cert_pem.bytes())
    signer = serialization.load_pem_private_key(authority.private_key_pem.bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)
    return as_pem(draft(key, issuer.subject).sign(signer, hashes.SHA256()), key)


def as_pem(certificate: x509.Certificate, key: Key) -> tuple[list[bytes], bytes]:
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return [certificate.public_bytes(pem)], private
