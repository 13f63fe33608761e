"""What is wrong with a knowledge folder (errors: the bot does not start on it) and what could be better (remarks).

Each finding has its place. Whether an entry is found by its own tests is `kb test`'s question, not this room's.
"""

from pathlib import Path

from bot.errors import FileWrong
from bot.storage import knowledge
from bot.storage.lint import answers, entries, lexicon, questions
from bot.storage.lint.findings import Finding, Severity

__all__ = ["Finding", "Severity", "lint"]

# All that is looked at, in one place; each takes the Base and yields findings.
RULES = (questions.findings, entries.findings, answers.findings, lexicon.findings)


def lint(folder: Path) -> list[Finding]:
    """Every finding, in the order of files and lines. A base that does not load has errors only."""
    try:
        base = knowledge.read(folder)
    except FileWrong as wrong:
        return [Finding(fault, Severity.ERROR) for fault in wrong.faults]
    found = [finding for rule in RULES for finding in rule(base)]
    return sorted(found, key=lambda one: (one.fault.file, one.fault.line, one.fault.column, one.fault.expected))
