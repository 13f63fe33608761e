"""Dovecot 2.3 as IMAP, submission and LMTP server, in a folder of its own, without the system's settings."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.servers.mail_certificates import Certificates
from tests.servers.mail_processes import AS_REMOTE, LOOPBACK, Server

DOMAIN = "lab.test"
PORTS = ("imap", "imaps", "submission", "submissions", "lmtp")

# Login processes stay ready, as where many people log in: starting one for each connection takes 10 ms, which would be
# most of what the benchmark measures.
CONFIG = """\
base_dir = {dir}/run
state_dir = {dir}/state
log_path = {dir}/dovecot.log
protocols = imap submission lmtp
listen = {listen}
hostname = mail.{domain}
postmaster_address = postmaster@{domain}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
ssl = yes
ssl_min_protocol = TLSv1.2
ssl_cert = <{dir}/server.crt
ssl_key = <{dir}/server.key
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:{dir}/mail/%u
submission_relay_host = {relay_host}
submission_relay_port = {relay}
namespace inbox {{
  inbox = yes
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
}}
passdb {{
  driver = passwd-file
  args = username_format=%u {dir}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={dir}/mail/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  service_count = 0
  process_min_avail = 2
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service submission-login {{
  chroot =
  service_count = 0
  process_min_avail = 2
  inet_listener submission {{
    port = {submission}
  }}
  inet_listener submissions {{
    port = {submissions}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
"""


def account() -> pwd.struct_passwd:
    """As root, the package's own user; else whoever runs the tests."""
    return pwd.getpwnam("dovecot") if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def program() -> str:
    found = shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if not found:
        raise RuntimeError("Dovecot 2.3 is needed: dovecot-imapd, dovecot-submissiond and dovecot-lmtpd")
    return found


def start(
    home: Path,
    certificates: Certificates,
    users: Mapping[str, str],
    blocked: Mapping[str, str],
    ports: Mapping[str, int],
) -> Server:
    """Running and listening. `users` and `blocked`: address -> password."""
    home.mkdir()
    (home / "mail").mkdir()
    shutil.copy(certificates.chain("good"), home / "server.crt")
    shutil.copy(certificates.key("good"), home / "server.key")
    lines = [f"{user}:{{PLAIN}}{password}::::::\n" for user, password in users.items()]
    lines += [
        f"{user}:{{PLAIN}}{password}::::::nologin=y reason=account-suspended\n" for user, password in blocked.items()
    ]
    (home / "users").write_text("".join(lines))
    owner = account()
    group = subprocess.run(["id", "-gn", owner.pw_name], capture_output=True, text=True, check=True).stdout.strip()
    settings = CONFIG.format(
        dir=home, domain=DOMAIN, user=owner.pw_name, group=group, listen=f"{LOOPBACK}, {AS_REMOTE}",
        relay_host=LOOPBACK, **ports,
    )  # fmt: skip
    (home / "dovecot.conf").write_text(settings)
    if os.getuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    server = Server([program(), "-F", "-c", str(home / "dovecot.conf")], home / "output.log", owner)
    try:
        server.wait_for([ports[name] for name in PORTS])
    except BaseException:
        server.stop()
        raise
    return server
