"""Learns the weights of the forms: is a message put to anybody?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.decide.known import Known
from bot.core.understand import surface
from bot.core.understand.form import PRESENT, Direction, FormModel, meaning_of
from bot.core.understand.forms import FORMS, forms_of
from bot.core.understand.wording import wording
from tests.evaluation.examples import Example
from tests.evaluation.learning import Array
from tests.evaluation.network import layered

FOLDS = 5
SEEN = 4  # a wording counts from so many examples


@dataclass(frozen=True, slots=True)
class Read:
    """What the form model sees of a text."""

    forms: tuple[str, ...]
    wording: frozenset[str]
    means: Direction


def read(known: Known, text: str) -> Read:
    seen = surface.read(text, known.speech.words)
    return Read(forms_of(seen), wording(seen.words, seen.asks), meaning_of(seen))


def learn_forms(found: Sequence[Example], seen: Sequence[Read]) -> FormModel:
    counts = Counter(one for text in seen for one in text.wording)
    names = tuple(name for name, _ in FORMS)
    vocabulary = sorted(one for one, count in counts.items() if count >= SEEN)
    rows = [
        [*(PRESENT * (name in text.forms) for name in names), *text.means, *(one in text.wording for one in vocabulary)]
        for text in seen
    ]
    y, weight = (
        np.array(values, np.float32) for values in zip(*((one.wanted, one.weight) for one in found), strict=True)
    )
    deep = len(names) + len(seen[0].means)
    model = layered(np.array(rows, np.float32), y, weight=weight, deep=deep)
    said = dict(zip(vocabulary, map(float, model.straight[deep:]), strict=True))
    bias = float(model.bias[0])
    return FormModel(names, said, bias, model.straight[:deep], model.hidden, model.hidden_bias, model.out)


def folded(found: Sequence[Example], seen: Sequence[Read], fixed: int) -> list[FormModel]:
    """FOLDS models; the one at n has not seen the examples n, n + FOLDS … of the first `fixed`."""
    kept = ([at for at in range(len(found)) if at >= fixed or at % FOLDS != fold] for fold in range(FOLDS))
    return [learn_forms([found[at] for at in some], [seen[at] for at in some]) for some in kept]


def unseen_logits(models: Sequence[FormModel], seen: Sequence[Read], fixed: int) -> Array:
    """The logit of each of the first `fixed` examples from the model that has not seen it."""
    return np.array(
        [models[at % FOLDS].read(seen[at].forms, seen[at].wording, seen[at].means).logit for at in range(fixed)]
    )
