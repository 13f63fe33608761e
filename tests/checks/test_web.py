"""Web pages, calendars and contacts that answer badly, redirect, or never end."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from bot.checks import Limits, Probe, tls
from bot.checks.canary import Claims
from bot.checks.dns import Resolver
from bot.checks.evidence import Redactor
from bot.checks.http import Channel, Request
from bot.checks.kit import Kit, Place
from bot.checks.record import Failed
from bot.checks.visit import Visit
from bot.checks.wire import connected
from bot.core.model import CheckResult, Stage, StageStatus, Verdict
from bot.core.services import Protocol, Security
from tests.checks.seeing import canary, hasty, local, probe_of, service, show_no_secret, stage
from tests.servers.mail_certificates import HOST, Certificates
from tests.servers.mail_faults import FaultServer
from tests.servers.mail_steps import Step, expect, flood, hang, http, send, starttls

HTTP, CALDAV = Protocol.HTTP, Protocol.CALDAV
UNAUTHORISED = 'HTTP/1.1 401 No\nWWW-Authenticate: Basic realm="x"\nContent-Length: 0\n\n'
ELSEWHERE = "HTTP/1.1 302 Found\nLocation: https://elsewhere.example/\nContent-Length: 0\n\n"
IN_CLEAR = f"HTTP/1.1 302 Found\nLocation: http://{HOST}/\nContent-Length: 0\n\n"
IN_CIRCLES = "HTTP/1.1 302 Found\nLocation: /\nContent-Length: 0\n\n"
TO_A_PATH = "HTTP/1.1 301 Moved\nLocation: /dav/\nContent-Length: 0\n\n"


def status(code: int) -> str:
    return f"HTTP/1.1 {code} Reason\nContent-Length: 0\n\n"


def of(protocol: Protocol, server: FaultServer, certificates: Certificates) -> Probe:
    place = service(protocol, server.port, Security.TLS)
    return probe_of([place], certificates, canary=canary(), limits=hasty(reply=1, tls=10, connect=10))


async def seen(protocol: Protocol, certificates: Certificates, *steps: Step) -> CheckResult:
    async with FaultServer([starttls(certificates.server_context()), *steps]) as server:
        [result] = await of(protocol, server, certificates).run([protocol.value])
        assert not server.clear
    show_no_secret([result])
    return result


PAGES = [
    (status(200), Verdict.OK, ""),
    (UNAUTHORISED, Verdict.OK, ""),
    (status(403), Verdict.DEGRADED, "http_forbidden"),
    (status(404), Verdict.DOWN, "http_not_found"),
    (status(418), Verdict.DEGRADED, "http_unexpected"),
    (status(429), Verdict.DEGRADED, "busy"),
    (status(500), Verdict.DOWN, "http_error"),
    (status(503), Verdict.DOWN, "http_error"),
    (ELSEWHERE, Verdict.DEGRADED, "redirect_elsewhere"),
    (IN_CLEAR, Verdict.DOWN, "redirect_insecure"),
    (IN_CIRCLES, Verdict.DOWN, "redirect_loop"),
    ("220 mail.lab.test ESMTP\n\n", Verdict.DOWN, "http_garbage"),
]


@pytest.mark.parametrize(("answer", "verdict", "code"), PAGES, ids=[f"{page[0][9:12]} {page[2]}" for page in PAGES])
async def test_a_page_is_judged_by_its_answer(
    answer: str, verdict: Verdict, code: str, certificates: Certificates
) -> None:
    result = await seen(HTTP, certificates, http([answer]))
    assert (result.verdict, result.code) == (verdict, code)
    assert stage(result.endpoints[0], "http").code == code


CALENDARS: list[tuple[Sequence[str], Verdict, str]] = [
    ([UNAUTHORISED, UNAUTHORISED, status(403)], Verdict.DEGRADED, "account_blocked"),
    ([UNAUTHORISED, UNAUTHORISED, UNAUTHORISED], Verdict.DEGRADED, "login_refused"),
    ([UNAUTHORISED, UNAUTHORISED, status(503)], Verdict.DOWN, "login_unavailable"),
    ([status(404)], Verdict.DEGRADED, "dav_no_discovery"),
    ([status(405)], Verdict.DEGRADED, "dav_no_discovery"),
    ([status(200)], Verdict.DEGRADED, "dav_no_discovery"),
    ([status(405), TO_A_PATH, UNAUTHORISED, UNAUTHORISED], Verdict.DEGRADED, "login_refused"),
    ([status(500)], Verdict.DOWN, "http_error"),
    ([ELSEWHERE], Verdict.DEGRADED, "redirect_elsewhere"),
    ([status(404), ELSEWHERE], Verdict.DEGRADED, "redirect_elsewhere"),
    ([IN_CLEAR], Verdict.DOWN, "redirect_insecure"),
]


@pytest.mark.parametrize(("answers", "verdict", "code"), CALENDARS)
async def test_a_calendar_address_is_judged_by_its_answers(
    answers: Sequence[str], verdict: Verdict, code: str, certificates: Certificates
) -> None:
    result = await seen(CALDAV, certificates, http(answers))
    assert (result.verdict, result.code) == (verdict, code)


async def test_a_401_is_a_calendar_server_that_works(certificates: Certificates) -> None:
    async with FaultServer([starttls(certificates.server_context()), http([UNAUTHORISED])]) as server:
        place = service(CALDAV, server.port, Security.TLS)
        [result] = await probe_of([place], certificates).run(["caldav"])
        assert not [line for line in server.encrypted if line.lower().startswith(b"authorization")]
    assert (result.verdict, result.code) == (Verdict.OK, "")
    assert stage(result.endpoints[0], "login").code == "no_canary"


@pytest.mark.parametrize("body", ["no xml at all", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a>" * 9])
async def test_an_answer_that_is_no_dav_is_told(body: str, certificates: Certificates) -> None:
    odd = f"HTTP/1.1 207 Multi-Status\nContent-Length: {len(body)}\n\n{body}"
    result = await seen(CALDAV, certificates, http([UNAUTHORISED, UNAUTHORISED, odd]))
    assert (result.verdict, result.code) == (Verdict.DEGRADED, "dav_bad_answer")


@pytest.mark.parametrize(
    "target", ["https://[::1/", f"https://{HOST}:99999/", "/a b\tc", "/é", "//", "?", "javascript:1"]
)
async def test_a_redirect_to_nonsense_is_a_result(target: str, certificates: Certificates) -> None:
    result = await seen(HTTP, certificates, http([f"HTTP/1.1 302 Found\nLocation: {target}\nContent-Length: 0\n\n"]))
    assert result.verdict in (Verdict.DOWN, Verdict.DEGRADED)
    assert result.code in ("http_garbage", "redirect_elsewhere", "redirect_loop")


async def test_a_redirect_to_another_port_of_the_host_is_not_followed(certificates: Certificates) -> None:
    async with FaultServer([starttls(certificates.server_context()), http([status(200)])]) as other:
        away = f"HTTP/1.1 302 Found\nLocation: https://{HOST}:{other.port}/\nContent-Length: 0\n\n"
        result = await seen(HTTP, certificates, http([away]))
        assert other.connections == 0
    assert result.code == "redirect_elsewhere"


SIGN_IN: list[tuple[str, Verdict, str]] = [
    (status(200), Verdict.OK, ""),
    (UNAUTHORISED, Verdict.OK, ""),
    ("HTTP/1.1 302 Found\nLocation: https://further.example/\nContent-Length: 0\n\n", Verdict.OK, ""),
    (status(503), Verdict.DOWN, "http_error"),
    (status(404), Verdict.DOWN, "http_not_found"),
]


async def signing_in(door: FaultServer, certificates: Certificates, protocol: Protocol = HTTP) -> CheckResult:
    """A page that sends people on to the door, which its service declares."""
    where = f"https://other.lab.test:{door.port}/authorize?state=abcdef"
    away = f"HTTP/1.1 302 Found\nLocation: {where}\nContent-Length: 0\n\n"
    async with FaultServer([starttls(certificates.server_context()), http([away])]) as first:
        place = replace(service(protocol, first.port, Security.TLS), redirects=(f"other.lab.test:{door.port}",))
        [result] = await probe_of([place], certificates, canary=canary()).run([protocol.value])
        sent = [*first.encrypted, *door.encrypted]
    assert not [line for line in sent if line.lower().startswith((b"authorization", b"cookie"))]
    show_no_secret([result])
    return result


@pytest.mark.parametrize(("answer", "verdict", "code"), SIGN_IN, ids=[one[0][9:12] for one in SIGN_IN])
async def test_a_declared_sign_in_page_is_looked_at_and_its_first_answer_counts(
    answer: str, verdict: Verdict, code: str, certificates: Certificates
) -> None:
    async with FaultServer([starttls(certificates.server_context()), http([answer])]) as door:
        result = await signing_in(door, certificates)
        assert door.connections == 1
    assert (result.verdict, result.code) == (verdict, code)
    assert f"other.lab.test:{door.port}/authorize" in stage(result.endpoints[0], "http").detail or code
    assert "abcdef" not in repr(result)


async def test_a_sign_in_page_with_a_bad_certificate_is_told(certificates: Certificates) -> None:
    async with FaultServer([starttls(certificates.server_context("expired")), hang()]) as door:
        result = await signing_in(door, certificates)
    assert (result.verdict, result.code) == (Verdict.DOWN, "cert_expired")


async def test_a_calendar_may_be_sent_on_to_a_declared_host_and_gets_no_password_there(
    certificates: Certificates,
) -> None:
    async with FaultServer([starttls(certificates.server_context()), http([UNAUTHORISED])]) as door:
        result = await signing_in(door, certificates, CALDAV)
    assert result.verdict is Verdict.OK, result
    assert stage(result.endpoints[0], "login").code == "other_host"


async def in_clear(protocol: Protocol, certificates: Certificates, *answers: str) -> CheckResult:
    """A laboratory's address without encryption, looked at by a bot that has a test account."""
    async with FaultServer([http(answers)]) as server:
        urls = (f"http://{HOST}:{server.port}/",)
        place = replace(service(protocol, server.port, Security.TLS), urls=urls)
        [result] = await probe_of([place], certificates, canary=canary()).run([protocol.value])
        assert not [line for line in server.clear if line.lower().startswith(b"authorization")]
    assert f"http://{HOST}:{server.port}/" in result.remedy
    assert {endpoint.security for endpoint in result.endpoints} == {""}
    return result


