"""`python -m tests.evaluation [--choose] [--bench DIR …] [--write] [--misses]`: how well the bot understands."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot import __version__
from bot.core.mind import Mind
from bot.core.model import Knowledge
from bot.core.services import Services
from bot.storage import services
from bot.storage.knowledge import load
from tests.evaluation import bench, cases, choosing, examples, report
from tests.evaluation.judging import Judged, Mark, judge

ROOT = Path(__file__).parents[2]
RESULTS = Path(__file__).parent / "RESULTS.md"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=ROOT / "knowledge", metavar="DIR")
    parser.add_argument("--choose", action="store_true", help="learn weights and thresholds again, on the tuning half")
    parser.add_argument("--bench", type=Path, nargs="+", default=(), metavar="DIR", help="benchmark cases as well")
    parser.add_argument("--write", action="store_true", help="add the figures to RESULTS.md")
    parser.add_argument("--misses", action="store_true", help="show the messages of the tuning half that went wrong")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    knowledge, offered = load(given.knowledge), services.load(given.knowledge / "services.yaml")
    tuning, test = cases.halves(cases.load())
    if given.choose:
        print("chosen:", choosing.choose(knowledge, offered, tuning))
        print("The weights are read at the next start: run again to measure.")
        return
    mind = Mind.build(knowledge, offered)
    judged = judge(mind, tuning)
    print(text := report.full(judged, judge(mind, test), taught(knowledge, offered)))
    if given.misses:
        print(misses(judged))
    if given.bench:
        more = bench.tables(given.bench)
        print(more)
        text += f"\n{more}\n"
    if given.write:
        write(text)


def taught(knowledge: Knowledge, offered: Services) -> dict[str, list[Judged]]:
    """What is asked of entries that a moderator has just taught, the test half of them, by how it is worded."""
    some = [one for one in examples.taught() if not one.tuning]
    mind = Mind.build(examples.with_taught(knowledge, some), offered)
    wordings = {"in other words": examples.asked_of(some), "nearly in the words taught": examples.nearly_asked_of(some)}
    return {
        how: judge(mind, [cases.asked_case(one.text, one.entry, addressed=to) for one in asked for to in (False, True)])
        for how, asked in wordings.items()
    }


def misses(judged: Sequence[Judged]) -> str:
    """Of the tuning half only: the test half is for figures."""
    wrong = (one for one in judged if one.mark is not Mark.RIGHT)
    return "\n".join(
        f"{one.case.id} {one.mark}: {one.case.message.text!r} -> {one.decision.outcome} "
        f"{[match.entry for match in one.decision.matches]}\n    " + "\n    ".join(one.decision.why)
        for one in wrong
    )


def write(text: str) -> None:
    """One part a release, the newest on top."""
    parts = RESULTS.read_text(encoding="utf-8").split("\n## ")[1:] if RESULTS.exists() else []
    today = datetime.now(UTC).date().isoformat()
    kept = [part.rstrip() + "\n" for part in parts if not part.startswith(f"{__version__},")]
    RESULTS.write_text(
        "\n## ".join(["# Results of the evaluation\n", f"{__version__}, {today}\n\n{text}", *kept]), "utf-8"
    )


if __name__ == "__main__":
    main()
