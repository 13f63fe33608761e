"""Radicale as CalDAV and CardDAV server over HTTPS."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.servers.mail_certificates import Certificates
from tests.servers.mail_processes import AS_REMOTE, Server

CONFIG = """\
[server]
hosts = {host}:{port}, 127.0.0.1:{port}
ssl = True
certificate = {certificate}
key = {key}
[auth]
type = htpasswd
htpasswd_filename = {dir}/users
htpasswd_encryption = plain
delay = 0
[rights]
type = owner_only
[storage]
filesystem_folder = {dir}/collections
predefined_collections = {collections}
"""
COLLECTIONS = {
    "agenda": {"D:displayname": "Agenda", "tag": "VCALENDAR"},
    "contacts": {"D:displayname": "Contacts", "tag": "VADDRESSBOOK"},
}


def start(home: Path, certificates: Certificates, users: Mapping[str, str], port: int) -> Server:
    """Started, not yet listening: it takes a second. See `Server.wait_for`."""
    home.mkdir()
    (home / "users").write_text("".join(f"{user}:{password}\n" for user, password in users.items()))
    settings = CONFIG.format(
        dir=home, host=AS_REMOTE, port=port, certificate=certificates.chain("good"), key=certificates.key("good"),
        collections=json.dumps(COLLECTIONS),
    )  # fmt: skip
    (home / "config").write_text(settings)
    return Server([sys.executable, "-m", "radicale", "--config", str(home / "config")], home / "output.log")
