"""Everything that can go wrong, as one tree; nothing else may come in here.

    FacteurError
    ├── FileWrong         the file is wrong: a list of faults, each with its place, its value and what was expected
    ├── SettingsWrong     the settings are wrong: every mistake at once (exit code 2)
    ├── RequestWrong      the person asked wrong: one French sentence, shown as it is
    └── WorldFailed       the world failed: logged, apologised for, tried again
        └── AccessRefused the homeserver does not want this account: stop, do not try again

A mail server that is down is not an error: it is a check's result.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a file: where (line and column from 1, 0 when unknown), what stands there, what was expected."""

    file: str
    line: int
    column: int
    key: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        value = f" {self.value!r}," if self.value else ""
        return f"{place}:{key}{value} expected {self.expected}"


class FacteurError(Exception):
    """The root: whatever this project raises on purpose."""


class FileWrong(FacteurError):
    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class SettingsWrong(FacteurError):
    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class RequestWrong(FacteurError):
    """The sentence is French and goes to the person as it stands."""


class WorldFailed(FacteurError):
    """Network, homeserver, disk: may be better in a moment."""


class AccessRefused(WorldFailed):
    """`M_UNKNOWN_TOKEN`, `ORG_MATRIX_EXPIRED_ACCOUNT`, `M_USER_DEACTIVATED`, a refused password: trying again harms."""
