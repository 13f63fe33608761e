"""Time for a message at 100 to 100,000 questions, beside rapidfuzz and bm25s on the same texts in the same run.

    python -m tests.benchmarks.matching.speed [FOLDER] [QUESTIONS …]

FOLDER is a knowledge folder (`knowledge/`); its questions are cut and glued into bases of each size, which leave to
people what it leaves to them. A message is glued in the same way, so that it nearly always asks something. Times are
wall times of one thread: median and 95th percentile of a message, seconds of a build, MB that the index keeps.
"""

import argparse
import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # before numpy starts its threads
    os.environ.setdefault(name, "1")

import bm25s  # noqa: E402
from rapidfuzz import fuzz, process  # noqa: E402

from bot.core.matching import Index  # noqa: E402
from bot.core.mind import Mind  # noqa: E402
from bot.core.model import Knowledge, Message  # noqa: E402
from bot.core.text import language_of, normalise  # noqa: E402
from tests.benchmarks.matching.bases import glued, load, made  # noqa: E402

SIZES = (100, 1_000, 10_000, 100_000)
MESSAGES = 100
Answer = Callable[[str], object]


def main() -> None:
    options = arguments()
    print(f"{'questions':>9}  {'method':<24}{'median ms':>10}{'p95 ms':>10}{'build s':>10}{'MB':>8}")
    real = load(options.folder)
    for size in options.sizes or SIZES:
        knowledge = made(real, size)
        texts = [question for entry in knowledge.entries for question in entry.questions]
        messages = list(islice(glued(real, 1), MESSAGES))
        for method, build in methods(knowledge):
            print(f"{size:>9}  {method:<24}{measured(build, texts, messages)}", flush=True)


def methods(knowledge: Knowledge) -> Iterator[tuple[str, Callable[[Sequence[str]], Answer]]]:
    """Name and builder of each: texts -> a function that finds the best of them for a message."""
    yield "facteur, ranking", lambda _texts: Index.build(knowledge).rank
    yield "facteur, whole decision", lambda _texts: decided(Mind.build(knowledge))
    yield "rapidfuzz WRatio", lambda texts: fuzzy(texts, fuzz.WRatio)
    yield "rapidfuzz token_set_ratio", lambda texts: fuzzy(texts, fuzz.token_set_ratio)
    yield "bm25s, stems", lambda texts: ranked(texts, knowledge.language)


def decided(mind: Mind) -> Answer:
    """As seen in the room, where a message is also read for its form."""
    return lambda message: mind.decide(Message(text=message))


def fuzzy(texts: Sequence[str], scorer: Callable[..., float]) -> Answer:
    plain = [normalise(text) for text in texts]
    return lambda message: process.extractOne(normalise(message), plain, scorer=scorer)


def ranked(texts: Sequence[str], language: str) -> Answer:
    stem = language_of(language).stem
    known = bm25s.BM25()
    known.index([stem(normalise(text).split()) for text in texts], show_progress=False)
    count = min(5, len(texts))
    return lambda message: known.retrieve([stem(normalise(message).split())], k=count, show_progress=False)


def measured(build: Callable[[Sequence[str]], Answer], texts: Sequence[str], messages: Sequence[str]) -> str:
    gc.collect()
    before, started = resident(), time.perf_counter()
    answer = build(texts)
    built, kept = time.perf_counter() - started, resident() - before
    answer(messages[0])
    times = sorted(timed(answer, message) for message in messages)
    return f"{times[len(times) // 2]:>10.2f}{times[int(0.95 * len(times))]:>10.2f}{built:>10.2f}{kept:>8.0f}"


def timed(answer: Answer, message: str) -> float:
    started = time.perf_counter()
    answer(message)
    return 1000 * (time.perf_counter() - started)


def resident() -> float:
    """MB that the process holds, from the kernel."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("knowledge"))
    parser.add_argument("sizes", nargs="*", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    main()
