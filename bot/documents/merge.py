"""Three texts into one: what the page changed, put into an answer that somebody has rewritten. Line by line, pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines `first` to `end` (excluded) of the former text become `lines`."""

    first: int
    end: int
    lines: tuple[str, ...]


def merge(then: str, now: str, mine: str) -> str | None:
    """`then` -> `now` applied to `mine`; None when both changed the same lines, or lines beside each other."""
    base = then.split("\n")
    theirs, ours = hunks(base, now.split("\n")), hunks(base, mine.split("\n"))
    new = [hunk for hunk in theirs if hunk not in ours]
    if any(touch(one, other) for one in new for other in ours):
        return None
    out = list(base)
    for hunk in sorted((*new, *ours), key=lambda hunk: (hunk.first, hunk.end), reverse=True):
        out[hunk.first : hunk.end] = hunk.lines
    return "\n".join(out)


def hunks(before: Sequence[str], after: Sequence[str]) -> list[Hunk]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [Hunk(a, b, tuple(after[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


def touch(one: Hunk, other: Hunk) -> bool:
    """They overlap, or leave no untouched line between them."""
    return one.first <= other.end and other.first <= one.end
