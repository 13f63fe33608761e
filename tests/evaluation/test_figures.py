"""The main figures do not fall: floors a little below what was reached (RESULTS.md). Raise them with each release."""

from pathlib import Path

import pytest

from bot.core.mind import Mind
from bot.storage import services
from bot.storage.knowledge import load
from tests.evaluation import cases
from tests.evaluation.judging import judge
from tests.evaluation.measures import Headline, headline

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
AT_LEAST = {
    "in_scope_right": 0.82,
    "addressed": 0.90,
    "follow_ups": 0.86,
    "incidents": 0.84,
    "secrets_found": 0.98,
}
AT_MOST = {"in_scope_wrong": 0.035, "false_replies": 0.05, "unknown_answered": 0.07, "false_alarms": 0.02}


@pytest.fixture(scope="module")
def test_half() -> Headline:
    mind = Mind.build(load(KNOWLEDGE), services.load(KNOWLEDGE / "services.yaml"))
    return headline(judge(mind, cases.halves(cases.load())[1]))


@pytest.mark.parametrize(("figure", "floor"), AT_LEAST.items())
def test_a_figure_does_not_fall_below_its_floor(test_half: Headline, figure: str, floor: float) -> None:
    assert getattr(test_half, figure) >= floor


@pytest.mark.parametrize(("figure", "ceiling"), AT_MOST.items())
def test_a_fault_does_not_rise_above_its_ceiling(test_half: Headline, figure: str, ceiling: float) -> None:
    assert getattr(test_half, figure) <= ceiling


def test_there_are_messages_enough_and_each_belongs_to_one_half_for_ever() -> None:
    everything = cases.load()
    assert len(everything) >= 1000
    assert len({case.id for case in everything}) == len(everything)
    tuning, test = cases.halves(everything)
    assert (len(tuning), len(test)) == (839, 859)


def training() -> set[str]:
    path = Path(cases.__file__).parent / "training.txt"
    return {line[2:] for line in path.read_text(encoding="utf-8").splitlines() if line[:2] in ("+ ", "- ")}


def test_no_message_of_the_evaluation_is_among_the_training_examples() -> None:
    assert not {case.message.text for case in cases.load()} & training()
