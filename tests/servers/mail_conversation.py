"""One accepted connection of a server that plays a script, in clear and then encrypted.

TLS is done here over memory buffers and not by asyncio: bytes that the client sent early are not lost, and the alert
of a failed handshake does reach the client.
"""

import asyncio
import contextlib
import re
import socket
import ssl
import struct
from collections.abc import Callable

SMTP_VERBS = frozenset(b"HELO EHLO STARTTLS AUTH MAIL RCPT DATA RSET NOOP QUIT".split())
LITERAL = re.compile(rb"\{(\d{1,6})(\+?)\}\r?\n$")


class ClientGone(Exception):
    """The client closed the connection: the script ends here, and that is no error."""


class Conversation:
    """`record` is called with each line and whether it was encrypted."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, record: Callable[[bytes, bool], None]
    ) -> None:
        self.reader, self.writer = reader, writer
        self._record = record
        self.tag = b"*"  # tag of the last IMAP command
        self._buffer = bytearray()
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls: ssl.SSLObject | None = None

    async def send(self, data: bytes) -> None:
        """Sends bytes; `{tag}` stands for the tag of the last IMAP command."""
        data = data.replace(b"{tag}", self.tag)
        if self._tls:
            self._tls.write(data)
            await self._flush()
        else:
            self.writer.write(data)
            await self.writer.drain()

    async def read_bytes(self, count: int) -> bytes:
        while len(self._buffer) < count:
            await self._receive()
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    async def read_line(self) -> bytes:
        """One line without its end; IMAP literals are asked for and kept in the line."""
        line = b""
        while True:
            while b"\n" not in self._buffer:
                await self._receive()
            line += await self.read_bytes(self._buffer.index(b"\n") + 1)
            literal = LITERAL.search(line)
            if not literal:
                break
            if not literal[2]:
                await self.send(b"+ go on\r\n")
            line += await self.read_bytes(int(literal[1]))
        line = line.rstrip(b"\r\n")
        self._record(line, self._tls is not None)
        return line

    async def read_command(self) -> str:
        """One command: its verb in capitals; sets the tag if there is one."""
        words = (await self.read_line()).split() or [b""]
        smtp = words[0].upper() in SMTP_VERBS
        if not smtp:
            self.tag = words[0]
        verb = words[0] if smtp else words[1] if len(words) > 1 else b""
        return verb.decode("ascii", "replace").upper()

    async def start_tls(self, context: ssl.SSLContext) -> None:
        """The handshake as the server; raises ssl.SSLError when it fails."""
        self._incoming.write(bytes(self._buffer))
        self._buffer.clear()
        tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        while True:
            try:
                tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                await self._flush()
                self._incoming.write(await self._read_socket())
            except ssl.SSLError:
                await self._flush()  # the alert that says why
                raise
        await self._flush()
        self._tls = tls

    async def close(self) -> None:
        if self._tls:
            with contextlib.suppress(ssl.SSLError):
                self._tls.unwrap()
            await self._flush()
        self.writer.close()

    def reset(self) -> None:
        """Close with a TCP reset."""
        raw = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def _flush(self) -> None:
        if self._outgoing.pending:
            self.writer.write(self._outgoing.read())
            await self.writer.drain()

    async def _read_socket(self) -> bytes:
        data = await self.reader.read(65536)
        if not data:
            raise ClientGone("connection closed")
        return data

    async def _receive(self) -> None:
        if not self._tls:
            self._buffer += await self._read_socket()
            return
        while True:
            try:
                data = self._tls.read(65536)
            except ssl.SSLWantReadError:
                self._incoming.write(await self._read_socket())
                continue
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                raise ClientGone("TLS closed") from None
            if not data:  # the client has closed TLS
                raise ClientGone("TLS closed")
            self._buffer += data
            return
