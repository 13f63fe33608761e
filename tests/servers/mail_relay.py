"""A relay that takes mail for the lab's domain and hands it to LMTP at once. Run: `mail_relay.py PORT LMTP_PORT`.

No mail can leave: every other domain is refused.
"""

import asyncio
import signal
import smtplib
import sys
from typing import Any

from aiosmtpd.controller import Controller

LOOPBACK, DOMAIN = "127.0.0.1", "lab.test"


class Deliver:
    def __init__(self, lmtp_port: int) -> None:
        self.lmtp_port = lmtp_port

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if not address.lower().endswith("@" + DOMAIN):
            return "550 5.7.1 Relaying denied"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        return await asyncio.to_thread(self.deliver, envelope)

    def deliver(self, envelope: Any) -> str:
        with smtplib.LMTP(LOOPBACK, self.lmtp_port) as client:
            client.sendmail(envelope.mail_from, envelope.rcpt_tos, envelope.content)
        return "250 2.0.0 Ok: delivered"


def main(port: int, lmtp_port: int) -> None:
    controller = Controller(Deliver(lmtp_port), hostname=LOOPBACK, port=port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    controller.start()
    while True:
        signal.pause()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
