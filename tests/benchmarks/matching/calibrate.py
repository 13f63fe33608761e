"""Fits the constants of `bot/core/matching/confidence.py` on bases' own questions; prints them and how well they fit.

    python -m tests.benchmarks.matching.calibrate FOLDER …

Each knowledge folder is cut to bases of 3 to 120 entries with 1 to 8 questions; some of the other questions of these
entries are asked (an entry fits) and questions of entries that were left out (none does). Deterministic.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.core.matching import Index
from bot.core.matching.confidence import NEAREST
from bot.core.model import Entry, Knowledge
from tests.benchmarks.matching.bases import load

ENTRIES, QUESTIONS = (3, 8, 16, 30, 60, 120), (1, 2, 3, 4, 8)
ASKED = 150  # messages of either kind a base
ROUNDS = 60

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Cut:
    """A base, messages that one of its entries fits, messages that none fits."""

    name: str
    base: Knowledge
    inside: list[str]
    outside: list[str]


def main() -> None:
    rng = random.Random(5)
    rows, groups = [], []
    for folder in map(Path, sys.argv[1:]):
        for cut in cuts(load(folder), folder.parent.name, rng):
            index = Index.build(cut.base)
            for fits, texts in ((1.0, cut.inside), (0.0, cut.outside)):
                found = [row for text in texts if (row := evidence(index, text))]
                rows += [(fits, *row) for row in found]
                groups += [f"{cut.name} {fits}"] * len(found)
    report(np.array(rows), groups)


def cuts(knowledge: Knowledge, name: str, rng: random.Random) -> Iterator[Cut]:
    for size in ENTRIES:
        for count in QUESTIONS:
            usable = [entry for entry in knowledge.entries if len(entry.questions) > count]
            if len(usable) >= size + 4:
                chosen = rng.sample(usable, min(len(usable), size + max(6, size // 3)))
                yield cut_of(chosen, (size, count), f"{name} {size} {count}", replace(knowledge, entries=()), rng)


def cut_of(chosen: list[Entry], shape: tuple[int, int], name: str, empty: Knowledge, rng: random.Random) -> Cut:
    size, count = shape
    kept, inside = [], []
    for entry in chosen[:size]:
        questions = rng.sample(entry.questions, len(entry.questions))
        asked = questions[count : count + 3]
        kept.append(
            replace(entry, questions=tuple(questions[:count]), title="" if entry.title in asked else entry.title)
        )
        inside += asked
    outside = [question for entry in chosen[size:] for question in entry.questions[:5]]
    rng.shuffle(inside)
    rng.shuffle(outside)
    return Cut(name, replace(empty, entries=tuple(kept)), inside[:ASKED], outside[:ASKED])


def evidence(index: Index, text: str) -> tuple[float, ...] | None:
    """Best logit, similarity of the nearest text, logarithms of the numbers of entries and questions."""
    seen = index.see(text)
    if seen is None:
        return None
    return (
        float(seen.logits.max()),
        seen.nearest,
        float(np.log(len(seen.classes))),
        float(np.log(max(1, index.questions))),
    )


def report(rows: Floats, groups: list[str]) -> None:
    fits, top, nearest, entries, questions = rows.T
    count = Counter(groups)
    weights = np.array([1 / count[group] for group in groups])
    features = np.stack([top, entries, questions, np.ones(len(top))], 1)
    fixed = NEAREST * nearest
    found = logistic_fit(features, fixed, fits, weights)
    sure = 1 / (1 + np.exp(-(features @ found + fixed)))
    loss = -(weights * np.log(np.where(fits > 0, sure, 1 - sure))).sum() / weights.sum()
    print(f"{len(rows)} messages; log loss {loss:.4f}")
    print("TOP, ENTRIES, QUESTIONS, NOTHING =", ", ".join(f"{value:.3f}" for value in found))
    for low in np.arange(0, 1, 0.2):
        band = (sure >= low) & (sure < low + 0.2)
        print(f"  {low:.1f} to {low + 0.2:.1f}: {np.average(fits[band], weights=weights[band]):.2f} in scope")


def logistic_fit(features: Floats, fixed: Floats, fits: Floats, weights: Floats) -> Floats:
    """Newton's method; `fixed` is added to the log-odds as it is."""
    found: Floats = np.zeros(features.shape[1])
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-(features @ found + fixed)))
        slope = features.T @ (weights * (sure - fits))
        curve = (features * (weights * sure * (1 - sure))[:, None]).T @ features
        found = found - np.linalg.solve(curve + 1e-6 * np.eye(len(found)), slope)
    return found


if __name__ == "__main__":
    main()
