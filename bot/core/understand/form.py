"""Is it a question or a problem put to anybody? Forms, wording and meaning, weighed: a logistic regression.

The forms are rules that a person can read; the wording and what the whole message means learn what the rules do not
see (of 2,700 messages not seen, told apart: 93.4 % without the meaning, 94.2 % with it, as area under the ROC curve).
Weights: form_weights.py.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.text.meanings import meanings_of
from bot.core.understand.form_weights import BIAS, FORM_WEIGHTS, MEANING_WEIGHTS, WORDING_WEIGHTS
from bot.core.understand.forms import forms_of
from bot.core.understand.surface import Surface
from bot.core.understand.wording import MOST, wording

Direction = NDArray[np.float32]


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
    """Weights by name of form, by wording, and of each number of a direction; log odds."""

    bias: float
    forms: Mapping[str, float]
    wording: Mapping[str, float]
    meaning: Direction

    def logit(self, names: Collection[str], said: Collection[str], means: Direction) -> float:
        forms = sum(self.forms.get(name, 0.0) for name in names)
        return self.bias + forms + sum(self.wording.get(one, 0.0) for one in said) + float(means @ self.meaning)


LEARNED = FormModel(BIAS, FORM_WEIGHTS, WORDING_WEIGHTS, np.array(MEANING_WEIGHTS, np.float32))


def meaning_of(surface: Surface) -> Direction:
    """What the message means as a whole, read as French: the direction of its first words, of length one or zero."""
    found: Direction = meanings_of("fr").directions([surface.words[:MOST]])[0]
    return found


def form_of(surface: Surface, model: FormModel = LEARNED) -> Form:
    names = forms_of(surface)
    return Form(model.logit(names, wording(surface.words, surface.asks), meaning_of(surface)), names)


def probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def telling(form: Form, most: int = 3) -> tuple[tuple[str, float], ...]:
    """The forms that weigh most, with their weights, for `why`."""
    weighed = sorted(((name, FORM_WEIGHTS.get(name, 0.0)) for name in form.names), key=lambda pair: -abs(pair[1]))
    return tuple(pair for pair in weighed[:most] if pair[1])
