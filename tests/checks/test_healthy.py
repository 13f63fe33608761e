"""Against real servers: Dovecot for IMAP and submission, Radicale for calendars and contacts, all over TLS."""

import os
import shutil

from bot.checks import Account, Canary
from bot.core.model import CheckResult, StageStatus, Verdict
from bot.core.services import Endpoint, Protocol, Security, Service
from tests.checks.seeing import local, probe_of, service, show_no_secret, stage
from tests.servers.mail_certificates import HOST
from tests.servers.mail_lab import MailLab

STARTTLS, TLS = Security.STARTTLS, Security.TLS


def services(lab: MailLab) -> list[Service]:
    ports = lab.ports
    smtp = (Endpoint(ports["submission"], STARTTLS), Endpoint(ports["submissions"], TLS))
    imap = (Endpoint(ports["imaps"], TLS), Endpoint(ports["imap"], STARTTLS))
    return [
        Service(id="smtp", title="Envoi", protocol=Protocol.SMTP, host=HOST, endpoints=smtp, allow_private=True),
        Service(id="imap", title="Réception", protocol=Protocol.IMAP, host=HOST, endpoints=imap, allow_private=True),
        service(Protocol.CALDAV, ports["dav"]),
        service(Protocol.CARDDAV, ports["dav"]),
        service(Protocol.HTTP, ports["dav"], path="/.web/"),
    ]


async def see(lab: MailLab, *targets: str, user: str = "alice@lab.test") -> dict[str, CheckResult]:
    password = {**lab.users, **lab.blocked}[user]
    account = Account(user, password)
    probe = probe_of(services(lab), lab.certificates, canary=Canary(account), resolver=local("127.0.0.2"))
    results = await probe.run(targets)
    show_no_secret(results, account)
    return {result.target: result for result in results}


def unsure(result: CheckResult) -> list[str]:
    """Stages that are not plainly fine, the login that another port has done apart."""
    return [
        f"{endpoint.port} {stage}"
        for endpoint in result.endpoints
        for stage in endpoint.stages
        if stage.status is not StageStatus.OK and stage.code != "login_elsewhere"
    ]


async def test_every_stage_of_a_healthy_mail_service_is_fine(lab: MailLab) -> None:
    results = await see(lab, "smtp", "imap", "caldav", "carddav", "http")
    for result in results.values():
        assert not unsure(result), result.target
        assert result.verdict is Verdict.OK
        assert result.code == ""
    names = [stage.name for stage in results["smtp"].endpoints[0].stages]
    assert names == [
        "dns",
        "tcp",
        "banner",
        "hello",
        "starttls",
        "tls",
        "certificate",
        "capabilities",
        "login",
        "logout",
    ]


async def test_each_protocol_logs_in_once_a_run(lab: MailLab) -> None:
    results = await see(lab, "smtp", "imap", "caldav", "carddav")
    for result in results.values():
        logins = [stage for endpoint in result.endpoints for stage in endpoint.stages if stage.name == "login"]
        assert [login.status for login in logins].count(StageStatus.OK) == 1


async def test_a_password_full_of_quotes_is_said_rightly_everywhere(lab: MailLab) -> None:
    results = await see(lab, "login", user="quote@lab.test")
    assert results["login"].verdict is Verdict.OK, unsure(results["login"])
    assert len(results["login"].endpoints) == 4


async def test_a_message_is_sent_found_and_deleted(lab: MailLab) -> None:
    result = (await see(lab, "delivery"))["delivery"]
    assert result.verdict is Verdict.OK, unsure(result)
    sending, receiving = result.endpoints
    assert stage(sending, "send").status is StageStatus.OK
    assert "INBOX" in stage(receiving, "delivery").detail
    assert stage(receiving, "cleanup").status is StageStatus.OK
    left = [
        path
        for path in (lab.directory / "dovecot/mail/alice@lab.test").rglob("*")
        if path.parent.name in ("cur", "new")
    ]
    assert not left


