"""Scores mean the same everywhere: probabilities, ordered, low when nothing fits."""

import numpy as np
import pytest

from bot.core.matching import Index
from bot.core.matching.classifier import Seen
from bot.core.matching.confidence import Confidence, logistic
from bot.core.matching.ranking import Ranking
from bot.core.model import Match
from tests.core.matching.bases import FOUR


def seen(best: float, nearest: float, rivals: int = 10) -> Seen:
    logits = np.zeros(rivals, np.float32)
    logits[0] = best
    nothing = np.zeros(0, np.float32)
    return Seen(np.arange(rivals), logits, nearest, np.arange(0), nothing, nothing, nothing)


@pytest.mark.parametrize("questions", [1, 3, 10])
@pytest.mark.parametrize("rivals", [1, 2, 50, 5000])
def test_scope_rises_with_the_logit_and_with_the_nearest_text(questions: int, rivals: int) -> None:
    confidence = Confidence(questions)
    logits = [confidence.scope(seen(best, 0.3, rivals), 0) for best in (0, 1, 2, 4)]
    nearest = [confidence.scope(seen(2, near, rivals), 0) for near in (0, 0.2, 0.5, 1)]
    assert logits == sorted(logits)
    assert nearest == sorted(nearest)
    assert all(0 <= scope <= 1 for scope in (*logits, *nearest))


def test_the_same_logit_is_worth_less_among_many_entries() -> None:
    confidence = Confidence(3)
    assert confidence.scope(seen(3, 0.3, 500), 0) < confidence.scope(seen(3, 0.3, 10), 0)


def test_a_leader_is_surer_the_further_it_leads() -> None:
    confidence = Confidence(3)
    sure = [float(confidence.right(seen(best, 0.5).logits)[0]) for best in (0, 0.5, 1, 3)]
    assert sure == sorted(sure)
    assert sure[0] == pytest.approx(0.1)


def test_extreme_odds_do_not_overflow() -> None:
    assert logistic(1e9) == pytest.approx(1)
    assert logistic(-1e9) == pytest.approx(0)


def test_probabilities_of_the_entries_sum_to_one_at_most_and_descend() -> None:
    ranking = Index.build(FOUR).rank("le mot de passe de ma boîte")
    scores = [match.score for match in ranking.matches]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1)


def test_a_search_score_needs_both_the_entry_and_the_scope() -> None:
    matches = (Match("a", 0.81), Match("b", 0.09))
    assert [match.score for match in Ranking(matches=matches, scope=0.5).search()] == pytest.approx([0.45, 0.15])
    assert Ranking(matches=matches, scope=0.0).search()[0].score == 0
