"""Real servers as child processes: started, waited for until they listen, stopped with all they forked."""

import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from pwd import struct_passwd

LOOPBACK = "127.0.0.1"
# A client that connects here comes from 127.0.0.1: Dovecot then treats it as one from the network, since the two
# ends of the connection differ.
AS_REMOTE = "127.0.0.2"


def free_ports(count: int) -> list[int]:
    """Ports that nothing uses on loopback, below those that clients are given by the system."""
    found: list[int] = []
    while len(found) < count:
        port = random.SystemRandom().randrange(20000, 32000)
        with ExitStack() as stack, suppress(OSError):
            for address in (LOOPBACK, AS_REMOTE):
                stack.enter_context(socket.socket()).bind((address, port))
            if port not in found:
                found.append(port)
    return found


class Server:
    """One server, leading a process group of its own. `account`: who it runs as when the tests run as root."""

    def __init__(self, command: Sequence[str], log: Path, account: struct_passwd | None = None) -> None:
        self.log = log
        log.touch()
        user = account if account and os.getuid() == 0 else None
        if user:
            os.chown(log, user.pw_uid, user.pw_gid)
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                user=user.pw_uid if user else None, group=user.pw_gid if user else None,
                extra_groups=[] if user else None,
            )  # fmt: skip

    def wait_for(self, ports: Sequence[int]) -> None:
        """Until every port accepts; the log when the server ends first."""
        deadline = time.monotonic() + 20
        for port in ports:
            while not accepts(port):
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"port {port} is not served:\n{self.log.read_text(errors='replace')[-2000:]}")
                time.sleep(0.02)

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)


def accepts(port: int) -> bool:
    with suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
        return True
    return False
