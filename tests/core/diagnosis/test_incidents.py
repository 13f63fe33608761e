"""When failures become an incident, and when it is over."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.diagnosis.incidents import Change, Policy, State, follow
from bot.core.model import CheckResult, Verdict

OK, DOWN, UNKNOWN, DEGRADED = Verdict.OK, Verdict.DOWN, Verdict.UNKNOWN, Verdict.DEGRADED
POLICY = Policy(failures=3, successes=2)


def run(*verdicts: Verdict | tuple[Verdict, str]) -> tuple[State, list[Change]]:
    """One result a minute."""
    state, changes = State(target="smtp"), []
    for minute, seen in enumerate(verdicts, 1):
        verdict, code = seen if isinstance(seen, tuple) else (seen, "tcp_refused" if seen in (DOWN, DEGRADED) else "")
        result = CheckResult(target="smtp", title="Envoi", checked_at=minute * 60.0, verdict=verdict, code=code)
        state, change = follow(state, result, POLICY)
        changes.append(change)
    return state, changes


def test_one_lost_packet_is_no_incident() -> None:
    state, changes = run(OK, DOWN, DOWN, OK, DOWN, DOWN, OK)
    assert set(changes) == {Change.NONE}
    assert (state.open, state.failures, state.since) == (False, 0, 0.0)


def test_failures_in_a_row_open_one_incident_dated_from_the_first() -> None:
    state, changes = run(OK, DOWN, DOWN, DOWN, DOWN)
    assert changes == [Change.NONE, Change.NONE, Change.NONE, Change.OPENED, Change.NONE]
    assert (state.open, state.since, state.verdict, state.code) == (True, 120.0, DOWN, "tcp_refused")


def test_successes_in_a_row_close_it_dated_from_the_first() -> None:
    state, changes = run(DOWN, DOWN, DOWN, OK, OK, OK)
    assert changes[2:] == [Change.OPENED, Change.NONE, Change.CLOSED, Change.NONE]
    assert not state.open


def test_the_close_tells_how_long_it_lasted() -> None:
    state, changes = run(DOWN, DOWN, DOWN, OK, OK)
    assert changes[-1] is Change.CLOSED
    assert (state.since, state.until) == (60.0, 240.0)


def test_a_service_that_flaps_keeps_one_incident() -> None:
    _, changes = run(DOWN, DOWN, DOWN, OK, DOWN, OK, DOWN, OK, OK)
    assert changes.count(Change.OPENED) == 1
    assert changes.count(Change.CLOSED) == 1
    assert changes[-1] is Change.CLOSED


def test_another_cause_changes_the_incident_and_opens_no_second() -> None:
    _, changes = run(DOWN, DOWN, DOWN, (DOWN, "cert_expired"), (DOWN, "cert_expired"), (DEGRADED, "cert_expired"))
    assert changes[2:] == [Change.OPENED, Change.WORSENED, Change.NONE, Change.WORSENED]


def test_what_is_unknown_counts_for_nothing() -> None:
    _, changes = run(DOWN, UNKNOWN, DOWN, UNKNOWN, DOWN, OK, UNKNOWN, OK)
    assert changes == [*[Change.NONE] * 4, Change.OPENED, Change.NONE, Change.NONE, Change.CLOSED]


def test_a_new_incident_after_an_old_one_has_its_own_beginning() -> None:
    state, changes = run(DOWN, DOWN, DOWN, OK, OK, DOWN, DOWN, DOWN)
    assert changes[-1] is Change.OPENED
    assert state.since == 360.0


@given(st.lists(st.sampled_from([OK, DOWN, DEGRADED, UNKNOWN]), max_size=60))
def test_incidents_open_and_close_in_turn(verdicts: list[Verdict]) -> None:
    state, changes = run(*verdicts)
    turns = [change for change in changes if change in (Change.OPENED, Change.CLOSED)]
    assert turns[::2] == [Change.OPENED] * len(turns[::2])
    assert turns[1::2] == [Change.CLOSED] * len(turns[1::2])
    assert state.open == (len(turns) % 2 == 1)
