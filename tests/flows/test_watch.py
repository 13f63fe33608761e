"""Background checks: quiet while nothing changes, one message when it breaks, one when it is over."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path

import pytest

from bot.core.events import Act, Outgoing
from bot.core.model import CheckResult, EndpointResult, Stage, StageStatus, Verdict
from bot.flows.live import Live
from bot.flows.watch import Watch
from bot.storage.database import Database, open_database
from bot.storage.watchbook import SqlWatchbook
from tests.fakes import StillPeople

NOON = 1_763_895_600.0  # 23 November 2025, 12:00 in Paris
DAY = 86400.0


class Scripted:
    """The Prober port with results that the test gives, one verdict a look."""

    def __init__(self) -> None:
        self.now = NOON
        self.verdict = Verdict.OK
        self.expires_at = 0.0
        self.code = ""
        self.looks = 0

    @property
    def services(self) -> Mapping[str, str]:
        return {"smtp": "Envoi des messages"}

    def anew(self, targets: Sequence[str]) -> frozenset[str]:
        return frozenset(targets)

    async def run(
        self, targets: Sequence[str], *, progress: Callable[[CheckResult], None] | None = None
    ) -> Sequence[CheckResult]:
        self.looks += 1
        status = StageStatus.OK if self.verdict is Verdict.OK else StageStatus.FAIL
        endpoint = EndpointResult(
            host="smtp.example.fr", port=587, security="starttls", family="ipv4", verdict=self.verdict,
            stages=(Stage(name="tcp", status=status, ms=1.0),), expires_at=self.expires_at,
        )  # fmt: skip
        bad = "" if self.verdict is Verdict.OK else "Le serveur refuse la connexion."
        return [
            CheckResult(
                target="smtp", title="Envoi des messages", checked_at=self.now, verdict=self.verdict, code=self.code,
                cause=bad,
                endpoints=(endpoint,),
            )
        ]  # fmt: skip

    async def later(self, watch: Watch, verdict: Verdict, times: int = 1) -> None:
        for _ in range(times):
            self.now += 300
            self.verdict = verdict
            await watch.round()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await open_database(f"sqlite:///{tmp_path / 'bot.db'}")
    yield opened
    await opened.close()


@pytest.fixture
def prober() -> Scripted:
    return Scripted()


@pytest.fixture
def watch(database: Database, prober: Scripted) -> Watch:
    live = Live(
        prober=prober, journal=database.journal, people=StillPeople(), clock=lambda: prober.now, departures=lambda: None
    )
    book = SqlWatchbook(database.store, database.journal)
    return Watch(live=live, book=book, rooms=lambda: ["!room"], moderation=lambda: "!mods", interval=300, second_try=0)


async def told(database: Database) -> list[Outgoing]:
    return list(await database.journal.unsent())


async def test_nothing_is_said_while_all_is_well(watch: Watch, prober: Scripted, database: Database) -> None:
    await prober.later(watch, Verdict.OK, 5)
    assert await told(database) == []


async def test_two_bad_looks_are_not_an_incident(watch: Watch, prober: Scripted, database: Database) -> None:
    await prober.later(watch, Verdict.DOWN, 2)
    await prober.later(watch, Verdict.OK)
    await prober.later(watch, Verdict.DOWN, 2)
    assert await told(database) == []


async def test_a_failure_is_looked_at_twice_before_it_counts(watch: Watch, prober: Scripted) -> None:
    await prober.later(watch, Verdict.DOWN)
    assert prober.looks == 2


async def test_an_outage_is_told_once_and_its_end_once(watch: Watch, prober: Scripted, database: Database) -> None:
    await prober.later(watch, Verdict.DOWN, 6)
    (opening,) = await told(database)
    assert opening.room_id == "!room"
    assert opening.body.startswith("🔴 Envoi des messages : en panne depuis 12:05.")
    await prober.later(watch, Verdict.OK, 4)
    _, edit, news = await told(database)
    assert (edit.act, edit.target_txn) == (Act.EDIT, opening.txn)
    assert edit.body == "🟢 Envoi des messages : incident terminé, de 12:05 à 12:35."
    assert news.body == "🟢 Envoi des messages : le service refonctionne, après 30 minutes."
    (kept,) = await watch.book.incidents(0)
    assert (kept.verdict, kept.closed_at) == (Verdict.DOWN, NOON + 7 * 300)


async def test_a_change_during_the_outage_edits_the_message(watch: Watch, prober: Scripted, database: Database) -> None:
    await prober.later(watch, Verdict.DOWN, 3)
    await prober.later(watch, Verdict.DEGRADED, 3)
    opening, edit = await told(database)
    assert (edit.act, edit.target_txn) == (Act.EDIT, opening.txn)
    assert "en partie" in edit.body


async def test_a_certificate_near_its_end_is_no_outage(watch: Watch, prober: Scripted, database: Database) -> None:
    prober.expires_at, prober.code = NOON + 5 * DAY, "cert_expires_soon"
    await prober.later(watch, Verdict.DEGRADED, 6)
    (warning,) = await told(database)
    assert warning.room_id == "!mods"
    assert watch.live.verdicts() == {"smtp": Verdict.OK}
    assert await watch.book.shares(0) == {"smtp": 1.0}


async def test_moderators_hear_of_a_certificate_at_21_7_and_1_days(
    watch: Watch, prober: Scripted, database: Database
) -> None:
    prober.expires_at = NOON + 22 * DAY
    for _ in range(23):
        prober.now += DAY - 300
        await prober.later(watch, Verdict.OK)
    bodies = [out.body for out in await told(database)]
    assert [out.room_id for out in await told(database)] == ["!mods"] * 3
    assert ["21 jours" in bodies[0], "7 jours" in bodies[1], "1 jour" in bodies[2]] == [True] * 3
