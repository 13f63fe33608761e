"""How sure: does any entry fit at all, and is the first one right?"""

import pytest

from bot.core.decide.fit import EXACT, LEARNED, Evidence, RightModel

MODEL = RightModel(0.5, 1.0, -0.3)


def test_the_higher_the_score_the_surer() -> None:
    said = [MODEL.probability(score, 1.0) for score in (0.2, 0.4, 0.8, 0.99, 1.0)]
    assert said == sorted(said)
    assert said[0] < 0.5
    assert 0.95 < said[-1] < 1


def test_of_an_entry_with_few_questions_less_is_sure() -> None:
    assert MODEL.probability(0.6, 3.0) < MODEL.probability(0.6, 0.0)


def evidence(**more: float) -> Evidence:
    """Of a message that an entry answers, in a base that lists what it leaves to people."""
    told = {
        "scope": 0.95, "score": 0.9, "asked": 0.8, "mentioned": 0.9, "weight": 2.0, "elsewhere": 0, "against": 0.0,
        "missing": False, "nearest": 0.7, "stranger": -0.1, "leaning": 1.0, "words": 8, "questions": 60, "youth": 0.0,
        "exact": False,
    }  # fmt: skip
    return Evidence(**(told | more))  # type: ignore[arg-type]


def test_a_message_like_the_base_s_own_questions_fits() -> None:
    assert LEARNED.probability(evidence()) > 0.95


@pytest.mark.parametrize(
    "told",
    [{"stranger": 0.4, "leaning": -1.5}, {"scope": 0.02, "mentioned": 0.1, "asked": 0.0, "nearest": 0.2}],
)
def test_what_is_like_a_question_left_to_people_or_unlike_any_fits_less(told: dict[str, float]) -> None:
    assert LEARNED.probability(evidence(**told)) < 0.5


def test_a_question_of_the_base_fits_whatever_else_is_seen() -> None:
    assert LEARNED.probability(evidence(stranger=0.5, leaning=-2.0, exact=True)) == EXACT


def test_evidence_beyond_all_that_was_seen_gives_a_probability() -> None:
    for far in (evidence(words=10**6, questions=10**6, youth=50.0), evidence(words=0, questions=0, nearest=-1.0)):
        assert 0 <= LEARNED.probability(far) <= 1