@pytest.mark.parametrize(
    ("answers", "verdict", "code"),
    [
        ([status(200)], Verdict.OK, ""),
        ([IN_CIRCLES, status(200)], Verdict.OK, ""),
        ([status(500)], Verdict.DOWN, "http_error"),
        ([ELSEWHERE], Verdict.DEGRADED, "redirect_elsewhere"),
    ],
)
async def test_a_laboratory_may_be_in_clear(
    answers: Sequence[str], verdict: Verdict, code: str, certificates: Certificates
) -> None:
    result = await in_clear(HTTP, certificates, *answers)
    assert (result.verdict, result.code) == (verdict, code)


async def test_no_password_is_sent_to_a_laboratory_in_clear(certificates: Certificates) -> None:
    result = await in_clear(CALDAV, certificates, UNAUTHORISED)
    assert result.verdict is Verdict.OK
    assert stage(result.endpoints[0], "login").code == "in_clear"
    async with FaultServer([http([UNAUTHORISED])]) as server, connected(server.host, server.port) as wire:
        with pytest.raises(TypeError, match="secure"):
            await Channel(wire, HOST).ask(Request(method="GET", path="/", authorization="Basic eA=="))
        assert not server.clear


async def test_a_host_that_another_service_declares_is_not_followed(certificates: Certificates) -> None:
    async with FaultServer([starttls(certificates.server_context()), http([ELSEWHERE])]) as server:
        here = service(HTTP, server.port, Security.TLS)
        other = replace(here, id="other", redirects=("elsewhere.example",))
        [result] = await probe_of([here, other], certificates).run(["http"])
    assert (result.verdict, result.code) == (Verdict.DEGRADED, "redirect_elsewhere")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "64:ff9b::7f00:1"])
