"""The main figures do not fall: floors a little below what was reached (RESULTS.md). Raise them with each release."""

from pathlib import Path

import pytest

from bot.core.mind import Mind
from bot.core.text import normalise
from bot.storage import services
from bot.storage.knowledge import load
from tests.evaluation import cases, examples
from tests.evaluation.judging import judge
from tests.evaluation.measures import Headline, headline

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
# The first set was seen between rounds by those who made the bot; the second was written apart from it.
AT_LEAST = {
    "first": {
        "in_scope_right": 0.88,
        "addressed": 0.93,
        "follow_ups": 0.88,
        "incidents": 0.84,
        "secrets_found": 0.98,
    },
    "second": {
        "in_scope_right": 0.78,
        "addressed": 0.93,
        "follow_ups": 0.84,
        "incidents": 0.75,
        "secrets_found": 0.95,
    },
}
AT_MOST = {
    "first": {"in_scope_wrong": 0.035, "false_replies": 0.03, "unknown_answered": 0.05, "false_alarms": 0.02},
    "second": {"in_scope_wrong": 0.045, "false_replies": 0.03, "unknown_answered": 0.04, "false_alarms": 0.02},
}
Limits = dict[str, dict[str, float]]


def each(limits: Limits) -> list[tuple[str, str, float]]:
    return [(part, figure, limit) for part, figures in limits.items() for figure, limit in figures.items()]


@pytest.fixture(scope="module")
def reached() -> dict[str, Headline]:
    """Of the test halves."""
    mind = Mind.build(load(KNOWLEDGE), services.load(KNOWLEDGE / "services.yaml"))
    judged = judge(mind, cases.halves(cases.load())[1])
    second = [one for one in judged if one.case.id.startswith("blind-")]
    return {"first": headline([one for one in judged if one not in second]), "second": headline(second)}


@pytest.mark.parametrize(("part", "figure", "floor"), each(AT_LEAST))
def test_a_figure_does_not_fall_below_its_floor(
    reached: dict[str, Headline], part: str, figure: str, floor: float
) -> None:
    assert getattr(reached[part], figure) >= floor


@pytest.mark.parametrize(("part", "figure", "ceiling"), each(AT_MOST))
def test_a_fault_does_not_rise_above_its_ceiling(
    reached: dict[str, Headline], part: str, figure: str, ceiling: float
) -> None:
    assert getattr(reached[part], figure) <= ceiling


def test_follow_ups_written_apart_are_mostly_right() -> None:
    mind = Mind.build(load(KNOWLEDGE), services.load(KNOWLEDGE / "services.yaml"))
    apart = judge(mind, cases.read(cases.FOLLOWING))
    assert headline(apart).follow_ups >= 0.83


def test_an_entry_taught_with_three_questions_is_found_by_what_is_asked_next() -> None:
    """Put to the bot, among 18 taught at once on new matters: answered, or among the choices; 3 % without a second
    look."""
    some = [one for one in examples.taught() if not one.tuning]
    mind = Mind.build(examples.with_taught(load(KNOWLEDGE), some), services.load(KNOWLEDGE / "services.yaml"))
    asked = [cases.asked_case(one.text, one.entry, addressed=True) for one in examples.asked_of(some)]
    assert headline(judge(mind, asked)).addressed >= 0.38


def test_an_entry_just_taught_answers_the_room_at_once_in_nearly_the_same_words() -> None:
    some = [one for one in examples.taught() if not one.tuning]
    mind = Mind.build(examples.with_taught(load(KNOWLEDGE), some), services.load(KNOWLEDGE / "services.yaml"))
    asked = [cases.asked_case(one.text, one.entry) for one in examples.nearly_asked_of(some)]
    assert headline(judge(mind, asked)).in_scope_right >= 0.95


def test_there_are_messages_enough_and_each_belongs_to_one_half_for_ever() -> None:
    everything = cases.load()
    assert len(everything) >= 1000
    assert len({case.id for case in everything}) == len(everything)
    tuning, test = cases.halves(everything)
    assert (len(tuning), len(test)) == (839, 859)


def test_no_message_of_the_evaluation_is_among_the_training_examples() -> None:
    learnt = (*examples.examples(), *examples.unanswered(load(KNOWLEDGE)), *examples.of_asked())
    assert not {normalise(case.message.text) for case in cases.load()} & {normalise(one.text) for one in learnt}
    said = {(case.message.turns[-1].text, case.message.text) for case in cases.read(cases.THREADS)}
    assert not said & {(case.message.turns[-1].text, case.message.text) for case in cases.load() if case.message.turns}


def test_each_message_to_learn_from_names_an_entry_of_the_base() -> None:
    after = {entry for case in cases.read(cases.THREADS) for entry in case.expected.answers}
    assert {one.entry for one in examples.asked()} | after <= {entry.id for entry in load(KNOWLEDGE).entries}
