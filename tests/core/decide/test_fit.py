"""How sure: the lead over the second entry says whether the first is right."""

from bot.core.decide.fit import RightModel

MODEL = RightModel(0.5, 1.0)


def test_the_further_ahead_the_surer() -> None:
    said = [MODEL.probability(first, second) for first, second in ((0.4, 0.4), (0.4, 0.2), (0.4, 0.05), (0.9, 0.0))]
    assert said == sorted(said)
    assert said[0] < 0.7
    assert 0.95 < said[-1] < 1


def test_a_score_alone_says_nothing() -> None:
    assert abs(MODEL.probability(0.2, 0.1) - MODEL.probability(0.6, 0.3)) < 0.01