async def test_a_declared_host_that_leads_inside_is_not_visited(address: str) -> None:
    place = Place(
        service=replace(service(HTTP, 443), allow_private=False, redirects=("other.lab.test",)), host=HOST, port=443,
        security=Security.TLS, address="192.0.2.1", family="ipv4", found=Stage(name="dns", status=StageStatus.OK),
    )  # fmt: skip
    kit = Kit(
        limits=Limits(), trust=tls.verifying(), resolver=Resolver(lifetime=1, hosts={"other.lab.test": [address]}),
        clean=Redactor(), origins=frozenset(), canary=None, claims=Claims(), now=0.0,
    )  # fmt: skip
    async with AsyncExitStack() as stack, FaultServer([hang()]) as server, connected(server.host, server.port) as wire:
        visit = Visit(place, kit, wire, stack)
        with pytest.raises(Failed, match="address_refused"):
            await visit.ask("https://other.lab.test/", Request(method="GET", path="/"))


async def test_what_follows_a_question_mark_is_not_shown(certificates: Certificates) -> None:
    away = "HTTP/1.1 302 Found\nLocation: /login?token=abcdef\nContent-Length: 0\n\n"
    result = await seen(HTTP, certificates, http([away, status(200)]))
    assert "/login" in repr(result)
    assert "abcdef" not in repr(result)


