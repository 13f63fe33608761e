"""`python -m tests.evaluation --choose`: learns the weights, chooses the thresholds, writes them where the bot reads them.

Only the tuning half, the base and training.txt are used. The thresholds follow from what is asked of the bot: the
lowest gate at which no more than QUIET_SHARE of what wants no answer would get one.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.core.decide import fit_weights
from bot.core.decide.known import Known
from bot.core.model import Knowledge
from bot.core.services import Services
from tests.evaluation import learning
from tests.evaluation.cases import Case
from tests.evaluation.learning import Example, Forms, Logistic

CORE = Path(__file__).parents[2] / "bot" / "core"
LEAST = 0.05  # a smaller weight of a wording decides nothing
WRITTEN = '"""Learned weights of {of}. Written by `python -m tests.evaluation --choose`; not by hand."""\n\n'


def choose(knowledge: Knowledge, services: Services, tuning: Sequence[Case]) -> dict[str, float]:
    """Writes form_weights.py and fit_weights.py; returns the gate, to be written into thresholds.py."""
    known = Known.of(knowledge, services)
    room = learning.of_cases(tuning)
    tests = learning.of_tests(knowledge)
    own = [*room, *learning.examples(), *tests]
    found = [*own, *learning.of_base(knowledge)]
    seen = [learning.read(known, one.text) for one in found]
    write_forms(learning.learn_forms(found, seen))
    tries = [*learning.tried_cases(known, tuning), *learning.tried_tests(known), *learning.left_out(knowledge, services)]
    fitting = learning.learn_fit(tries)
    write_fit(fitting)
    return gate(known, fitting, tuning, own, learning.unseen_logits(found, seen, len(own)))


def gate(
    known: Known, fitting: Logistic, tuning: Sequence[Case], own: Sequence[Example], forms: learning.Array
) -> dict[str, float]:
    tests = {text for entry in known.knowledge.entries for text in entry.tests}
    answered = tests | {case.message.text for case in tuning if case.kind == "in-scope"}
    asked = tests | {case.message.text for case in tuning}
    kept = [at for at, one in enumerate(own) if one.text in asked or not one.wanted]
    fits = np.array([learning.fit_logit(known, fitting, own[at].text) for at in kept])
    wanted = np.array([own[at].text in answered for at in kept], float)
    model = learning.learn_gate(forms[kept], fits, wanted)
    return {"gate_bias": model.bias, "gate_form": float(model.weights[0]), "gate_fit": float(model.weights[1])}


# ---- writing -----------------------------------------------------------------------------------------------------


def write_forms(model: Forms) -> None:
    lines = ["from collections.abc import Mapping\n\n", f"BIAS = {model.bias:.3f}\n"]
    lines += table("FORM_WEIGHTS", model.forms)
    lines += table("WORDING_WEIGHTS", {one: weight for one, weight in model.wording.items() if abs(weight) >= LEAST})
    text = WRITTEN.format(of="form.py") + "".join(lines)
    (CORE / "understand" / "form_weights.py").write_text(text, encoding="utf-8")


def table(name: str, weights: Mapping[str, float]) -> list[str]:
    return [f"{name}: Mapping[str, float] = {{\n", *packed(f'"{key}": {value:.2f},' for key, value in weights.items()), "}  # fmt: skip\n"]


def packed(items: Iterable[str]) -> list[str]:
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) > 118:
            lines.append(line + "\n")
            line = "   "
        line += f" {item}"
    return [*lines, line + "\n"]


def write_fit(model: Logistic) -> None:
    weights = ", ".join(f"{weight:.3f}" for weight in model.weights)
    text = WRITTEN.format(of="fit.py") + f"NAMES = {names()}\nBIAS = {model.bias:.3f}\nWEIGHTS = ({weights})\n"
    (CORE / "decide" / "fit_weights.py").write_text(text, encoding="utf-8")


def names() -> str:
    return "(" + ", ".join(f'"{name}"' for name in fit_weights.NAMES) + ")"
