"""Is it a question or a problem put to anybody? The forms, weighed: a logistic regression with few weights."""

import math
from collections.abc import Iterable

from bot.core.understand.form_weights import BIAS, WEIGHTS


def probability(forms: Iterable[str]) -> float:
    """0..1, of a message in a room, from its forms alone."""
    total = BIAS + sum(WEIGHTS.get(name, 0.0) for name in forms)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def telling(forms: Iterable[str], most: int = 4) -> tuple[tuple[str, float], ...]:
    """The forms that weigh most, with their weights, for `why`."""
    weighed = sorted(((name, WEIGHTS.get(name, 0.0)) for name in forms), key=lambda pair: -abs(pair[1]))
    return tuple(pair for pair in weighed[:most] if pair[1])
