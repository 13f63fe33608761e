"""From what was seen to a verdict and one cause."""

import pytest

from bot.core.diagnosis.codes import CODES, RANK, felt
from bot.core.diagnosis.judge import diagnose, endpoint_verdict, judged, together, worst
from bot.core.model import CheckResult, EndpointResult, Stage, StageStatus, Verdict
from bot.core.phrasing.causes import PHRASES
from bot.core.phrasing.checks import SEEN, cause_and_remedy

OK, DEGRADED, DOWN, UNKNOWN = Verdict.OK, Verdict.DEGRADED, Verdict.DOWN, Verdict.UNKNOWN
TRUSTING = ("ignorez", "acceptez l'alerte", "désactivez la vérification", "exception de sécurité")


def stage(name: str, code: str = "", status: StageStatus | None = None, detail: str = "") -> Stage:
    return Stage(
        name=name, status=status or (StageStatus.FAIL if code else StageStatus.OK), code=code, detail=detail, ms=3
    )


def endpoint(*stages: Stage, port: int = 587, family: str = "ipv4", host: str = "smtp.lab.test") -> EndpointResult:
    return judged(
        EndpointResult(host=host, port=port, security="starttls", family=family, protocol="smtp", verdict=UNKNOWN,
                       stages=(stage("dns"), *stages))
    )  # fmt: skip


FINE = (stage("tcp"), stage("banner"), stage("tls"), stage("certificate"))
REFUSED, SILENT = stage("tcp", "tcp_refused"), stage("tcp", "tcp_timeout")


def seen(*endpoints: EndpointResult) -> CheckResult:
    return diagnose(target="smtp", title="Envoi", endpoints=endpoints, checked_at=1.0)


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert set(CODES) == set(PHRASES)
    assert list(RANK) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_can_be_said_and_tells_where_it_is_seen_from(code: str) -> None:
    result = endpoint(stage("tcp", code, detail="{braces} % and 12"))
    cause, remedy = cause_and_remedy(code, CODES[code].verdict, [result])
    assert cause.endswith(SEEN)
    assert cause[0] not in " ,;:"
    assert remedy.strip()
    assert "{where}" not in cause + remedy
    assert not any(advice in (cause + remedy).lower().replace("n'acceptez pas l'alerte", "") for advice in TRUSTING)


def test_the_worst_is_down_and_nothing_is_fine() -> None:
    assert worst([]) is OK
    assert worst([OK, UNKNOWN]) is UNKNOWN
    assert worst([OK, UNKNOWN, DEGRADED, DOWN]) is DOWN


def test_an_endpoint_without_stages_is_unknown() -> None:
    assert endpoint_verdict(()) is UNKNOWN
    assert endpoint_verdict([stage("login", status=StageStatus.SKIPPED)]) is UNKNOWN


@pytest.mark.parametrize(
    ("verdict", "code", "expected"),
    [(DEGRADED, "cert_expires_soon", OK), (DEGRADED, "redirect_elsewhere", OK), (DEGRADED, "login_refused", OK),
     (DEGRADED, "busy", DEGRADED), (DOWN, "tcp_refused", DOWN), (DOWN, "login_refused", DOWN), (OK, "", OK)],
)  # fmt: skip
def test_what_nobody_suffers_from_is_not_felt(verdict: Verdict, code: str, expected: Verdict) -> None:
    assert felt(verdict, code) is expected


def test_an_address_stands_in_brackets_before_its_port() -> None:
    result = seen(endpoint(stage("tcp", "tcp_refused"), host="2001:db8::1", family="ipv6"))
    assert "-connect [2001:db8::1]:587" in result.remedy


def test_an_interception_is_told_apart_by_comparing_networks() -> None:
    result = seen(endpoint(stage("certificate", "cert_self_signed")))
    assert "réseau du bot" in result.remedy
    assert "N'acceptez pas" in result.remedy
    assert "-verify_hostname smtp.lab.test" in result.remedy


def test_a_failure_without_a_known_code_is_a_failure() -> None:
    assert endpoint_verdict([stage("tcp", "never_heard_of", StageStatus.FAIL)]) is DOWN


def test_a_service_that_answers_everywhere_is_fine_and_says_what_to_look_at() -> None:
    result = seen(endpoint(*FINE), endpoint(*FINE, port=25))
    assert (result.verdict, result.code) == (OK, "")
    assert "587 avec STARTTLS, 25 avec STARTTLS" in result.remedy
    assert "adresse complète" in result.remedy
    assert "openssl s_client -brief -connect smtp.lab.test:587 -starttls smtp" in result.remedy


def test_a_port_of_two_down_is_degraded_and_named() -> None:
    result = seen(endpoint(*FINE), endpoint(REFUSED, port=465))
    assert (result.verdict, result.code) == (DEGRADED, "tcp_refused")
    assert "port 465" in result.cause
    assert "port 587" not in result.cause
    assert result.remedy.startswith("En attendant, le port 587 avec STARTTLS fonctionne.")


