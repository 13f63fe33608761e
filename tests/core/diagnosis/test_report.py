"""What the room reads: the verdict first, the ports, the cause, what to do; and what scripts read."""

import json

import pytest

from bot.core.diagnosis.expiry import DAY, expiring
from bot.core.diagnosis.form import as_json
from bot.core.diagnosis.judge import diagnose
from bot.core.diagnosis.report import report, running
from bot.core.model import CheckResult, EndpointResult, Stage, StageStatus, Verdict
from bot.core.rendering import to_html, to_text

NOW = 1_800_000_000.0


def seen(*, code: str = "", host: str = "smtp.lab.test", expires_at: float = 0.0, detail: str = "") -> CheckResult:
    status = StageStatus.FAIL if code else StageStatus.OK
    stages = (Stage(name="dns", status=StageStatus.OK, ms=1.24), Stage(name="tcp", status=status, ms=20, code=code,
                                                                      detail=detail))  # fmt: skip
    endpoints = [
        EndpointResult(host=host, port=587, security="starttls", family=family, protocol="smtp", verdict=Verdict.OK,
                       stages=stages, expires_at=expires_at)
        for family in ("ipv4", "ipv6")
    ]  # fmt: skip
    return diagnose(target="smtp", title="Envoi des messages", endpoints=endpoints, checked_at=NOW)


def test_the_first_line_is_the_verdict_then_the_ports() -> None:
    first, _, ports, *_ = to_text(report([seen()], now=NOW)).split("\n")
    assert first == "🟢 Envoi des messages : fonctionne"
    assert ports == "• Port 587, STARTTLS : 🟢 IPv4 21 ms · 🟢 IPv6 21 ms"


def test_a_shared_answer_says_its_age() -> None:
    assert "(il y a 42 s)" in to_text(report([seen()], now=NOW + 42))
    assert "(il y a 2 min)" in to_text(report([seen()], now=NOW + 120))


def test_the_line_to_type_at_home_stands_apart() -> None:
    html = to_html(report([seen(code="tcp_refused")], now=NOW))
    assert "<code>openssl s_client -brief -connect smtp.lab.test:587 -starttls smtp</code>" in html
    assert "Vu depuis le serveur du bot." in html


def test_the_line_to_type_at_home_says_what_it_shows_when_all_is_well() -> None:
    assert "(« Verification: OK » s'affiche si tout va bien) : openssl" in to_text(report([seen()], now=NOW))


@pytest.mark.parametrize(
    ("code", "said"),
    [("busy", "répond, mais se dit occupé"), ("cert_expires_soon", "fonctionne, pour quelques jours"),
     ("starttls_temporary", "fonctionne en partie"), ("tcp_refused", "en panne")],
)  # fmt: skip
def test_the_first_line_says_what_people_feel(code: str, said: str) -> None:
    assert to_text(report([seen(code=code)], now=NOW)).split("\n")[0].endswith(f"Envoi des messages : {said}")


def test_details_are_there_on_demand_only() -> None:
    assert "<details>" not in to_html(report([seen()], now=NOW))
    detailed = to_html(report([seen(detail="<b>@room</b>")], now=NOW, details=True))
    assert "<details>" in detailed
    assert "🟢 connexion 20 ms" in detailed
    assert "<b>" not in detailed
    assert "@room" not in detailed


def test_several_services_begin_with_the_count_of_those_in_trouble() -> None:
    text = to_text(report([seen(), seen(code="tcp_refused"), seen()], now=NOW))
    assert text.startswith("🟠 1 service sur 3")
    assert text.count("la connexion est refusée") == 1
    assert to_text(report([seen(code="tcp_refused")] * 2, now=NOW)).startswith("🔴 2 services sur 2")
    assert to_text(report([seen(), seen()], now=NOW)).startswith("🟢 Tout fonctionne")


def test_nothing_configured_is_said() -> None:
    assert "services.yaml" in to_text(report([], now=NOW))


def test_progress_counts_what_is_done() -> None:
    assert to_text(running([seen()], 3, now=NOW)).startswith("🔎 Vérification en cours… 1 sur 3.\n\n• 🟢 Envoi")
    assert "0 sur 3" in to_text(running([], 3, now=NOW))
    assert "sur" not in to_text(running([seen(), seen()], 1, now=NOW))


def test_scripts_get_the_shape_they_were_promised() -> None:
    shape = json.loads(json.dumps(as_json(seen(code="tcp_refused", detail="x"))))
    assert list(shape) == ["target", "checked_at", "verdict", "cause", "remedy", "endpoints"]
    assert shape["checked_at"] == "2027-01-15T08:00:00Z"
    assert shape["verdict"] == "down"
    assert shape["endpoints"][0] == {
        "host": "smtp.lab.test", "port": 587, "security": "starttls", "family": "ipv4", "verdict": "down",
        "stages": [{"name": "dns", "status": "ok", "ms": 1.2, "detail": ""},
                   {"name": "tcp", "status": "fail", "ms": 20.0, "detail": "x"}],
    }  # fmt: skip


def test_moderators_are_warned_three_weeks_a_week_and_a_day_before() -> None:
    for days, step in ((21.0, 21), (8, 21), (7, 7), (1.5, 7), (1, 1), (0.2, 1), (-3, 1)):
        [warning] = expiring([seen(expires_at=NOW + days * DAY)], NOW)
        assert (warning.step, warning.host, warning.port) == (step, "smtp.lab.test", 587)
    assert expiring([seen(expires_at=NOW + 22 * DAY), seen()], NOW) == ()


def test_certificates_are_told_soonest_first() -> None:
    results = [seen(expires_at=NOW + 5 * DAY), seen(host="imap.lab.test", expires_at=NOW + 2 * DAY)]
    assert [warning.host for warning in expiring(results, NOW)] == ["imap.lab.test", "smtp.lab.test"]
