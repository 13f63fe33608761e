"""Servers that misbehave: each fault has its verdict, its cause and its stage, and no secret leaves."""

import re
from dataclasses import replace

import pytest

from bot.core.model import CheckResult, StageStatus, Verdict
from bot.core.phrasing.checks import SEEN
from bot.core.services import Protocol, Service
from tests.checks.cases import CASES, Case
from tests.checks.seeing import HASTY, PATIENT, canary, local, probe_of, service, show_no_secret
from tests.servers.mail_certificates import Certificates
from tests.servers.mail_faults import FaultServer, blackhole_port, closed_port, smtp_script

LOGIN = re.compile(rb"AUTH |\S+ LOGIN ", re.I)


async def seen(case: Case, certificates: Certificates, server: FaultServer) -> CheckResult:
    limits = HASTY if case.hasty else replace(PATIENT, slow=0.2 if case.code == "slow_banner" else 9)
    place = service(case.protocol, server.port, case.security)
    probe = probe_of([place], certificates, canary=canary(), limits=limits)
    [result] = await probe.run([case.protocol.value])
    show_no_secret([result])
    return result


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_fault_has_its_verdict_its_cause_and_its_stage(case: Case, certificates: Certificates) -> None:
    async with FaultServer(case.script(certificates)) as server:
        result = await seen(case, certificates, server)
        found = [stage for stage in result.endpoints[0].stages if stage.code == case.code]
        assert [stage.name for stage in found] == [case.stage], result.endpoints[0].stages
        assert result.verdict is case.verdict
        assert result.code == ("" if case.code == "tls12_only" else case.code)
        assert SEEN in result.cause
        assert result.remedy
        assert not any(map(LOGIN.match, server.clear))
        assert any(map(LOGIN.match, server.encrypted)) == case.trusted


@pytest.mark.parametrize("case", [case for case in CASES if case.code in ("login_refused", "account_blocked")],
                         ids=lambda case: case.name)  # fmt: skip
async def test_a_refusal_is_never_tried_again(case: Case, certificates: Certificates) -> None:
    async with FaultServer(case.script(certificates)) as server:
        account = canary()
        place = service(case.protocol, server.port, case.security)
        for _ in range(3):
            await probe_of([place], certificates, canary=account).run([place.id])
        assert sum(bool(LOGIN.match(line)) for line in server.encrypted) == 1


def mail(port: int) -> list[Service]:
    return [service(Protocol.SMTP, port)]


async def test_a_closed_port_is_down(certificates: Certificates) -> None:
    with closed_port() as port:
        [result] = await probe_of(mail(port), certificates).run(["smtp"])
    assert (result.verdict, result.code) == (Verdict.DOWN, "tcp_refused")
    assert result.endpoints[0].stages[-1].name == "tcp"


async def test_a_port_that_swallows_everything_is_down(certificates: Certificates) -> None:
    with blackhole_port() as port:
        [result] = await probe_of(mail(port), certificates, limits=HASTY).run(["smtp"])
    assert (result.verdict, result.code) == (Verdict.DOWN, "tcp_timeout")
    assert result.endpoints[0].stages[-1].name == "tcp"


@pytest.mark.parametrize("dead", ["refused", "swallowed"])
async def test_one_dead_address_family_is_seen_beside_the_other(certificates: Certificates, dead: str) -> None:
    async with FaultServer(smtp_script(certificates.server_context())) as server:
        probe = probe_of(mail(server.port), certificates, limits=replace(PATIENT, connect=0.5),
                         resolver=local("127.0.0.1", "::1"))  # fmt: skip
        if dead == "refused":
            [result] = await probe.run(["smtp"])
        else:
            with blackhole_port("::1", server.port):
                [result] = await probe.run(["smtp"])
    assert (result.verdict, result.code) == (Verdict.DEGRADED, "ipv6_dead")
    assert [(e.family, e.verdict) for e in result.endpoints] == [("ipv4", Verdict.OK), ("ipv6", Verdict.DOWN)]
    assert "IPv6" in result.cause


async def test_both_address_families_are_looked_at(certificates: Certificates) -> None:
    script = smtp_script(certificates.server_context())
    async with FaultServer(script) as server, FaultServer(script, "::1", server.port) as sixth:
        probe = probe_of(mail(server.port), certificates, resolver=local("127.0.0.1", "::1"))
        [result] = await probe.run(["smtp"])
        assert (server.connections, sixth.connections) == (1, 1)
    assert result.verdict is Verdict.OK


async def test_a_stage_that_never_ends_is_cut_by_the_overall_deadline(certificates: Certificates) -> None:
    async with FaultServer(smtp_script(certificates.server_context(), delay=30)) as server:
        limits = replace(PATIENT, overall=0.4, second_look=0.2)
        [result] = await probe_of(mail(server.port), certificates, limits=limits).run(["smtp"])
    assert result.code == "banner_timeout"


async def test_a_server_that_echoes_the_password_does_not_show_it(certificates: Certificates) -> None:
    echo = "535 5.7.8 cannot decode AGNhbmFyeUBsYWIudGVzdABTM2NyZXQtY2FuYXJpLcOpw6A= for S3cret-canari-éà"
    async with FaultServer(smtp_script(certificates.server_context(), auth=echo)) as server:
        [result] = await probe_of(mail(server.port), certificates, canary=canary()).run(["smtp"])
    show_no_secret([result])
    assert result.endpoints[0].stages[-1].status is StageStatus.FAIL
    assert "[secret]" in result.endpoints[0].stages[-1].detail