async def test_a_test_message_that_an_earlier_run_left_is_removed_and_other_mail_is_not(lab: MailLab) -> None:
    await see(lab, "delivery")
    box = lab.directory / "dovecot/mail/alice@lab.test"
    for name, header in (("old", "X-Facteur-Probe: 12"), ("mine", "X-Other: 12")):
        path = box / "new" / f"1600000000.{name}.lab"
        path.write_text(f"{header}\nSubject: left\n\nhello\n")
        os.utime(path, (1_600_000_000, 1_600_000_000))
        shutil.chown(path, box.owner(), box.group())
    await see(lab, "delivery")
    left = [path for path in box.rglob("1600000000.*") if path.parent.name in ("cur", "new")]
    assert [path.name.split(".")[1] for path in left] == ["mine"]
    left[0].unlink()


async def test_everything_at_once_is_one_result_a_service_and_two_more(lab: MailLab) -> None:
    results = await see(lab, "all")
    assert list(results) == ["smtp", "imap", "caldav", "carddav", "http", "dns", "delivery"]
    assert {result.verdict for result in results.values()} == {Verdict.OK}


async def test_a_wrong_password_is_told_apart_and_not_tried_twice(lab: MailLab) -> None:
    refused: list[tuple[str, str]] = []
    canary = Canary(
        Account("alice@lab.test", "wrong"), on_refused=lambda service, code: refused.append((service, code))
    )
    probe = probe_of(services(lab)[:1], lab.certificates, canary=canary, resolver=local("127.0.0.2"))
    [result] = await probe.run(["smtp:" + str(lab.ports["submission"])])
    assert (result.verdict, result.code) == (Verdict.DEGRADED, "login_refused")
    assert canary.stopped
    assert refused == [("smtp", "login_refused")]
    [again] = await probe.run(["smtp"])
    assert {stage(endpoint, "login").code for endpoint in again.endpoints} == {"canary_stopped"}
    canary.reset()
    assert not canary.stopped


async def test_a_blocked_account_is_not_a_wrong_password(lab: MailLab) -> None:
    results = await see(lab, "imap", user="carol@lab.test")
    assert results["imap"].code == "account_blocked"


async def test_a_wrong_password_for_calendars_is_told_apart(lab: MailLab) -> None:
    canary = Canary(Account("alice@lab.test", "wrong"))
    probe = probe_of([service(Protocol.CALDAV, lab.ports["dav"])], lab.certificates, canary=canary)
    [result] = await probe.run(["caldav"])
    assert (result.verdict, result.code) == (Verdict.DEGRADED, "login_refused")
    assert canary.stopped


async def test_without_a_test_account_the_login_says_what_is_known(lab: MailLab) -> None:
    probe = probe_of(services(lab), lab.certificates, resolver=local("127.0.0.2"))
    login, delivery = await probe.run(["login", "delivery"])
    assert (login.verdict, login.code) == (Verdict.UNKNOWN, "no_canary")
    assert login.endpoints
    assert (delivery.verdict, delivery.code, delivery.endpoints) == (Verdict.UNKNOWN, "no_canary", ())


async def test_calendars_are_discovered_and_listed(lab: MailLab) -> None:
    results = await see(lab, "caldav")
    [endpoint] = results["caldav"].endpoints
    assert stage(endpoint, "discovery").status is StageStatus.OK
    assert "calendar" in stage(endpoint, "collections").detail


async def test_tls_alone_tells_the_end_of_each_certificate(lab: MailLab) -> None:
    result = (await see(lab, "tls"))["tls"]
    assert result.verdict is Verdict.OK
    assert all(endpoint.expires_at > 0 for endpoint in result.endpoints)
    assert {stage.name for endpoint in result.endpoints for stage in endpoint.stages} == {
        "dns", "tcp", "starttls", "tls", "certificate",
    }  # fmt: skip