async def test_an_endless_answer_is_cut(certificates: Certificates) -> None:
    head = send(b"HTTP/1.1 207 Multi-Status\r\nTransfer-Encoding: chunked\r\n\r\n")
    result = await seen(CALDAV, certificates, expect(), head, flood(b"1000\r\n" + b"x" * 4096 + b"\r\n"))
    assert (result.verdict, result.code) == (Verdict.DOWN, "endless_output")


async def test_endless_headers_are_cut(certificates: Certificates) -> None:
    result = await seen(HTTP, certificates, expect(), send(b"HTTP/1.1 200 Fine\r\n"), flood(b"X-More: x\r\n" * 99))
    assert result.verdict is Verdict.DOWN
    assert result.code in ("endless_output", "http_garbage")


async def test_a_page_that_never_comes_is_a_reply_that_never_came(certificates: Certificates) -> None:
    result = await seen(HTTP, certificates, hang())
    assert (result.verdict, result.code) == (Verdict.DOWN, "reply_timeout")


async def test_a_redirect_to_another_service_is_followed_without_credentials(certificates: Certificates) -> None:
    secure = starttls(certificates.server_context())
    async with FaultServer([secure, http([UNAUTHORISED])]) as other:
        away = f"HTTP/1.1 302 Found\nLocation: https://other.lab.test:{other.port}/dav/\nContent-Length: 0\n\n"
        async with FaultServer([secure, http([away])]) as first:
            here = service(CALDAV, first.port, Security.TLS)
            there = service(HTTP, other.port, Security.TLS)
            there = type(there)(id="other", title="other", protocol=HTTP, urls=(f"https://other.lab.test:{other.port}/",),
                                allow_private=True)  # fmt: skip
            probe = probe_of([here, there], certificates, canary=canary(), resolver=local("127.0.0.1"))
            [result] = await probe.run(["caldav"])
            sent = [*first.encrypted, *other.encrypted]
    assert result.verdict is Verdict.OK, result
    assert stage(result.endpoints[0], "login").code == "other_host"
    assert not [line for line in sent if line.lower().startswith(b"authorization")]


async def test_a_calendar_server_that_points_to_another_host_gets_no_password_sent_there(
    certificates: Certificates,
) -> None:
    secure = starttls(certificates.server_context())
    async with FaultServer([secure, http([UNAUTHORISED])]) as other:
        href = f"https://other.lab.test:{other.port}/alice/"
        body = f'<d:multistatus xmlns:d="DAV:"><d:current-user-principal><d:href>{href}</d:href>' + (
            "</d:current-user-principal></d:multistatus>"
        )
        found = f"HTTP/1.1 207 Multi-Status\nContent-Length: {len(body)}\n\n{body}"
        result = await seen(CALDAV, certificates, http([UNAUTHORISED, UNAUTHORISED, found]))
        assert other.connections == 0
    assert stage(result.endpoints[0], "collections").code == "redirect_elsewhere"


@pytest.mark.parametrize(("name", "code"), [("expired", "cert_expired"), ("wrong_host", "cert_name")])
async def test_a_web_certificate_that_is_refused_is_told(name: str, code: str, certificates: Certificates) -> None:
    async with FaultServer([starttls(certificates.server_context(name)), http([status(200)])]) as server:
        [result] = await of(HTTP, server, certificates).run(["http"])
        assert not server.encrypted
    assert (result.verdict, result.code) == (Verdict.DOWN, code)
