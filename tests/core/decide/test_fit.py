"""How sure: the score of the first entry and the its youth say whether it is the right one."""

from bot.core.decide.fit import RightModel

MODEL = RightModel(0.5, 1.0, -0.3)


def test_the_higher_the_score_the_surer() -> None:
    said = [MODEL.probability(score, 1.0) for score in (0.2, 0.4, 0.8, 0.99, 1.0)]
    assert said == sorted(said)
    assert said[0] < 0.5
    assert 0.95 < said[-1] < 1


def test_of_an_entry_with_few_questions_less_is_sure() -> None:
    assert MODEL.probability(0.6, 3.0) < MODEL.probability(0.6, 0.0)
