"""`check` as its user runs it, against servers of this machine that work or fail."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.checks.evidence import forms_of
from tests.cli.running import ROOT, Ended, facteur
from tests.servers.mail_certificates import Certificates, make_certificates
from tests.servers.mail_faults import FaultServer, imap_script, smtp_script

USER, PASSWORD = "canary@lab.test", "S3cret-canari-éà"
VERDICTS, STATUSES = {"ok", "degraded", "down", "unknown"}, {"ok", "warn", "fail", "skipped"}


@dataclass(frozen=True, slots=True)
class Desk:
    """`imap` works, the certificate of `smtp` has expired; `path` is their services file."""

    path: Path
    state: Path
    imap: FaultServer
    smtp: FaultServer

    async def check(self, *words: str) -> Ended:
        account = {"BOT_CANARY_USER": USER, "BOT_CANARY_PASSWORD": PASSWORD, "BOT_STATE": str(self.state)}
        run = partial(facteur, "check", *words, "--services", str(self.path), **account)  # type: ignore[arg-type]
        ended = await asyncio.to_thread(run)
        assert "Traceback" not in ended.err
        assert not [form for form in forms_of(USER, PASSWORD) if form in ended.out + ended.err]
        return ended

    async def results(self, *words: str) -> tuple[int, dict[str, Any]]:
        ended = await self.check(*words, "--json")
        return ended.code, {result["target"]: result for result in json.loads(ended.out)}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
async def desk(certificates: Certificates, tmp_path: Path) -> AsyncIterator[Desk]:
    async with (
        FaultServer(imap_script(certificates.server_context())) as imap,
        FaultServer(smtp_script(certificates.server_context("expired"))) as smtp,
    ):
        rows = [
            f"- {{id: {name}, title: Le {name}, protocol: {name}, host: 127.0.0.1, allow_private: true, "
            f"endpoints: [{{port: {server.port}, security: starttls}}]}}"
            for name, server in (("imap", imap), ("smtp", smtp))
        ]
        path = tmp_path / "services.yaml"
        path.write_text("\n".join([f"ca_file: {certificates.ca_file}", "services:", *rows]), encoding="utf-8")
        yield Desk(path, tmp_path / "state", imap, smtp)


async def test_a_service_that_works_ends_with_0(desk: Desk) -> None:
    ended = await desk.check("imap")
    assert ended.code == 0
    assert ended.out.startswith("🟢 Le imap : fonctionne")
    assert desk.smtp.connections == 0


async def test_json_has_the_shape_of_the_contract(desk: Desk) -> None:
    code, results = await desk.results("imap", "smtp")
    assert code == 1
    assert list(results) == ["imap", "smtp"]
    for result in results.values():
        assert list(result) == ["target", "checked_at", "verdict", "cause", "remedy", "endpoints"]
        assert result["verdict"] in VERDICTS
        [endpoint] = result["endpoints"]
        assert list(endpoint) == ["host", "port", "security", "family", "verdict", "stages"]
        assert (endpoint["host"], endpoint["security"], endpoint["family"]) == ("127.0.0.1", "starttls", "ipv4")
        for stage in endpoint["stages"]:
            assert list(stage) == ["name", "status", "ms", "detail"]
            assert stage["status"] in STATUSES
    assert results["smtp"]["verdict"] == "down"
    assert "périmé" in results["smtp"]["cause"]
    failed = [stage["name"] for stage in results["smtp"]["endpoints"][0]["stages"] if stage["status"] == "fail"]
    assert failed == ["certificate"]


async def test_a_port_is_named_as_in_the_room(desk: Desk) -> None:
    for words in (("imap", str(desk.imap.port)), (f"imap:{desk.imap.port}",), (str(desk.imap.port),)):
        code, results = await desk.results(*words)
        assert (code, list(results)) == (0, [f"imap:{desk.imap.port}"])


async def test_details_show_each_stage(desk: Desk) -> None:
    assert "🔴 certificat" in (await desk.check("smtp", "--details")).out
    assert "🔴 certificat" not in (await desk.check("smtp")).out


async def test_an_unknown_service_gets_the_list_and_nothing_is_contacted(desk: Desk) -> None:
    ended = await desk.check("imap", "smtp.example.fr")
    assert ended.code == 2
    assert "imap, smtp, dns" in ended.err
    assert (desk.imap.connections, desk.smtp.connections) == (0, 0)


async def test_a_live_table_stays_until_it_is_stopped(desk: Desk) -> None:
    # A shell's background job ignores Ctrl-C, and so does what it starts: here it must not.
    process = await asyncio.create_subprocess_exec(
        "env", "--default-signal=INT", sys.executable, "-m", "bot", "check", "all", "--watch",
        "--services", str(desk.path), cwd=ROOT,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "COLUMNS": "150", "FORCE_COLOR": "1", "BOT_STATE": str(desk.state)},
    )  # fmt: skip
    assert process.stdout
    shown = ""
    async with asyncio.timeout(60):
        while "périmé" not in shown or "Le imap" not in shown:
            shown += (await process.stdout.read(4096)).decode(errors="replace")
        process.send_signal(signal.SIGINT)
        _, told = await process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in told
