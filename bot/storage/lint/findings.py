"""A finding: a fault and how grave it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import Fault
from bot.storage.faults import at
from bot.storage.knowledge import Base
from bot.storage.sheets import Sheet, word
from bot.storage.yaml_tree import Node, Pairs


class Severity(StrEnum):
    ERROR = "error"  # the bot refuses the base, or answers wrongly with it
    REMARK = "remark"  # it works, and would work better otherwise


@dataclass(frozen=True, slots=True)
class Finding:
    fault: Fault
    severity: Severity

    def __str__(self) -> str:
        return f"{self.severity}: {self.fault}"


def remark(sheet: Sheet, node: Node | None, key: str, value: str, expected: str) -> Finding:
    return Finding(at(node, sheet.name, key=key, value=value, expected=expected), Severity.REMARK)


def error(sheet: Sheet, node: Node | None, key: str, value: str, expected: str) -> Finding:
    return Finding(at(node, sheet.name, key=key, value=value, expected=expected), Severity.ERROR)


def written(base: Base) -> Iterator[tuple[Sheet, Pairs, str]]:
    """Each entry as its file has it, with its id, in the order of the files."""
    for sheet in base.faq:
        for node in sheet.entries():
            name = word(node, "id")
            yield sheet, node, name.text if name else ""
