"""Many people, one question: one run, everybody answered, and nothing grows."""

import asyncio
import gc
import tracemalloc

import pytest

from bot.checks import Probe
from bot.core.model import CheckResult, Verdict
from bot.core.services import Protocol, Services
from bot.errors import RequestWrong
from tests.checks.seeing import PATIENT, canary, local, probe_of, service
from tests.servers.mail_certificates import Certificates
from tests.servers.mail_faults import FaultServer, imap_script, smtp_script
from tests.servers.mail_steps import hang


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def probe_with(clock: Clock, certificates: Certificates, *servers: FaultServer) -> Probe:
    protocols = (Protocol.SMTP, Protocol.IMAP)
    services = tuple(service(protocol, server.port) for protocol, server in zip(protocols, servers, strict=False))
    known = Services(services=services, ca_file=str(certificates.ca_file))
    return Probe(known, clock=clock, limits=PATIENT, resolver=local())


async def test_two_hundred_people_share_one_run(certificates: Certificates) -> None:
    context = certificates.server_context()
    async with FaultServer(smtp_script(context)) as smtp, FaultServer(imap_script(context)) as imap:
        clock = Clock()
        probe = probe_with(clock, certificates, smtp, imap)
        await probe.run(["all"])  # what is loaded once is loaded
        clock.now += 100
        gc.collect()
        tracemalloc.start()
        answers = await asyncio.gather(*(probe.run(["all"]) for _ in range(200)))
        taken, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (smtp.connections, imap.connections) == (2, 2)
    assert len(answers) == 200
    assert {len(answer) for answer in answers} == {3}
    assert len({repr(answer) for answer in answers}) == 1
    assert taken < 3_000_000  # 200 answers that share their endpoints, not 200 runs


async def test_an_answer_is_shared_for_a_minute_and_says_its_age(certificates: Certificates) -> None:
    clock = Clock()
    async with FaultServer(smtp_script(certificates.server_context())) as server:
        probe = probe_with(clock, certificates, server)
        [first] = await probe.run(["smtp"])
        clock.now += 59
        [again] = await probe.run(["smtp"])
        [one_port] = await probe.run([f"smtp:{server.port}"])
        assert server.connections == 1
        clock.now += 2
        [fresh] = await probe.run(["smtp"])
        assert server.connections == 2
    assert first.checked_at == again.checked_at == one_port.checked_at == 1_000_000.0
    assert fresh.checked_at == 1_000_061.0


async def test_one_port_is_shared_with_a_run_of_all_ports_that_is_under_way(certificates: Certificates) -> None:
    async with FaultServer(smtp_script(certificates.server_context(), delay=0.2)) as server:
        probe = probe_with(Clock(), certificates, server)
        whole = asyncio.create_task(probe.run(["smtp"]))
        await server.arrived.wait()
        [one_port] = await probe.run([f"smtp:{server.port}"])
        [result] = await whole
        assert server.connections == 1
    assert one_port.endpoints == result.endpoints


async def test_it_is_known_before_a_run_what_would_be_looked_at_anew(certificates: Certificates) -> None:
    clock = Clock()
    async with FaultServer(smtp_script(certificates.server_context(), delay=0.2)) as server:
        probe, port = probe_with(clock, certificates, server), f"smtp:{server.port}"
        assert len(probe.anew(["smtp"])) == len(probe.anew(["all"])) - 1 == 1  # `all` looks at the names too
        run = asyncio.create_task(probe.run(["smtp"]))
        await server.arrived.wait()
        assert probe.anew(["smtp"]) == probe.anew([port]) == frozenset()
        await run
        assert probe.anew(["smtp", port]) == frozenset()
        clock.now += 61
        assert len(probe.anew(["smtp"])) == 1
        with pytest.raises(RequestWrong):
            probe.anew(["nothing"])


async def test_whoever_leaves_does_not_take_the_answer_from_the_others(certificates: Certificates) -> None:
    async with FaultServer(smtp_script(certificates.server_context(), delay=0.2)) as server:
        probe = probe_with(Clock(), certificates, server)
        leaving, staying = (asyncio.create_task(probe.run(["smtp"])) for _ in range(2))
        await server.arrived.wait()
        leaving.cancel()
        [result] = await staying
        assert server.connections == 1
        assert result.target == "smtp"
        with pytest.raises(asyncio.CancelledError):
            await leaving


async def test_a_run_that_nobody_waits_for_ends(certificates: Certificates) -> None:
    async with FaultServer([hang()]) as server:
        probe = probe_with(Clock(), certificates, server)
        asking = asyncio.create_task(probe.run(["smtp"]))
        await server.arrived.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await server.left.wait()


async def test_whoever_asks_after_the_last_has_left_gets_a_run_of_their_own(certificates: Certificates) -> None:
    async with FaultServer(smtp_script(certificates.server_context())) as server:
        probe = probe_with(Clock(), certificates, server)
        for turns in range(4):  # leaving before the run has begun, and at its first steps
            leaving = asyncio.create_task(probe.run(["smtp"]))
            for _ in range(turns):
                await asyncio.sleep(0)
            leaving.cancel()
            await asyncio.wait([leaving])
        [result] = await probe.run(["smtp"])
    assert result.verdict is Verdict.OK


async def test_closing_ends_what_is_under_way(certificates: Certificates) -> None:
    async with FaultServer([hang()]) as server:
        probe = probe_with(Clock(), certificates, server)
        asking = asyncio.create_task(probe.run(["smtp"]))
        await server.arrived.wait()
        await probe.close()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await server.left.wait()


async def test_results_are_told_as_they_come(certificates: Certificates) -> None:
    context = certificates.server_context()
    async with FaultServer(smtp_script(context, delay=0.3)) as slow, FaultServer(imap_script(context)) as quick:
        told: list[CheckResult] = []
        results = await probe_with(Clock(), certificates, slow, quick).run(["smtp", "imap"], progress=told.append)
    assert [result.target for result in told] == ["imap", "smtp"]
    assert [result.target for result in results] == ["smtp", "imap"]


@pytest.mark.parametrize(
    "word", ["nothing", "127.0.0.1", "smtp.example.org", "smtp:1", "smtp:x", "smtp:²", "", "imap:993"]
)
async def test_only_known_words_are_looked_at(word: str, certificates: Certificates) -> None:
    async with FaultServer(smtp_script(certificates.server_context())) as server:
        with pytest.raises(RequestWrong, match=r"smtp|port"):
            await probe_of([service(Protocol.SMTP, server.port)], certificates).run([word])
        assert server.connections == 0


@pytest.mark.parametrize("words", [["smtp:{}"], ["smtp", "{}"], ["{}"], ["SMTP", "smtp:{}", "{}"]])
async def test_a_port_is_named_with_or_without_its_service(words: list[str], certificates: Certificates) -> None:
    async with FaultServer(smtp_script(certificates.server_context())) as server:
        probe = probe_of([service(Protocol.SMTP, server.port)], certificates)
        results = await probe.run([word.format(server.port) for word in words])
        assert server.connections == 1
    assert results[-1].target == f"smtp:{server.port}"


async def test_the_same_target_twice_is_one_result(certificates: Certificates) -> None:
    async with FaultServer(smtp_script(certificates.server_context())) as server:
        probe = probe_of([service(Protocol.SMTP, server.port)], certificates, canary=canary())
        results = await probe.run(["smtp", "SMTP", "smtp"])
        assert server.connections == 1
    assert [result.target for result in results] == ["smtp"]
    assert probe.services == {"smtp": "smtp"}
