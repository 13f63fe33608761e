"""A change of files as data: what stood there, what stands there now, and enough around it to find the place again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

# Letters kept on each side of the place: enough that it is found again in a file that grew elsewhere.
AROUND = 200


class Moved(LookupError):
    """The place is not there any more, or no longer the only one."""


@dataclass(frozen=True, slots=True)
class Patch:
    path: str  # below the folder
    head: str
    before: str
    after: str
    tail: str

    def undo(self, text: str) -> str:
        """The text with what stood there before. Moved: somebody has changed the place since."""
        start = self.place(text)
        return text[:start] + self.before + text[start + len(self.after) :]

    def stands(self, text: str) -> bool:
        """Whether the text is the one after the change, as far as this place is concerned."""
        return text.count(self.head + self.after + self.tail) == 1

    def place(self, text: str) -> int:
        around = self.head + self.after + self.tail
        if text.count(around) == 1:
            return text.index(around) + len(self.head)
        # The neighbours have changed: what was written is place enough when it is there once.
        if self.after.strip() and text.count(self.after) == 1:
            return text.index(self.after)
        raise Moved(self.path)


def between(path: str, old: str, new: str) -> Patch:
    """What differs, in whole lines."""
    start = common(old, new)
    start = old.rfind("\n", 0, start) + 1
    end = common(old[start:][::-1], new[start:][::-1])
    while end and old[len(old) - end - 1 : len(old) - end] not in ("\n", ""):
        end -= 1
    stop_old, stop_new = len(old) - end, len(new) - end
    head, tail = old[max(0, start - AROUND) : start], old[stop_old : stop_old + AROUND]
    return Patch(path, head, old[start:stop_old], new[start:stop_new], tail)


def common(one: str, other: str) -> int:
    """Length of the common beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def pack(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """The patches of several files, in the order in which they were written."""
    return json.dumps([asdict(between(path, old[path], text)) for path, text in new.items()])


def unpack(text: str) -> Sequence[Patch]:
    return [Patch(**one) for one in json.loads(text)]
