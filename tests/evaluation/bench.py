"""A benchmark case (knowledge/ and queries.jsonl) under the same rules, each query addressed to the bot."""

import json
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from bot.core.mind import Mind
from bot.core.model import Outcome
from bot.storage.knowledge import load
from tests.evaluation import report
from tests.evaluation.cases import Case, Expected, case_of
from tests.evaluation.judging import Judged, Mark, judge
from tests.evaluation.measures import shares


def cases(folder: Path) -> list[Case]:
    rows = map(json.loads, (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines())
    return [query(row["text"], row["expect"]) for row in rows]


def query(text: str, entry: str | None) -> Case:
    expected = Expected(answers=(entry,)) if entry else Expected(outcomes=("handover", "help", "silent"))
    return case_of("in scope" if entry else "out of scope", text, expected, addressed=True)


def measure(folder: Path) -> tuple[str, list[Judged]]:
    """A table row for each side and the judged messages."""
    mind = Mind.build(load(folder / "knowledge"))
    asked = cases(folder)
    start = perf_counter()
    judged = judge(mind, asked)
    each = 1000 * (perf_counter() - start) / len(asked)
    return f"{folder.name} ({each:.1f} ms a message)", judged


def found(folders: Sequence[Path]) -> list[Path]:
    """The cases named, or those below a folder of cases."""
    named = [folder for folder in folders if (folder / "queries.jsonl").exists()]
    return named + [path.parent for folder in folders for path in sorted(folder.glob("*/queries.jsonl"))]


def tables(folders: Sequence[Path]) -> str:
    rows, calibration = [], []
    for folder in found(folders):
        title, judged = measure(folder)
        for side in ("in scope", "out of scope"):
            part = [one for one in judged if one.case.kind == side]
            if part:
                rows.append((title, side, str(len(part)), *(report.percent(shares(part).of(mark)) for mark in Mark)))
        answered = sum(one.decision.outcome is Outcome.ANSWER for one in judged)
        calibration.append(f"{folder.name}: {answered} answers\n\n{report.reliability(judged)}")
    head = report.table(("case", "side", "messages", *(mark.value for mark in Mark)), rows)
    return "\n\n".join(["### Benchmark cases, every query addressed to the bot", head, *calibration])
