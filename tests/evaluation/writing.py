"""Writes what was learnt and chosen into the core: form_weights.py, form_wording.txt, form.bin, fit_weights.py,
follow_weights.py and thresholds.py."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.core.decide import fit_weights, follow_weights
from bot.core.decide.clues import HeardModel
from bot.core.decide.known import Known
from bot.core.decide.second_look import LookModel
from bot.core.text.meanings import tables
from bot.core.understand.form import FormModel

CORE = Path(__file__).parents[2] / "bot" / "core"
LEAST = 0.05  # a smaller weight of a wording decides nothing
WRITTEN = '"""Learned weights of {of}. Written by `python -m tests.evaluation --choose`; not by hand."""\n\n'


def write_forms(model: FormModel) -> None:
    lines = [f"BIAS = {model.bias:.3f}\n", "FORMS = (  # whose numbers form.bin holds, in this order\n"]
    lines += [*packed(f'"{name}",' for name in model.forms), ")  # fmt: skip\n"]
    text = WRITTEN.format(of="form.py") + "".join(lines)
    (CORE / "understand" / "form_weights.py").write_text(text, encoding="utf-8")
    told = (f"{weight:.2f} {one}\n" for one, weight in model.wording.items() if abs(weight) >= LEAST)
    (CORE / "understand" / "form_wording.txt").write_text("".join(told), encoding="utf-8")
    numbers = tables.packed((model.straight, model.hidden, model.hidden_bias, model.out))
    (CORE / "understand" / "form.bin").write_bytes(numbers)


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


def write_decisions(known: Known) -> None:
    fit, right = known.fit_model, known.right_model
    text = WRITTEN.format(of="second_look.py and fit.py")
    text += f"LOOK_NAMES = {names(fit_weights.LOOK_NAMES)}\nLOOK = {numbers(known.look_model.weights)}\n"
    text += f"NAMES = {names(fit_weights.NAMES)}\nBIAS = {fit.bias:.3f}\nWEIGHTS = {numbers(fit.straight)}\n"
    rows = "".join(f"    {numbers(row, 2)},\n" for row in fit.hidden)
    text += f"HIDDEN = (  # a row a unit, in the order of NAMES\n{rows})\n"
    text += f"HIDDEN_BIAS = {long(fit.hidden_bias)}\nOUT = {long(fit.out)}\n"
    text += f"RIGHT = {numbers((right.bias, right.score, right.youth))}\n"
    (CORE / "decide" / "fit_weights.py").write_text(text, encoding="utf-8")


def write_talk(clues: LookModel, heard: HeardModel) -> None:
    text = WRITTEN.format(of="clues.py")
    text += f"CLUE_NAMES = {names(follow_weights.CLUE_NAMES)}\nCLUES = {numbers(clues.weights)}\n"
    text += f"HEARD_NAMES = {names(follow_weights.HEARD_NAMES)}\nHEARD_BIAS = {heard.bias:.3f}\n"
    text += f"HEARD = {numbers(heard.weights)}\n"
    (CORE / "decide" / "follow_weights.py").write_text(text, encoding="utf-8")


def names(some: Iterable[str]) -> str:
    return "(\n" + "".join(f'    "{name}",\n' for name in some) + ")"


def numbers(some: Iterable[float], digits: int = 3) -> str:
    return f"({', '.join(f'{number:.{digits}f}' for number in some)})"


def long(some: Iterable[float]) -> str:
    """The same on as many lines as it takes."""
    return "(\n" + "".join(packed(f"{number:.3f}," for number in some)) + ")  # fmt: skip"
