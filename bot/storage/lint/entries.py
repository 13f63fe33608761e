"""Entries that are found badly: too few questions, no tests."""

from collections.abc import Iterator

from bot.storage.knowledge import Base
from bot.storage.lint.findings import Finding, remark, written
from bot.storage.sheets import words

# Measured on the benchmark bases: five phrasings an entry find the right one 12 points more often than one does,
# and below three the confidence is no longer worth its name. Twelve is what the team's own entries aim at.
FEW, ENOUGH = 3, 12


def findings(base: Base) -> Iterator[Finding]:
    for sheet, node, entry in written(base):
        count = len(words(node, "questions"))
        if count < ENOUGH:
            least = f"at least {FEW}" if count < FEW else f"{ENOUGH} or more"
            expected = f"{least} questions, as different people would ask it"
            yield remark(sheet, node.get("questions"), "questions", f"{entry} has {count}", expected)
        if not words(node, "tests"):
            yield remark(sheet, node, "tests", f"{entry} has none", "questions that must find it, not among its own")
