"""Learns the weights: of the forms, of the fit, of the gate that joins them. From the tuning half, the base itself
(what it leaves to people with it), training.txt and asked.txt; the test half is never looked at here."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.core.decide import fit, search
from bot.core.decide.fit import FitModel, RightModel
from bot.core.decide.known import Known
from bot.core.decide.questions import CERTAIN
from bot.core.model import Entry, Knowledge
from bot.core.rendering import to_text
from bot.core.services import Services
from bot.core.understand import surface
from bot.core.understand.form import PRESENT, Direction, FormModel, meaning_of
from bot.core.understand.forms import FORMS, forms_of
from bot.core.understand.wording import wording
from tests.evaluation.cases import QUIET, Case
from tests.evaluation.network import layered

Array = NDArray[np.float64]
EXAMPLES = Path(__file__).parent / "training.txt"
ASKED = Path(__file__).parent / "asked.txt"
FOLDS = 5
BASE, TEST = 0.1, 0.3  # what a text of the base counts beside a message; its tests are written as people write


@dataclass(frozen=True, slots=True)
class Logistic:
    bias: float
    weights: Array

    def logits(self, x: Array) -> Array:
        found: Array = x @ self.weights + self.bias
        return found


def logistic(x: Array, y: Array, *, weight: Array, penalty: float, least: Array | None = None) -> Logistic:
    """Regularised; `least`: 0 where a weight may have either sign, 1 where it may not be negative, -1 the reverse."""

    def loss(v: Array) -> tuple[float, Array]:
        z = x @ v[1:] + v[0]
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(weight * (np.logaddexp(0, z) - y * z)) + penalty * v[1:] @ v[1:] / 2)
        rest = weight * (p - y)
        return value, np.concatenate([[rest.sum()], x.T @ rest + penalty * v[1:]])

    signs = np.zeros(x.shape[1]) if least is None else least
    bounds = [(None, None), *((0 if s > 0 else None, 0 if s < 0 else None) for s in signs)]
    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return Logistic(float(found[0]), found[1:])


# ---- forms -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    wanted: bool
    weight: float = 1.0


def examples() -> list[Example]:
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    return [Example(line[2:].replace("\\n", "\n"), line[0] == "+") for line in lines if line[:2] in ("+ ", "- ")]


def unanswered(knowledge: Knowledge) -> list[Example]:
    """Put to anybody, and answered by no entry."""
    return [Example(text, True) for text in knowledge.unanswered]


@dataclass(frozen=True, slots=True)
class Asked:
    """A message seen in the room, and the entry that answers it."""

    text: str
    entry: str


def asked() -> list[Asked]:
    lines = [line.split(" ", 1) for line in ASKED.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return [Asked(text.replace("\\n", "\n"), entry) for entry, text in lines]


def of_asked() -> list[Example]:
    return [Example(one.text, True) for one in asked()]


def of_base(knowledge: Knowledge) -> list[Example]:
    """What the base's entries ask is wanted; what their answers say is a person helping another."""
    found = []
    for entry in knowledge.entries:
        found += [Example(text, True, BASE) for text in entry.questions]
        sentences = [one for one in re.split(r"(?<=[.:;!])\s|\n", to_text(entry.answer)) if len(one.split()) > 3]
        found += [Example(re.sub(r"^(?:•|\d+\.)\s*", "", one), False, BASE) for one in sentences if "?" not in one]
    return found


def of_tests(knowledge: Knowledge) -> list[Example]:
    return [Example(text, True, TEST) for entry in knowledge.entries for text in entry.tests]


def of_cases(cases: Iterable[Case]) -> list[Example]:
    """Seen in the room: what is quiet, and what is asked (whether the base answers it or not)."""
    found = []
    for case in cases:
        if case.kind in ("in-scope", "unknown", "incident") or (
            case.kind == "other-subject" and "?" in case.message.text
        ):
            found.append(Example(case.message.text, True))
        elif case.kind in QUIET:
            found.append(Example(case.message.text, False, 1.5))
    return found


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


# ---- fit ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tried:
    """The evidence for a text, and whether the first entry was right (None: no entry is)."""

    evidence: fit.Evidence
    right: bool
    lead: float  # of the first entry over the second
    first: bool | None  # whether the first entry was the right one; None when none is
    weight: float = 1.0


def tried(known: Known, text: str, answers: Sequence[str], weight: float = 1.0) -> Tried | None:
    found = search.seek(known, surface.read(text, known.speech.words).own)
    if found.evidence is None or found.exact:
        return None
    near = {match.entry for match in found.matches[:2]}
    scores = [*(match.score for match in found.matches[:2]), 0.0]
    first = found.first.entry in answers if answers else None
    return Tried(found.evidence, bool(near & set(answers)), fit.lead(*scores[:2]), first, weight)


def tried_cases(known: Known, cases: Iterable[Case]) -> list[Tried]:
    found = []
    for case in cases:
        wanted = (*case.expected.answers, *case.expected.choices)
        if case.kind in ("in-scope", "addressed") and wanted:
            found.append(tried(known, case.message.text, wanted))
        elif case.kind in ("unknown", "other-subject", "addressed-unknown"):
            found.append(tried(known, case.message.text, (), 2.0))
        elif case.kind in ("chatter", "announcement"):
            found.append(tried(known, case.message.text, (), 0.5))
    return [one for one in found if one]


def tried_tests(known: Known) -> list[Tried]:
    """The base's own `tests`, which the matcher never sees."""
    found = (tried(known, text, (entry.id,), 0.7) for entry in known.knowledge.entries for text in entry.tests)
    return [one for one in found if one]


