"""The record of the background checks, on both databases."""

import pytest

from bot.core.diagnosis.incidents import State
from bot.core.events import Outgoing
from bot.core.model import CheckResult, Verdict
from bot.ports import Incident
from bot.storage.database import Database
from bot.storage.watchbook import SqlWatchbook

NOTICE = Outgoing(txn="n", room_id="!r", body="panne")


@pytest.fixture
def book(database: Database) -> SqlWatchbook:
    return SqlWatchbook(database.store, database.journal)


def seen(target: str, at: float, verdict: Verdict) -> CheckResult:
    return CheckResult(target=target, title=target, checked_at=at, verdict=verdict)


async def test_a_state_comes_back_as_it_was(book: SqlWatchbook) -> None:
    state = State(target="smtp", failures=3, open=True, verdict=Verdict.DOWN, code="tcp_refused", since=12.5)
    await book.follow(State(target="smtp"))
    await book.follow(state)
    assert await book.states() == {"smtp": state}


async def test_an_incident_is_told_and_kept_at_once_then_closed(book: SqlWatchbook, database: Database) -> None:
    opened = Incident(service="smtp", opened_at=100.0, cause="tcp_refused", notice="n")
    await book.follow(State(target="smtp", open=True), opened, [NOTICE])
    assert [out.txn for out in await database.journal.unsent()] == ["n"]
    assert await book.incidents(0) == [opened]
    closed = Incident(service="smtp", opened_at=100.0, closed_at=160.0, cause="tcp_refused", notice="n")
    await book.follow(State(target="smtp"), closed)
    assert await book.incidents(0) == [closed]
    assert await book.incidents(161) == []


async def test_an_incident_that_lasts_belongs_to_every_week(book: SqlWatchbook) -> None:
    opened = Incident(service="smtp", opened_at=100.0)
    await book.follow(State(target="smtp", open=True), opened)
    assert await book.incidents(10_000_000) == [opened]


async def test_shares_count_good_looks_and_leave_unknown_ones_out(book: SqlWatchbook) -> None:
    verdicts = (Verdict.OK, Verdict.OK, Verdict.DOWN, Verdict.DEGRADED, Verdict.UNKNOWN)
    await book.saw([seen("smtp", 1000.0 + i, verdict) for i, verdict in enumerate(verdicts)])
    await book.saw([seen("smtp", 1.0, Verdict.DOWN), seen("imap", 1000.0, Verdict.OK)])
    assert await book.shares(500) == {"smtp": 0.5, "imap": 1.0}


async def test_a_key_is_told_once_ever(book: SqlWatchbook, database: Database) -> None:
    assert await book.once("cert", [NOTICE])
    assert not await book.once("cert", [Outgoing(txn="other", room_id="!r", body="encore")])
    assert [out.txn for out in await database.journal.unsent()] == ["n"]
