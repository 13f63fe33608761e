"""A whole mail service on loopback: Dovecot, a relay that delivers to it, Radicale; new ports and passwords."""

import secrets
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from tests.servers import mail_dovecot, mail_radicale, mail_relay
from tests.servers.mail_certificates import HOST, make_certificates
from tests.servers.mail_dovecot import DOMAIN
from tests.servers.mail_processes import Server, free_ports


class MailLab:
    """`with MailLab() as lab`: `ports` by name, `users` address -> password, `blocked` the same for a closed account.

    The folder is short and open to Dovecot's user: pytest's own is neither.
    """

    def __init__(self) -> None:
        self.host = HOST
        self.directory = Path(tempfile.mkdtemp(prefix="mail-lab-"))
        self.directory.chmod(0o755)
        self.certificates = make_certificates(self.directory / "certs")
        self.users = {
            f"alice@{DOMAIN}": "alice-" + secrets.token_hex(8),
            f"quote@{DOMAIN}": 'a "b\\c %d ' + secrets.token_hex(8),  # what is easily quoted wrongly
        }
        self.blocked = {f"carol@{DOMAIN}": "carol-" + secrets.token_hex(8)}
        names = (*mail_dovecot.PORTS, "relay", "dav")
        self.ports = dict(zip(names, free_ports(len(names)), strict=True))
        self._stack = ExitStack()

    def __enter__(self) -> "MailLab":
        self._stack.callback(shutil.rmtree, self.directory, ignore_errors=True)
        try:
            self.start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def start(self) -> None:
        relay_ports = [str(self.ports["relay"]), str(self.ports["lmtp"])]
        relay = Server([sys.executable, mail_relay.__file__, *relay_ports], self.directory / "relay.log")
        self._stack.callback(relay.stop)
        radicale = mail_radicale.start(self.directory / "radicale", self.certificates, self.users, self.ports["dav"])
        self._stack.callback(radicale.stop)
        home = self.directory / "dovecot"
        dovecot = mail_dovecot.start(home, self.certificates, self.users, self.blocked, self.ports)
        self._stack.callback(dovecot.stop)
        relay.wait_for([self.ports["relay"]])
        radicale.wait_for([self.ports["dav"]])

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._stack.close()
