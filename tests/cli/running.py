"""The command line as its user runs it: a process, its output, its exit code."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
KNOWLEDGE = ROOT / "tests" / "testdata" / "knowledge"


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str


def facteur(*arguments: str, given: str | bytes = "", knowledge: Path = KNOWLEDGE, **environment: str) -> Ended:
    """`python -m bot …` with this knowledge and nothing else of the environment's BOT_ variables."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=ROOT,
        env={**clean, "BOT_KNOWLEDGE": str(knowledge), **environment},
        timeout=60,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
