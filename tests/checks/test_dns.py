"""Names: four ways to fail, addresses that must not be contacted, and what the mail domain publishes."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.checks import Probe
from bot.checks.dns import Resolver, hosts_file
from bot.core.model import CheckResult, EndpointResult, StageStatus, Verdict
from bot.core.services import Protocol, Services
from tests.checks.seeing import PATIENT, canary, probe_of, service, stage
from tests.servers.mail_certificates import HOST, Certificates
from tests.servers.mail_dns import SERVFAIL, SILENCE, DnsServer, Zone
from tests.servers.mail_faults import FaultServer, imap_script

PUBLISHED: Zone = {
    "lab.test": {"MX": ["10 mx.lab.test."], "TXT": ['"v=spf1 mx -all"', '"other=1"']},
    "mx.lab.test": {"A": ["127.0.0.1"]},
    "_dmarc.lab.test": {"TXT": ['"v=DMARC1; p=reject"']},
    "_imaps._tcp.lab.test": {"SRV": ["0 1 993 mail.lab.test."]},
    HOST: {"A": ["127.0.0.1"]},
}


def resolver(server: DnsServer, lifetime: float = 5) -> Resolver:
    return Resolver(lifetime=lifetime, nameservers=[("127.0.0.1", server.port)], hosts={})


async def see(
    zone: Zone, certificates: Certificates, *words: str, port: int = 1, lifetime: float = 5
) -> list[CheckResult]:
    async with DnsServer(zone) as server:
        probe = probe_of([service(Protocol.IMAP, port)], certificates, resolver=resolver(server, lifetime),
                         domain="lab.test", canary=canary())  # fmt: skip
        return list(await probe.run(words))


FAILURES: list[tuple[Zone, Verdict, str]] = [
    ({}, Verdict.DOWN, "dns_nxdomain"),
    ({HOST: {"MX": ["1 a."]}}, Verdict.DOWN, "dns_no_address"),
    ({HOST: SERVFAIL}, Verdict.DOWN, "dns_servfail"),
    ({HOST: SILENCE}, Verdict.UNKNOWN, "dns_timeout"),
]


@pytest.mark.parametrize(("zone", "verdict", "code"), FAILURES, ids=[failure[2] for failure in FAILURES])
async def test_a_name_fails_in_four_ways(zone: Zone, verdict: Verdict, code: str, certificates: Certificates) -> None:
    [result] = await see(zone, certificates, "imap", lifetime=0.4 if code == "dns_timeout" else 5)
    assert (result.verdict, result.code) == (verdict, code)
    [endpoint] = result.endpoints
    assert [stage.name for stage in endpoint.stages] == ["dns"]
    assert HOST in result.cause


async def test_a_name_that_half_answers_is_told_and_still_used(certificates: Certificates) -> None:
    async with FaultServer(imap_script(certificates.server_context())) as server:
        zone = {HOST: {"A": ["127.0.0.1"], "AAAA": [SERVFAIL]}}
        [result] = await see(zone, certificates, "imap", port=server.port)
    assert (result.verdict, result.code) == (Verdict.DEGRADED, "dns_partial")
    assert stage(result.endpoints[0], "tls").status is StageStatus.OK


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1"])
async def test_a_name_that_leads_inside_is_not_followed(address: str, certificates: Certificates) -> None:
    async with DnsServer({HOST: {"A": [address]}}) as server, FaultServer(imap_script()) as inside:
        place = replace(service(Protocol.IMAP, inside.port), allow_private=False)
        probe = probe_of([place], certificates, resolver=resolver(server))
        [result] = await probe.run(["imap"])
        assert inside.connections == 0
    assert (result.verdict, result.code) == (Verdict.UNKNOWN, "address_refused")
    assert address in result.cause


async def domain(zone: Zone, certificates: Certificates) -> tuple[CheckResult, EndpointResult]:
    [result] = await see(zone, certificates, "dns")
    return result, result.endpoints[0]


async def test_a_domain_that_publishes_what_it_should_is_fine(certificates: Certificates) -> None:
    result, seen = await domain(PUBLISHED, certificates)
    assert (result.verdict, result.code) == (Verdict.OK, "")
    assert "993" in stage(seen, "srv").detail
    assert "absent" in stage(seen, "mta_sts").detail  # information, never a fault
    assert stage(seen, "mta_sts").status is StageStatus.OK
    assert result.endpoints[1].host == HOST


GOOD_TO_HAVE: list[tuple[Zone, str, str]] = [
    ({"_mta-sts.lab.test": {"TXT": ['"v=STSv1; id=7"']}}, "mta_sts", "v=STSv1; id=7"),
    ({"_smtp._tls.lab.test": {"TXT": ['"v=TLSRPTv1; rua=mailto:a@b"']}}, "tls_rpt", "v=TLSRPTv1; rua=mailto:a@b"),
    ({"_25._tcp.mx.lab.test": {"TLSA": ["3 1 1 " + "ab" * 32]}}, "tlsa", "mx.lab.test 3 1 1 abababab"),
]


@pytest.mark.parametrize(("more", "name", "shown"), GOOD_TO_HAVE, ids=[one[1] for one in GOOD_TO_HAVE])
async def test_what_is_good_to_have_is_shown_and_never_missed(
    more: Zone, name: str, shown: str, certificates: Certificates
) -> None:
    _, there = await domain({**PUBLISHED, **more}, certificates)
    assert shown in stage(there, name).detail
    failing = dict.fromkeys(more, SERVFAIL)
    for zone in (PUBLISHED, {**PUBLISHED, **failing}):
        result, seen = await domain(zone, certificates)
        assert (result.verdict, result.code) == (Verdict.OK, "")
        assert stage(seen, name).status in (StageStatus.OK, StageStatus.WARN)
        assert "absent (information)" in stage(seen, name).detail or stage(seen, name).code == "lookup_failed"


async def test_a_domain_that_takes_no_mail_promises_nothing_of_certificates(certificates: Certificates) -> None:
    _, seen = await domain({"lab.test": {"MX": ["0 ."], "TXT": ['"v=spf1 -all"']}}, certificates)
    assert stage(seen, "tlsa").detail == "absent (information)"


@pytest.mark.parametrize(
    ("changed", "verdict", "code"),
    [
        ({"lab.test": {"TXT": ['"v=spf1 -all"']}}, Verdict.DEGRADED, "mx_missing"),
        ({"lab.test": {"MX": ["0 ."], "TXT": ['"v=spf1 -all"']}}, Verdict.DEGRADED, "mx_missing"),
        ({"lab.test": {"MX": ["1 gone.lab.test."], "TXT": ['"v=spf1 -all"']}}, Verdict.DEGRADED, "mx_unresolved"),
        ({"lab.test": {"MX": ["10 mx.lab.test."]}}, Verdict.OK, "spf_missing"),
        ({"lab.test": {"MX": ["10 mx.lab.test."], "TXT": ['"v=spf1 a"', '"v=spf1 b"']}}, Verdict.OK, "spf_double"),
        ({"_dmarc.lab.test": {}}, Verdict.OK, "dmarc_missing"),
        ({"_dmarc.lab.test": SERVFAIL}, Verdict.OK, ""),
    ],
)
async def test_only_mail_that_cannot_arrive_is_a_fault_of_the_domain(
    changed: Zone, verdict: Verdict, code: str, certificates: Certificates
) -> None:
    result, _ = await domain({**PUBLISHED, **changed}, certificates)
    assert (result.verdict, result.code) == (verdict, code)


async def test_the_names_of_the_services_are_looked_up_once_a_run(certificates: Certificates) -> None:
    async with DnsServer(PUBLISHED) as server:
        await probe_of([service(Protocol.IMAP, 1)], certificates, resolver=resolver(server)).run(["imap"])
        assert sorted(server.asked) == [HOST, HOST]  # A and AAAA


def test_a_hosts_file_gives_names_their_addresses(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("hosts") / "hosts"
    path.write_text("# comment\n127.0.0.1 localhost Box # more\n::1 localhost\n\nnonsense here\n", encoding="utf-8")
    assert hosts_file(path) == {"localhost": ["127.0.0.1", "::1"], "box": ["127.0.0.1"]}
    assert hosts_file(path / "missing") == {}


async def test_without_any_network_the_bot_blames_itself(certificates: Certificates) -> None:
    async with DnsServer({HOST: SILENCE, "other.lab.test": SILENCE}) as server:
        first = service(Protocol.IMAP, 1)
        other = replace(service(Protocol.SMTP, 1), host="other.lab.test")
        known = Services(services=(first, other), ca_file=str(certificates.ca_file))
        probe = Probe(known, limits=PATIENT, resolver=resolver(server, 0.3))
        results: Sequence[CheckResult] = await probe.run(["imap", "smtp"])
    assert {(result.verdict, result.code) for result in results} == {(Verdict.UNKNOWN, "bot_offline")}
