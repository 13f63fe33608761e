"""Is it a question or a problem put to anybody? Forms and wording, weighed: a logistic regression.

The forms are rules that a person can read; the wording learns what the rules do not see. Weights: form_weights.py.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass

from bot.core.understand.form_weights import BIAS, FORM_WEIGHTS, WORDING_WEIGHTS
from bot.core.understand.forms import forms_of
from bot.core.understand.surface import Surface
from bot.core.understand.wording import wording


@dataclass(frozen=True, slots=True)
class Form:
    """`logit`: log odds that the message is put to anybody, from its wording alone. `names`: its forms."""

    logit: float
    names: tuple[str, ...]

    @property
    def probability(self) -> float:
        return probability(self.logit)


def form_of(surface: Surface) -> Form:
    names = forms_of(surface)
    return Form(weigh(names, wording(surface.words, surface.asks)), names)


def weigh(names: Collection[str], said: Collection[str]) -> float:
    learned = sum(FORM_WEIGHTS.get(name, 0.0) for name in names) + sum(WORDING_WEIGHTS.get(one, 0.0) for one in said)
    return BIAS + learned


def probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def telling(form: Form, most: int = 3) -> tuple[tuple[str, float], ...]:
    """The forms that weigh most, with their weights, for `why`."""
    weighed = sorted(((name, FORM_WEIGHTS.get(name, 0.0)) for name in form.names), key=lambda pair: -abs(pair[1]))
    return tuple(pair for pair in weighed[:most] if pair[1])
