"""services.yaml: what is read, and each fault with its exact line."""

from pathlib import Path

import pytest

from bot.core.services import Endpoint, Protocol, Security, Service
from bot.errors import FileWrong
from bot.storage import services

GOOD = """\
domain: example.fr
ca_file: autorite.pem
services:
- id: smtp
  title: Envoi
  protocol: smtp
  host: smtp.example.fr.
  endpoints: [{port: 587, security: starttls}, {port: 465, security: tls}]
- id: agendas
  title: Agendas
  protocol: caldav
  urls: [https://dav.example.fr/caldav, 'https://[::1]:8443/']
  redirects: [auth.example.fr, 'Other.example.fr:8443']
  allow_private: true
"""


def written(root: Path, text: str) -> Path:
    (root / "autorite.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    path = root / "services.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(root: Path, text: str) -> list[str]:
    with pytest.raises(FileWrong) as wrong:
        services.load(written(root, text))
    return [str(fault).replace(f"{root}/services.yaml:", "") for fault in wrong.value.faults]


def test_every_key_arrives(tmp_path: Path) -> None:
    read = services.load(written(tmp_path, GOOD))
    assert read.domain == "example.fr"
    assert read.ca_file == str(tmp_path / "autorite.pem")
    assert read.services == (
        Service(
            id="smtp",
            title="Envoi",
            protocol=Protocol.SMTP,
            host="smtp.example.fr",
            endpoints=(Endpoint(587, Security.STARTTLS), Endpoint(465, Security.TLS)),
        ),
        Service(
            id="agendas",
            title="Agendas",
            protocol=Protocol.CALDAV,
            urls=("https://dav.example.fr/caldav", "https://[::1]:8443/"),
            redirects=("auth.example.fr", "other.example.fr:8443"),
            allow_private=True,
        ),
    )


def test_a_laboratory_may_use_http(tmp_path: Path) -> None:
    read = services.load(written(tmp_path, GOOD.replace("https://dav.example.fr", "http://127.0.0.1:5232")))
    assert read.services[1].urls[0] == "http://127.0.0.1:5232/caldav"


def test_no_service_at_all_is_no_fault(tmp_path: Path) -> None:
    assert services.load(written(tmp_path, "# rien\n")).services == ()


WRONG = {
    "an unknown protocol": (
        "protocol: smtp",
        "protocol: pop",
        "6:13: services.protocol: 'pop', expected one of smtp, imap,",
    ),
    "a port out of range": (
        "port: 587",
        "port: 70000",
        "8:22: services.endpoints.port: '70000', expected a port from 1 to",
    ),
    "a port of letters": (
        "port: 587",
        "port: smtp",
        "8:22: services.endpoints.port: 'smtp', expected a port from 1 to",
    ),
    "no host": (
        "  host: smtp.example.fr.\n",
        "",
        "4:3: host: 'missing', expected a host name such as smtp.example.fr (p",
    ),
    "a URL as host": (
        "smtp.example.fr.",
        "https://a.fr",
        "7:9: services.host: 'https://a.fr', expected a host name such",
    ),
    "no security": (", security: tls", "", "8:48: services.endpoints.security: 'missing', expected starttls or tls"),
    "a wrong security": (
        "security: tls",
        "security: ssl",
        "8:70: services.endpoints.security: 'ssl', expected starttls",
    ),
    "http in clear": ("  allow_private: true\n", "", None),
    "another scheme": (
        "https://dav",
        "ftp://dav",
        "12:10: services.urls: 'ftp://dav.example.fr/caldav', expected an addr",
    ),
    "a password in it": (
        "//dav",
        "//me:pw@dav",
        "12:10: services.urls: 'https://me:pw@dav.example.fr/caldav', expected",
    ),
    "a URL without host": (
        "https://dav.example.fr",
        "https://",
        "12:10: services.urls: 'https:///caldav', expected an ad",
    ),
    "urls for smtp": (
        "  host: smtp",
        "  urls: [https://a.fr]\n  host: smtp",
        "7:3: urls: expected no such key with protocol",
    ),
    "an address as redirect": (
        "[auth.example.fr,",
        "['https://auth.example.fr/',",
        "13:15: services.redirects: 'https://auth.example.fr/', expected a",
    ),
    "a redirect port out of range": (
        ":8443'",
        ":84430'",
        "13:32: services.redirects: 'Other.example.fr:84430', expected a",
    ),
    "redirects for smtp": (
        "  host: smtp",
        "  redirects: [a.fr]\n  host: smtp",
        "7:3: redirects: expected no such key with protocol",
    ),
    "no urls": (
        "  urls:",
        "  # urls:",
        "9:3: urls: 'missing', expected a list of https:// addresses (protocol caldav)",
    ),
    "an id twice": ("id: agendas", "id: smtp", "9:7: id: 'smtp', expected an id of its own; line 4 has it too"),
    "a reserved id": (
        "id: agendas",
        "id: dns",
        "9:7: id: 'dns', expected another word; all, delivery, dns, login, tls",
    ),
    "no authority": ("autorite.pem", "rien.pem", "2:10: ca_file: 'rien.pem', expected a file that is there"),
    "a wrong domain": (
        "domain: example.fr",
        "domain: exa mple",
        "1:9: domain: 'exa mple', expected a host name such as",
    ),
    "an unknown key": ("domain:", "domains:", "1:1: domains: expected domain? one of domain, ca_file, services"),
}


@pytest.mark.parametrize(("old", "new", "expected"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, expected: str | None) -> None:
    text = GOOD.replace(old, new)
    if expected is None:
        text = text.replace("https://dav", "http://dav")
        expected = "12:10: urls: 'http://dav.example.fr/caldav', expected https:// (http:// only with allow_private)"
    (line,) = faults(tmp_path, text)
    assert line.startswith(expected)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("587", "0").replace("caldav\n", "webdav\n").replace("title: Envoi", "name: Envoi")
    assert [line.split(":")[0] for line in faults(tmp_path, text)] == ["4", "5", "8", "11"]
