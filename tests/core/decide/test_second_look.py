"""A second look: probabilities from what speaks for each entry, and why the first is first."""

import pytest

from bot.core.decide import fit_weights
from bot.core.decide.coverage import Covered
from bot.core.decide.second_look import LEARNED, LookModel, Sign
from bot.core.matching.closeness import Closeness

COUNTED = LookModel((1.0, 2.0, 0.0, 0.0, 0.0, -1.0))


def sign(score: float = 0.5, mentioned: float = 0.5, *, questions: int = 10) -> Sign:
    return Sign(score, Covered(mentioned=mentioned), Closeness(0.5, 0.2, 0.1, questions))


def test_probabilities_add_up_to_one_and_alike_entries_are_alike() -> None:
    assert COUNTED.probabilities([sign(), sign(), sign(), sign()]) == pytest.approx([0.25] * 4)
    assert sum(LEARNED.probabilities([sign(0.9), sign(0.1), sign(0.0)])) == pytest.approx(1)


def test_an_entry_that_speaks_of_the_words_overtakes_one_that_does_not() -> None:
    first, second = COUNTED.probabilities([sign(0.6, 0.0), sign(0.4, 1.0)])
    assert second > first


def test_of_two_that_are_as_near_the_one_with_fewer_questions_is_meant() -> None:
    old, young = LEARNED.probabilities([sign(questions=70), sign(questions=3)])
    assert young > old


def test_no_number_is_too_small_or_too_large() -> None:
    nothing = Sign(0.0, Covered(), Closeness())
    assert LEARNED.probabilities([nothing]) == [1.0]
    assert LookModel((1000.0, 0.0, 0.0, 0.0, 0.0, 0.0)).probabilities([sign(1.0), nothing])[0] == pytest.approx(1)


def test_why_the_first_is_before_the_other_is_told_weightiest_first() -> None:
    lead = COUNTED.lead(sign(0.5, 1.0), sign(0.5, 0.0))
    assert lead[0] == ("mentioned", 2.0)
    assert {name for name, _ in lead} == set(fit_weights.LOOK_NAMES)
