"""Is it a question or a problem put to anybody? Forms and wording, weighed: a logistic regression.

The forms are rules that a person can read; the wording learns what the rules do not see. Weights: form_weights.py.
"""

import math
from collections.abc import Collection, Mapping
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


@dataclass(frozen=True, slots=True)
class FormModel:
    """Weights by name of form and by wording; log odds."""

    bias: float
    forms: Mapping[str, float]
    wording: Mapping[str, float]

    def logit(self, names: Collection[str], said: Collection[str]) -> float:
        forms = sum(self.forms.get(name, 0.0) for name in names)
        return self.bias + forms + sum(self.wording.get(one, 0.0) for one in said)


LEARNED = FormModel(BIAS, FORM_WEIGHTS, WORDING_WEIGHTS)


def form_of(surface: Surface, model: FormModel = LEARNED) -> Form:
    names = forms_of(surface)
    return Form(model.logit(names, wording(surface.words, surface.asks)), names)


def probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def telling(form: Form, most: int = 3) -> tuple[tuple[str, float], ...]:
    """The forms that weigh most, with their weights, for `why`."""
    weighed = sorted(((name, FORM_WEIGHTS.get(name, 0.0)) for name in form.names), key=lambda pair: -abs(pair[1]))
    return tuple(pair for pair in weighed[:most] if pair[1])
