"""What keeps secrets from leaving by mistake, and connections from staying."""

import asyncio

import pytest

from bot.checks import tls
from bot.checks.record import Failed
from bot.checks.wire import SecureWire, Wire, connected
from bot.errors import FileWrong
from tests.servers.mail_certificates import HOST, Certificates
from tests.servers.mail_faults import FaultServer
from tests.servers.mail_steps import expect, hang, send, starttls, wait


async def test_a_wire_in_clear_has_no_way_to_send_a_secret() -> None:
    assert not hasattr(Wire, "confide")
    async with FaultServer([hang()]) as server, connected(server.host, server.port) as wire:
        with pytest.raises(TypeError, match="verified"):
            SecureWire(wire.reader, wire.writer)


async def test_a_handshake_that_verifies_nothing_gives_no_secure_wire(certificates: Certificates) -> None:
    steps = [starttls(certificates.server_context("self_signed")), hang()]
    async with FaultServer(steps) as server, connected(server.host, server.port) as wire:
        with pytest.raises(TypeError, match="verified"):
            await wire.secure(tls.looking(), HOST)


async def test_a_verified_handshake_gives_a_wire_for_secrets(certificates: Certificates) -> None:
    steps = [starttls(certificates.server_context()), expect(), send("250 thanks")]
    async with FaultServer(steps) as server, connected(server.host, server.port) as wire:
        secure = await wire.secure(tls.verifying(str(certificates.ca_file)), HOST)
        await secure.confide(b"AUTH x\r\n")
        assert await secure.line() == b"250 thanks\r\n"
        assert not server.clear


def test_an_authority_that_cannot_be_read_is_a_mistake_of_the_file(certificates: Certificates) -> None:
    for path in ("/nowhere/ca.pem", str(certificates.key("good"))):
        with pytest.raises(FileWrong, match="ca_file"):
            tls.verifying(path)


async def test_text_before_tls_stops_the_handshake(certificates: Certificates) -> None:
    async with (
        FaultServer([send("220 one\r\n250 two"), hang()]) as server,
        connected(server.host, server.port) as wire,
    ):
        await wire.line()
        with pytest.raises(Failed, match="plaintext_before_tls"):
            await wire.secure(tls.verifying(str(certificates.ca_file)), HOST)


async def test_a_connection_ends_even_when_the_other_side_never_reads(certificates: Certificates) -> None:
    async with FaultServer([starttls(certificates.server_context()), wait(600)]) as server:
        async with connected(server.host, server.port) as wire:
            await wire.secure(tls.verifying(str(certificates.ca_file)), HOST)
            held = wire.writer.get_extra_info("socket")
            assert held.fileno() != -1
        assert held.fileno() == -1


async def test_a_reader_takes_no_more_than_its_cap() -> None:
    async with FaultServer([send(b"x" * 100_000), hang()]) as server, connected(server.host, server.port) as wire:
        with pytest.raises(asyncio.LimitOverrunError):
            await wire.line()
        with pytest.raises(Failed, match="endless_output"):
            await wire.exactly(10**9)
