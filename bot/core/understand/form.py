"""Is it a question or a problem put to anybody? Forms, wording and meaning, weighed together.

The forms are rules that a person can read; the wording and what the whole message means learn what the rules do not
see. A layer of units lets a form mean one thing in one message and another in the next: of what is asked in 600
messages never learnt from, 95 % stands above all but 4 % of what is not asked, 91 % without the layer (above all but
2 %: 88 and 85 %). Numbers: form_weights.py, form_wording.txt (a weight and
a wording a line) and form.bin.
"""

import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from bot.core.text.meanings import meanings_of
from bot.core.text.meanings.tables import parsed
from bot.core.understand.form_weights import BIAS, FORMS
from bot.core.understand.forms import forms_of
from bot.core.understand.surface import Surface
from bot.core.understand.wording import MOST, wording

Direction = NDArray[np.float32]
Floats = NDArray[np.float32]

PRESENT = 2.0  # what a form that is there counts, beside the numbers of a direction of length one


@dataclass(frozen=True, slots=True)
class Form:
    """`logit`: log odds that the message is put to anybody, from its wording alone. `names`: its forms. `told`: how
    much less the log odds would be without each, the weightiest first."""

    logit: float
    names: tuple[str, ...]
    told: tuple[tuple[str, float], ...]

    @property
    def probability(self) -> float:
        return probability(self.logit)


@dataclass(frozen=True, slots=True)
class FormModel:
    """Inputs are the `forms`, then a direction's numbers. `straight`: a weight an input; `hidden`: inputs × units;
    `out`: a weight a unit. Log odds."""

    forms: tuple[str, ...]
    wording: Mapping[str, float]
    bias: float
    straight: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats

    def read(self, names: Sequence[str], said: Iterable[str], means: Direction) -> Form:
        held = frozenset(names)
        there = [at for at, name in enumerate(self.forms) if name in held]
        added = PRESENT * self.hidden[there]
        deep = means @ self.hidden[len(self.forms) :] + self.hidden_bias + added.sum(0)
        felt = float(np.maximum(deep, 0) @ self.out)
        straight = PRESENT * self.straight[there]
        words = sum(self.wording.get(one, 0.0) for one in said)
        logit = self.bias + words + float(straight.sum() + means @ self.straight[len(self.forms) :]) + felt
        # Without one form the units feel less, or more.
        more = (straight + felt - np.maximum(deep - added, 0) @ self.out).tolist()
        told = sorted(zip((self.forms[at] for at in there), more, strict=True), key=lambda pair: -abs(pair[1]))
        return Form(logit, tuple(names), tuple(told))


def learned() -> FormModel:
    straight, hidden, hidden_bias, out = parsed(pkgutil.get_data(__name__, "form.bin") or b"", 0, 4)
    return FormModel(FORMS, wording_weights(), BIAS, straight[0], hidden, hidden_bias[0], out[0])


def wording_weights() -> dict[str, float]:
    """Wording -> log odds."""
    lines = (pkgutil.get_data(__name__, "form_wording.txt") or b"").decode().splitlines()
    pairs = (line.split(" ", 1) for line in lines)
    return {wording: float(weight) for weight, wording in pairs}


LEARNED = learned()


def meaning_of(surface: Surface) -> Direction:
    """What the message means as a whole, read as French: the direction of its first words, of length one or zero."""
    found: Direction = meanings_of("fr").directions([surface.words[:MOST]])[0]
    return found


def form_of(surface: Surface, model: FormModel = LEARNED) -> Form:
    return model.read(forms_of(surface), wording(surface.words, surface.asks), meaning_of(surface))


def probability(logit: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))