ASKED_WEIGHT = 0.5


def tried_asked(known: Known) -> list[Tried]:
    found = (tried(known, one.text, (one.entry,), ASKED_WEIGHT) for one in asked())
    return [one for one in found if one]


def left_out(knowledge: Knowledge, services: Services) -> list[Tried]:
    """An entry taken out: what it is asked has no answer, though its neighbours are near."""
    found: list[Tried | None] = []
    for gone in knowledge.entries:
        left = replace(
            knowledge, entries=tuple(without(entry, gone.id) for entry in knowledge.entries if entry != gone)
        )
        known = Known.of(left, services)
        found += [tried(known, text, (), 0.15) for text in (*gone.tests, *gone.questions[:5])]
    return [one for one in found if one]


QUESTION_FOLDS, HELD_OUT, NOT_ANSWERED = 5, 0.1, 0.7


def held_out(knowledge: Knowledge, services: Services) -> list[Tried]:
    """The base's own questions, each asked of a base that does not have it."""
    found: list[Tried | None] = []
    for fold in range(QUESTION_FOLDS):
        known = Known.of(replace(knowledge, entries=tuple(short(entry, fold) for entry in knowledge.entries)), services)
        for entry in knowledge.entries:
            found += [tried(known, text, (entry.id,), HELD_OUT) for text in entry.questions[fold::QUESTION_FOLDS]]
    return [one for one in found if one]


def short(entry: Entry, fold: int) -> Entry:
    kept = tuple(text for at, text in enumerate(entry.questions) if at % QUESTION_FOLDS != fold)
    return replace(entry, questions=kept)


def tried_unanswered(knowledge: Knowledge, services: Services) -> list[Tried]:
    """Each asked of a base that does not list it."""
    found: list[Tried | None] = []
    for fold in range(QUESTION_FOLDS):
        gone = knowledge.unanswered[fold::QUESTION_FOLDS]
        known = Known.of(unlisted(knowledge, gone), services)
        found += [tried(known, text, (), NOT_ANSWERED) for text in gone]
    return [one for one in found if one]


def unlisted(knowledge: Knowledge, gone: Collection[str]) -> Knowledge:
    """Without these among what is left to people."""
    return replace(knowledge, unanswered=tuple(text for text in knowledge.unanswered if text not in gone))


TAUGHT, LISTED, ASKED_ANEW, TAUGHT_WEIGHT = 3, 10, 6, 0.3


def newly_taught(knowledge: Knowledge, fold: int) -> tuple[Knowledge, list[Asked]]:
    """Some entries as a moderator taught them: a few questions, while others like them were left to people until then;
    and what is asked next."""
    some = [entry.id for entry in knowledge.entries[fold::QUESTION_FOLDS]]
    entries = tuple(
        replace(entry, questions=entry.questions[:TAUGHT]) if entry.id in some else entry for entry in knowledge.entries
    )
    others = [entry for entry in knowledge.entries if entry.id in some]
    first, last = TAUGHT + LISTED, TAUGHT + LISTED + ASKED_ANEW
    listed = tuple(text for entry in others for text in entry.questions[TAUGHT:first])
    anew = [Asked(text, entry.id) for entry in others for text in entry.questions[first:last]]
    return replace(knowledge, entries=entries, unanswered=(*knowledge.unanswered, *listed)), anew


def tried_taught(knowledge: Knowledge, services: Services) -> list[Tried]:
    found: list[Tried | None] = []
    for fold in range(QUESTION_FOLDS):
        young, anew = newly_taught(knowledge, fold)
        known = Known.of(young, services)
        found += [tried(known, one.text, (one.entry,), TAUGHT_WEIGHT) for one in anew]
    return [one for one in found if one]


def without(entry: Entry, gone: str) -> Entry:
    return replace(entry, see=tuple(name for name in entry.see if name != gone))


# In the order of fit_weights.NAMES: 1 never speaks against a fit, -1 never for it.
SIGNS = np.array([1, 1, 1, 1, -1, 1, -1, -1, 1, -1, 0], float)


def learn_fit(found: Sequence[Tried]) -> FitModel:
    x = np.array([fit.features(one.evidence) for one in found])
    y = np.array([one.right for one in found], float)
    model = logistic(x, y, weight=np.array([one.weight for one in found]), penalty=0.3, least=SIGNS)
    return FitModel(model.bias, tuple(map(float, model.weights)))


def learn_right(found: Sequence[Tried]) -> RightModel:
    asked = [one for one in found if one.first is not None]
    y = np.array([bool(one.first) for one in asked], float)
    weight = np.array([one.weight for one in asked])
    model = logistic(np.array([[one.lead] for one in asked]), y, weight=weight, penalty=0.01)
    return RightModel(model.bias, float(model.weights[0]))


# ---- gate --------------------------------------------------------------------------------------------------------


def fit_logit(known: Known, text: str) -> float:
    """The log odds that an entry fits."""
    return fit.logit(search.seek(known, surface.read(text, known.speech.words).own).fit)


# What wants no reply weighs as much and a half as what does, however many examples of it there are: a confidence must
# mean the same whatever was added to the training.
QUIET_WEIGHT = 1.5


def learn_gate(forms: Array, fits: Array, wanted: Array) -> Logistic:
    """Is a reply wanted in the room, and is it one that we have?"""
    x = np.column_stack([np.minimum(forms, CERTAIN), fits])
    quiet = QUIET_WEIGHT * wanted.sum() / max(1.0, (1 - wanted).sum())
    return logistic(x, wanted, weight=np.where(wanted > 0, 1.0, quiet), penalty=0.1, least=np.array([1.0, 1.0]))
