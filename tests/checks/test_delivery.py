"""A message on its way: refused, put off, lost, or filed as junk; against servers that do just that."""

from contextlib import AsyncExitStack

import pytest

from bot.core.model import CheckResult, Verdict
from bot.core.services import Protocol
from tests.checks.seeing import PATIENT, canary, hasty, probe_of, service, show_no_secret, stage
from tests.servers.mail_certificates import Certificates
from tests.servers.mail_conversation import Conversation
from tests.servers.mail_faults import FaultServer, imap_script, smtp_script
from tests.servers.mail_steps import Step, answer, send, starttls


async def deliver(certificates: Certificates, smtp: list[Step], imap: list[Step]) -> tuple[CheckResult, FaultServer]:
    async with AsyncExitStack() as stack:
        sending = await stack.enter_async_context(FaultServer(smtp))
        receiving = await stack.enter_async_context(FaultServer(imap))
        places = [service(Protocol.SMTP, sending.port), service(Protocol.IMAP, receiving.port)]
        limits = hasty(dns=10, connect=10, reply=10, slow=9, tls=10, login=10)
        [result] = await probe_of(places, certificates, canary=canary(), limits=limits).run(["delivery"])
        show_no_secret([result])
        return result, receiving


@pytest.mark.parametrize(
    ("rcpt", "verdict", "code"),
    [
        ("450 4.2.0 Greylisted, try again in 300 seconds", Verdict.DEGRADED, "delivery_later"),
        ("550 5.1.1 No such user", Verdict.DEGRADED, "delivery_refused"),
    ],
)
async def test_a_message_that_is_not_taken_is_told(
    rcpt: str, verdict: Verdict, code: str, certificates: Certificates
) -> None:
    good = certificates.server_context()
    result, receiving = await deliver(certificates, smtp_script(good, rcpt=rcpt), imap_script(good))
    assert (result.verdict, result.code) == (verdict, code)
    assert stage(result.endpoints[0], "send").code == code
    assert not [line for line in receiving.encrypted if b"SEARCH" in line]


async def test_a_message_that_never_arrives_is_lost(certificates: Certificates) -> None:
    good = certificates.server_context()
    result, receiving = await deliver(certificates, smtp_script(good), imap_script(good))
    assert result.code == "delivery_lost"
    assert stage(result.endpoints[1], "delivery").code == "delivery_lost"
    assert {b"INBOX", b"Spam"} <= {line.split()[-1] for line in receiving.encrypted if b" SELECT " in line}


async def test_a_message_filed_as_junk_is_found_there_and_deleted(certificates: Certificates) -> None:
    good = certificates.server_context()
    selected = [""]

    async def play(talk: Conversation) -> None:
        while True:
            verb = await talk.read_command()
            line = lines[-1].decode()
            selected[0] = line.split()[-1] if verb == "SELECT" else selected[0]
            if verb == "LIST":
                await talk.send(b'* LIST (\\Junk) "." Spam\r\n* LIST (\\Noselect \\Junk) "." "Old spam"\r\n')
            if "SEARCH" in line:
                await talk.send(b"* SEARCH 7\r\n" if selected[0] == "Spam" else b"* SEARCH\r\n")
            await talk.send(b"{tag} OK Done\r\n")

    clear = {"CAPABILITY": "* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK", "STARTTLS": "{tag} OK", "*": "{tag} BAD"}
    script = [send("* OK hi"), answer(clear, until="STARTTLS"), starttls(good), play]
    async with FaultServer(smtp_script(good)) as sending, FaultServer(script) as receiving:
        lines = receiving.encrypted
        places = [service(Protocol.SMTP, sending.port), service(Protocol.IMAP, receiving.port)]
        [result] = await probe_of(places, certificates, canary=canary(), limits=PATIENT).run(["delivery"])
    assert (result.verdict, result.code) == (Verdict.DEGRADED, "delivery_junk")
    assert [line for line in lines if b"UID STORE 7 +FLAGS" in line]
    assert not [line for line in lines if b"Old spam" in line]


async def test_a_refused_account_sends_nothing_and_ends_at_once(certificates: Certificates) -> None:
    good = certificates.server_context()
    refused = smtp_script(good, auth="535 5.7.8 No")
    result, receiving = await deliver(certificates, refused, imap_script(good))
    assert result.code == "login_refused"
    assert not [line for line in receiving.encrypted if b"SEARCH" in line]