def test_everything_down_is_down() -> None:
    assert seen(endpoint(REFUSED), endpoint(REFUSED, port=25)).verdict is DOWN


def test_the_cause_told_is_the_one_that_comes_first() -> None:
    certificate = endpoint(stage("tcp"), stage("certificate", "cert_expired", detail="depuis le 01/02/2026"))
    result = seen(endpoint(stage("tcp"), stage("banner", "banner_timeout")), certificate)
    assert result.code == "cert_expired"
    assert "01/02/2026" in result.cause


def test_port_25_that_is_blocked_on_the_way_is_no_fault_of_the_service() -> None:
    result = seen(endpoint(*FINE), endpoint(SILENT, port=25))
    assert (result.verdict, result.code) == (OK, "port25_filtered")
    assert result.remedy.startswith("Utilisez le port 587 avec STARTTLS. Si cela ne marche pas chez vous")
    assert result.endpoints[1].verdict is UNKNOWN


def test_port_25_alone_is_judged_as_any_other() -> None:
    assert seen(endpoint(SILENT, port=25)).code == "tcp_timeout"
    assert seen(endpoint(REFUSED), endpoint(SILENT, port=25)).verdict is DOWN
    assert seen(endpoint(*FINE), endpoint(REFUSED, port=25)).verdict is DEGRADED


def test_one_dead_family_is_the_cause_when_the_other_works() -> None:
    result = seen(endpoint(*FINE), endpoint(SILENT, family="ipv6"), endpoint(REFUSED, family="ipv6", port=25))
    assert (result.verdict, result.code) == (DEGRADED, "ipv6_dead")
    assert seen(endpoint(REFUSED), endpoint(*FINE, family="ipv6")).code == "ipv4_dead"


def test_a_host_without_ipv6_says_nothing_of_the_service() -> None:
    skipped = stage("tcp", "no_ipv6_here", StageStatus.SKIPPED)
    result = seen(endpoint(*FINE), endpoint(skipped, family="ipv6"))
    assert (result.verdict, result.code) == (OK, "")
    assert result.endpoints[1].verdict is UNKNOWN


def test_logins_that_nobody_can_do_are_an_outage_wherever_they_were_tried() -> None:
    result = seen(endpoint(*FINE, stage("login", "login_unavailable")), endpoint(*FINE, port=25))
    assert (result.verdict, result.code) == (DOWN, "login_unavailable")


def test_a_refused_test_account_is_not_an_outage() -> None:
    assert seen(endpoint(*FINE, stage("login", "login_refused"))).verdict is DEGRADED


def test_information_is_told_only_when_all_is_well() -> None:
    ends = stage("certificate", "cert_expires", StageStatus.WARN, "jusqu'au 01/02/2027, dans 15 j")
    assert (seen(endpoint(*FINE, ends)).verdict, seen(endpoint(*FINE, ends)).code) == (OK, "cert_expires")
    assert seen(endpoint(*FINE, ends), endpoint(REFUSED, port=25)).code == "tcp_refused"


def test_nothing_seen_is_unknown_and_says_so() -> None:
    result = seen()
    assert (result.verdict, result.code, result.endpoints) == (UNKNOWN, "", ())
    assert result.cause


def test_several_hosts_that_all_stay_silent_are_the_bots_own_network() -> None:
    results = together([seen(endpoint(SILENT)), seen(endpoint(SILENT, host="imap.lab.test"))])
    assert {(result.verdict, result.code) for result in results} == {(UNKNOWN, "bot_offline")}


@pytest.mark.parametrize("other", [endpoint(*FINE, host="imap.lab.test"), endpoint(REFUSED, host="imap.lab.test")])
def test_one_answer_from_anywhere_is_enough_to_trust_the_network(other: EndpointResult) -> None:
    results = (seen(endpoint(SILENT)), seen(other))
    assert together(results) == results


def test_not_one_name_known_in_several_domains_is_the_bots_own_resolver() -> None:
    lost = [
        diagnose(target=host, title=host, endpoints=[unnamed(host)], checked_at=1)
        for host in ("a.one.test", "a.two.test")
    ]
    assert {result.code for result in together(lost)} == {"bot_offline"}
    same = [
        diagnose(target=host, title=host, endpoints=[unnamed(host)], checked_at=1)
        for host in ("a.one.test", "b.one.test")
    ]
    assert together(same) == tuple(same)
    assert "nslookup a.one.test" in same[0].remedy


def unnamed(host: str) -> EndpointResult:
    return judged(EndpointResult(host=host, port=993, security="tls", family="", protocol="imap", verdict=UNKNOWN,
                                 stages=(stage("dns", "dns_nxdomain"),)))  # fmt: skip


def test_one_silent_host_is_down_not_the_network() -> None:
    results = (seen(endpoint(SILENT)), seen(endpoint(SILENT, port=25)))
    assert together(results) == results
