"""One connection: bytes in and out with caps, in clear and then encrypted. Knows no protocol above TLS.

A secret can only be sent through `SecureWire.confide`, and a SecureWire only comes out of a handshake that verified
the certificate and the name: a login in clear, or to an unverified server, cannot be written by mistake.
"""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator

from bot.checks.limits import CONVERSATION, LINE
from bot.checks.record import Failed


class Wire:
    """A TCP connection to an address already allowed. Never sends a secret."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self._received = 0

    async def line(self) -> bytes:
        """One line with its end, at most LINE bytes; all lines of the connection at most CONVERSATION."""
        return self.counted(await self.reader.readuntil(b"\n"))

    async def exactly(self, count: int) -> bytes:
        if count > CONVERSATION:
            raise Failed("endless_output")
        return self.counted(await self.reader.readexactly(count))

    async def some(self) -> bytes:
        """What has come, at least a byte; empty at the end."""
        return self.counted(await self.reader.read(LINE))

    def counted(self, data: bytes) -> bytes:
        self._received += len(data)
        if self._received > CONVERSATION:
            raise Failed("endless_output")
        return data

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def secure(self, context: ssl.SSLContext, host: str) -> "SecureWire":
        """The handshake, verified against the name; the wire in clear must not be used afterwards."""
        await self.handshake(context, host)
        return SecureWire(self.reader, self.writer)

    async def handshake(self, context: ssl.SSLContext, host: str) -> ssl.SSLObject:
        """TLS from here on. Text that came in clear and was not read would pass for the first encrypted reply."""
        if self.reader._buffer:  # type: ignore[attr-defined]  # no public way to ask; emptiness is all that is read
            raise Failed("plaintext_before_tls")
        await self.writer.start_tls(context, server_hostname=host)
        tls: ssl.SSLObject = self.writer.get_extra_info("ssl_object")
        return tls

    @property
    def local_address(self) -> str:
        name = self.writer.get_extra_info("sockname")
        return str(name[0]) if name else "127.0.0.1"

    async def close(self) -> None:
        """Says goodbye in TLS, then closes without waiting for an answer: that could take for ever."""
        try:
            self.writer.close()
            await asyncio.sleep(0)
        finally:
            self.writer.transport.abort()
            await asyncio.sleep(0)  # asyncio closes the socket in its next turn


class SecureWire(Wire):
    """An encrypted connection to a server whose certificate and name were verified."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        super().__init__(reader, writer)
        tls = writer.get_extra_info("ssl_object")
        if tls is None or tls.context.verify_mode is not ssl.CERT_REQUIRED or not tls.context.check_hostname:
            raise TypeError("a secure wire needs a verified handshake")
        self.tls: ssl.SSLObject = tls

    async def confide(self, data: bytes) -> None:
        """Sends a secret."""
        await self.send(data)


@contextlib.asynccontextmanager
async def connected(address: str, port: int) -> AsyncIterator[Wire]:
    """A connection that is closed at the end. Raises what the operating system says."""
    wire = await connect(address, port)
    try:
        yield wire
    finally:
        await wire.close()


async def connect(address: str, port: int) -> Wire:
    """An address, never a name: what was checked is what is contacted."""
    reader, writer = await asyncio.open_connection(address, port, limit=LINE)
    return Wire(reader, writer)
