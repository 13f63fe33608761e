"""`python -m tests.evaluation --choose`: learns the weights, chooses the thresholds, writes them into the core.

Only the tuning half, the base, training.txt, unanswered.txt and asked.txt are used. Thresholds are chosen with weights
that have not seen the message judged (folds), or they would trust the weights too much; and on what is asked in
asked.txt too, since the base was mended after the misses of the tuning half.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np

from bot.core.decide import fit_weights
from bot.core.decide.fit import FitModel
from bot.core.decide.known import Known
from bot.core.decide.thresholds import THRESHOLDS
from bot.core.mind import Mind
from bot.core.model import Knowledge, Message
from bot.core.services import Services
from bot.core.understand.form import FormModel
from tests.evaluation import learning, measures
from tests.evaluation.cases import QUIET, Case, Expected
from tests.evaluation.judging import Mark, judge
from tests.evaluation.learning import Example

CORE = Path(__file__).parents[2] / "bot" / "core"
# What a share of wrong answers, of replies to what wants none and of answers to what the base does not know costs, in
# shares of right answers: the two faults that people do not forgive weigh most.
# training.txt and unanswered.txt hold mostly what is hard to tell from a question, far more of it than a room does.
WRONG, FALSE, UNKNOWN, HARD, UNANSWERED = 4.0, 3.0, 2.0, 0.3, 0.3
FIT = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35)
# Under about even odds an answer is none: the nearest are offered. A gate above 0.65 leaves one question in four
# unheard.
ROOM, SURE, FORM_LEAST = (0.45, 0.55, 0.65), (0.46, 0.54), (0.3, 0.4)
LEAST = 0.05  # a smaller weight of a wording decides nothing
WRITTEN = '"""Learned weights of {of}. Written by `python -m tests.evaluation --choose`; not by hand."""\n\n'


def choose(knowledge: Knowledge, services: Services, tuning: Sequence[Case]) -> dict[str, float]:
    """Writes form_weights.py, fit_weights.py and thresholds.py; returns the thresholds."""
    known = Known.of(knowledge, services)
    own = [*learning.of_cases(tuning), *learning.examples(), *learning.unanswered()]
    own += [*learning.of_asked(), *learning.of_tests(knowledge)]
    found = [*own, *learning.of_base(knowledge)]
    seen = [learning.read(known, one.text) for one in found]
    write_forms(learning.learn_forms(found, seen))
    models = learning.folded(found, seen, len(own))
    tries = [
        *learning.tried_cases(known, tuning),
        *learning.tried_tests(known),
        *learning.tried_asked(known),
        *learning.tried_unanswered(known),
        *learning.held_out(knowledge, services),
        *learning.left_out(knowledge, services),
    ]
    fitting = learning.learn_fit(tries)
    write_fit(fitting)
    known = replace(known, fit_model=fitting)
    given = gate(known, tuning, own, learning.unseen_logits(models, seen, len(own)))
    known = replace(known, thresholds=replace(THRESHOLDS, **given))
    given |= best(known, unseen_minds(known, models), own, tuning)
    given["fit"] = best_fit(replace(known, thresholds=replace(known.thresholds, **given)), tuning)
    write_thresholds(given)
    return given


def gate(known: Known, tuning: Sequence[Case], own: Sequence[Example], forms: learning.Array) -> dict[str, float]:
    tests = {text for entry in known.knowledge.entries for text in entry.tests}
    tests |= {one.text for one in learning.asked()}
    answered = tests | {case.message.text for case in tuning if case.kind == "in-scope"}
    asked = tests | {case.message.text for case in tuning} | {one.text for one in learning.unanswered()}
    kept = [at for at, one in enumerate(own) if one.text in asked or not one.wanted]
    fits = np.array([learning.fit_logit(known, own[at].text) for at in kept])
    wanted = np.array([own[at].text in answered for at in kept], float)
    model = learning.learn_gate(forms[kept], fits, wanted)
    return {"gate_bias": model.bias, "gate_form": float(model.weights[0]), "gate_fit": float(model.weights[1])}


def unseen_minds(known: Known, models: Sequence[FormModel]) -> list[Known]:
    return [replace(known, form_model=model) for model in models]


def best(known: Known, folds: Sequence[Known], own: Sequence[Example], tuning: Sequence[Case]) -> dict[str, float]:
    """The thresholds with the most right in the room, less what faults cost. Each message is judged by weights that
    have not seen it."""
    places = {one.text: at % len(folds) for at, one in enumerate(own)}
    cases = [case for case in tuning if case.kind in ("in-scope", "unknown", *QUIET)]
    cases += [asked_case(at, one) for at, one in enumerate(learning.asked())]
    others = [quiet_case(at, one) for at, one in enumerate(own) if not one.wanted and one.text not in texts(tuning)]
    outside = [quiet_case(at, one) for at, one in enumerate(learning.unanswered())]
    scored = []
    for room, sure, least in product(ROOM, SURE, FORM_LEAST):
        given = {"room": room, "room_ask": room, "sure": sure, "form_least": least}
        minds = [Mind(replace(one, thresholds=replace(known.thresholds, **given))) for one in folds]
        figures, harder, unknown = (headline(minds, places, some) for some in (cases, others, outside))
        cost = WRONG * figures.in_scope_wrong + FALSE * figures.false_replies + UNKNOWN * figures.unknown_answered
        cost += HARD * harder.false_replies + UNANSWERED * unknown.false_replies
        scored.append((round(cost - figures.in_scope_right, 4), room, sure, given, figures))
        print(
            f"{given}: {figures.in_scope_right:.3f} right, {figures.in_scope_wrong:.3f} wrong, false "
            f"{figures.false_replies:.3f}, {harder.false_replies:.3f}, {unknown.false_replies:.3f}"
        )
    found = min(scored, key=lambda one: one[:3])
    print("on messages not seen:", found[4])
    return found[3]


def headline(minds: Sequence[Mind], places: Mapping[str, int], cases: Iterable[Case]) -> measures.Headline:
    return measures.headline([one for case in cases for one in judge(minds[places.get(case.message.text, 0)], [case])])


def best_fit(known: Known, tuning: Sequence[Case]) -> float:
    """The fit from which a message to the bot is answered or asked back, rather than handed over."""
    entries = known.knowledge.entries
    asked = [case for case in tuning if case.kind == "addressed"]
    asked += [direct(text, Expected(answers=(entry.id,))) for entry in entries for text in entry.tests]
    handed = Expected(outcomes=("handover",))
    unknown = [direct(case.message.text, handed) for case in tuning if case.kind in ("unknown", "addressed-unknown")]
    scored = []
    for least in FIT:
        mind = Mind(replace(known, thresholds=replace(known.thresholds, fit=least)))
        inside, outside = measures.shares(judge(mind, asked)), measures.shares(judge(mind, unknown))
        value = inside.of(Mark.RIGHT) + 0.7 * inside.of(Mark.OFFERED) - inside.of(Mark.WRONG)
        value -= outside.of(Mark.WRONG) + 0.3 * outside.of(Mark.MISSED)
        print(f"fit {least}: {value:.3f}, inside {dict(inside.by)}, outside {dict(outside.by)}")
        scored.append((-round(value, 3), least))
    return min(scored)[1]


def direct(text: str, expected: Expected) -> Case:
    return Case(id=text, kind="", style="", message=Message(text=text, addressed=True), expected=expected)


def texts(cases: Iterable[Case]) -> set[str]:
    return {case.message.text for case in cases}


def quiet_case(at: int, one: Example) -> Case:
    return Case(
        id=f"training-{at}",
        kind="chatter",
        style="",
        message=Message(text=one.text),
        expected=Expected(outcomes=("silent",)),
    )


def asked_case(at: int, one: learning.Asked) -> Case:
    return Case(
        id=f"asked-{at}",
        kind="in-scope",
        style="",
        message=Message(text=one.text),
        expected=Expected(answers=(one.entry,)),
    )


# ---- writing -----------------------------------------------------------------------------------------------------


def write_forms(model: FormModel) -> None:
    lines = ["from collections.abc import Mapping\n\n", f"BIAS = {model.bias:.3f}\n"]
    lines += table("FORM_WEIGHTS", model.forms)
    lines += table("WORDING_WEIGHTS", {one: weight for one, weight in model.wording.items() if abs(weight) >= LEAST})
    numbers = packed(f"{weight:.2f}," for weight in model.meaning)
    lines += ["MEANING_WEIGHTS: tuple[float, ...] = (\n", *numbers, ")  # fmt: skip\n"]
    text = WRITTEN.format(of="form.py") + "".join(lines)
    (CORE / "understand" / "form_weights.py").write_text(text, encoding="utf-8")


def table(name: str, weights: Mapping[str, float]) -> list[str]:
    return [
        f"{name}: Mapping[str, float] = {{\n",
        *packed(f'"{key}": {value:.2f},' for key, value in weights.items()),
        "}  # fmt: skip\n",
    ]


def packed(items: Iterable[str]) -> list[str]:
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) > 118:
            lines.append(line + "\n")
            line = "   "
        line += f" {item}"
    return [*lines, line + "\n"]


def write_thresholds(given: Mapping[str, float]) -> None:
    """Replaces the numbers in place: the comments that say what they are stay."""
    path = CORE / "decide" / "thresholds.py"
    text = path.read_text(encoding="utf-8")
    for name, value in given.items():
        text, count = re.subn(rf"(\n    {name}: float = )-?[\d.]+", rf"\g<1>{value:.2f}", text)
        if count != 1:
            raise ValueError(f"{path}: {name} stands there {count} times")
    path.write_text(text, encoding="utf-8")


def write_fit(model: FitModel) -> None:
    weights = ", ".join(f"{weight:.3f}" for weight in model.weights)
    text = WRITTEN.format(of="fit.py") + f"NAMES = {names()}\nBIAS = {model.bias:.3f}\nWEIGHTS = ({weights})\n"
    (CORE / "decide" / "fit_weights.py").write_text(text, encoding="utf-8")


def names() -> str:
    return "(" + ", ".join(f'"{name}"' for name in fit_weights.NAMES) + ")"
