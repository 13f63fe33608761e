"""Servers that misbehave on purpose: scripts for SMTP and IMAP, the server that plays one, ports that do not answer."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Iterator, Sequence
from types import TracebackType

from tests.servers.mail_conversation import ClientGone, Conversation
from tests.servers.mail_processes import LOOPBACK
from tests.servers.mail_steps import Step, answer, close, send, starttls, wait


class FaultServer:
    """Plays the same script to every client. `clear` and `encrypted` keep every line received, so that a test can
    prove what was not sent; `connections` counts clients."""

    def __init__(self, script: Sequence[Step], host: str = LOOPBACK, port: int = 0) -> None:
        self.script, self.host, self.port = tuple(script), host, port
        self.clear: list[bytes] = []
        self.encrypted: list[bytes] = []
        self.connections = 0
        self.arrived, self.left = asyncio.Event(), asyncio.Event()  # a client came; the last one went
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "FaultServer":
        self._server = await asyncio.start_server(self._accept, self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._server:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)

    def _record(self, line: bytes, encrypted: bool) -> None:
        (self.encrypted if encrypted else self.clear).append(line)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._play(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        self.arrived.set()
        self.left.clear()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not self._tasks:
            self.left.set()

    async def _play(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        talk = Conversation(reader, writer, self._record)
        try:
            for step in self.script:
                await step(talk)
        except (ClientGone, OSError):  # the client left, or its handshake failed, which is what is tested
            pass
        finally:
            if not writer.transport.is_closing():
                writer.transport.abort()


@contextlib.contextmanager
def closed_port(host: str = LOOPBACK) -> Iterator[int]:
    """A port that refuses: bound, so that nobody else gets it, but not listening."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as holder:
        holder.bind((host, 0))
        yield holder.getsockname()[1]


@contextlib.contextmanager
def blackhole_port(host: str = LOOPBACK, port: int = 0) -> Iterator[int]:
    """A port where connecting takes for ever: Linux drops new connections when the queue is full."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket(family))
        listener.bind((host, port))
        listener.listen(0)
        for _ in range(16):
            client = stack.enter_context(socket.socket(family))
            client.settimeout(0.2)
            try:
                client.connect(listener.getsockname())
            except TimeoutError:
                break
        else:
            raise RuntimeError("this system does not drop connections when the queue is full")
        yield listener.getsockname()[1]


def smtp_script(
    context: ssl.SSLContext | None = None,
    *,
    implicit: bool = False,
    delay: float = 0,
    greeting: str = "220 lab.test ESMTP",
    offer: str = "250-STARTTLS\r\n",
    starttls_reply: str = "220 2.0.0 Ready to start TLS",
    mechanisms: str = "250-AUTH PLAIN LOGIN\r\n",
    auth: str = "235 2.7.0 Authentication successful",
    rcpt: str = "250 2.1.5 Ok",
) -> list[Step]:
    """A submission server that works, except for what the arguments change. No context: no TLS."""
    begin = [starttls(context)] if context and implicit else []
    begin += [wait(delay), send(greeting)]
    if not greeting.startswith("220"):
        return [*begin, close()]
    clear = {
        "EHLO": f"250-lab.test\r\n250-PIPELINING\r\n{offer}250 8BITMIME",
        "QUIT": "221 2.0.0 Bye",
        "STARTTLS": starttls_reply,
        "*": "530 5.7.0 Must issue a STARTTLS command first",
    }
    encrypted = clear | {
        "EHLO": f"250-lab.test\r\n250-PIPELINING\r\n{mechanisms}250 8BITMIME",
        "AUTH": auth,
        "MAIL": "250 2.1.0 Ok",
        "RCPT": rcpt,
        "DATA": "354 End with a dot",
        ".": "250 2.0.0 Ok: queued as LAB",
        "*": "502 5.5.1 Not implemented",
    }
    if context is None:
        return [*begin, answer(clear, until="QUIT"), close()]
    if not implicit:
        begin += [answer(clear, until="STARTTLS"), starttls(context)]
    return [*begin, answer(encrypted, until="QUIT"), close()]


def imap_script(
    context: ssl.SSLContext | None = None,
    *,
    implicit: bool = False,
    delay: float = 0,
    greeting: str = "* OK lab ready",
    capabilities: str = "IMAP4rev1 STARTTLS LOGINDISABLED",
    encrypted_capabilities: str = "IMAP4rev1 SASL-IR AUTH=PLAIN",
    starttls_reply: str = "{tag} OK Begin TLS",
    login: str = "{tag} OK Logged in",
) -> list[Step]:
    """An IMAP server with an empty mailbox that works, except for what the arguments change."""
    begin = [starttls(context)] if context and implicit else []
    begin += [wait(delay), send(greeting)]
    if greeting.startswith("* BYE"):
        return [*begin, close()]
    clear = {
        "CAPABILITY": f"* CAPABILITY {capabilities}\r\n{{tag}} OK Done",
        "STARTTLS": starttls_reply,
        "LOGIN": "{tag} NO [PRIVACYREQUIRED] Not without TLS",
        "LOGOUT": "* BYE Bye\r\n{tag} OK Done",
        "*": "{tag} BAD Unknown command",
    }
    encrypted = clear | {
        "CAPABILITY": f"* CAPABILITY {encrypted_capabilities}\r\n{{tag}} OK Done",
        "LOGIN": login,
        "LIST": '* LIST (\\HasNoChildren \\Junk) "." Spam\r\n{tag} OK Done',
        "SELECT": "* 0 EXISTS\r\n* 0 RECENT\r\n* FLAGS ()\r\n{tag} OK [READ-ONLY] Done",
        "UID": "* SEARCH\r\n{tag} OK Done",
    }
    if context is None:
        return [*begin, answer(clear, until="LOGOUT"), close()]
    if not implicit:
        begin += [answer(clear, until="STARTTLS"), starttls(context)]
    return [*begin, answer(encrypted, until="LOGOUT"), close()]
