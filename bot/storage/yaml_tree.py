"""YAML text -> a tree whose every node knows its place; all faults of form, none of meaning.

Only plain data comes in: no tag, no anchor, no alias, no duplicate key, no second document. Every scalar stays the text
that was written: `no`, `3.10` and `2026-11-20` are words here, and the shapes say what they should have been.

The tree is built from libyaml's events and never by its composer: the composer recurses in C and dies of a
segmentation fault at some 20,000 brackets, and events are three times faster (210,000 of them in half a second).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.errors import Fault, FileWrong

MAX_BYTES = 20_000_000  # 100,000 questions with their answers are 10 MB; somebody's 50 MB file is a mistake
MAX_DEPTH = 20  # the deepest file of a knowledge base, the lexicon, has 5 levels
BOM = b"\xef\xbb\xbf"
LOADER = yaml.CSafeLoader
# What libyaml says -> what the writer should do. These are the slips of people who do not know YAML.
HINTS = (
    ("cannot start any token", "a text that begins with @, ` or % between quotes"),
    ("unknown directive", "a text that begins with @, ` or % between quotes"),
    ("mapping values are not allowed", 'a text that contains ": " between quotes'),
    ("could not find expected ':'", "a key and a colon, or text indented like the line above it"),
    ("did not find expected '-'", "a list item (- …) or the indentation of the list above"),
    ("did not find expected key", "a key at the indentation of the keys above, or the end of the quotes"),
    ("end of stream", "the end of the quotes that open before"),
    ("did not find expected node content", "a value, or the end of the brackets"),
    ("did not find expected ','", "a comma, or the end of the brackets"),
)


@dataclass(slots=True, eq=False)
class Node:
    """`start` and `end` are libyaml's marks: `index`, `line` and `column` in characters, from 0."""

    start: Any
    end: Any


@dataclass(slots=True, eq=False)
class Scalar(Node):
    text: str
    style: str = ""  # "", ', ", | or >


@dataclass(slots=True, eq=False)
class Items(Node):
    flow: bool
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Pairs(Node):
    flow: bool
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.pairs if name.text == key), None)


def read(path: Path, name: str) -> bytes:
    """The bytes of a file. FileWrong when it cannot be read or is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            expected = f"at most {MAX_BYTES // 1_000_000} MB; split it into several files"
            raise FileWrong([Fault(name, 0, 0, "", f"{path.stat().st_size // 1_000_000} MB", expected)])
        return path.read_bytes()
    except OSError as e:
        raise FileWrong([Fault(name, 0, 0, "", e.strerror or str(e), "a readable file")]) from e


def decode(data: bytes, name: str) -> str:
    """UTF-8, with or without its mark. FileWrong tells the byte that is not."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileWrong([Fault(name, 1, 1, "", "UTF-16", "a file saved as UTF-8")])
    data = data.removeprefix(BOM)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        good = data[: e.start].decode("utf-8")
        line, column = place_of(good, len(good))
        value = f"byte {data[e.start]:#04x} at position {e.start}"
        raise FileWrong([Fault(name, line, column, "", value, "a file saved as UTF-8")]) from e


def parse(text: str, name: str) -> Node | None:
    """The tree of a document, None when there is nothing but comments. FileWrong: every fault found."""
    root, faults = tree_of(text, name)
    if faults:
        raise FileWrong(faults)
    return root


def tree_of(text: str, name: str) -> tuple[Node | None, list[Fault]]:
    """The same with the keys that stand twice, for the tree is whole: what else is wrong can be told with them.
    FileWrong: it is no plain YAML, there is no tree to go on with."""
    builder = Builder(name)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.YAMLError as e:
        builder.faults.append(syntax_fault(e, text, name))
    if builder.faults:
        raise FileWrong([*builder.twice, *builder.faults])
    return builder.root, builder.twice


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")


def syntax_fault(error: yaml.YAMLError, text: str, name: str) -> Fault:
    """What libyaml says, with its place; its reader gives a position in bytes instead of a mark."""
    if isinstance(error, yaml.reader.ReaderError):
        index = len(text.encode()[: error.position].decode(errors="ignore"))
        return Fault(
            name, *place_of(text, index), "", f"U+{ord(text[index : index + 1] or chr(0)):04X}", "no control character"
        )
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", error))
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    stands = text[mark.index : mark.index + 1] if mark else ""
    before = text[: mark.index + 1].rpartition("\n")[2] if mark else ""
    indent = before[: len(before) - len(before.lstrip())]
    if "\t" in indent:
        return Fault(name, line, indent.index("\t") + 1, "", "\t", "spaces for indentation, never a tab")
    hint = next((hint for words, hint in HINTS if words in problem), f"valid YAML ({problem})")
    return Fault(name, line, column, "", stands.strip(), hint)


class Builder:
    """Takes events, holds the root and the faults. A stack, so that no depth of brackets can hurt."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.twice: list[Fault] = []  # keys that stand already
        self.stack: list[Items | Pairs] = []
        self.keys: list[Scalar | None] = []  # of each open mapping: the key whose value comes next
        self.seen: list[dict[str, int]] = []  # of each open collection: key -> line

    def take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self.refuse_magic(event)
                self.place(Scalar(event.start_mark, event.end_mark, event.value, event.style or ""))
            case yaml.SequenceStartEvent():
                self.open(event, Items(event.start_mark, event.end_mark, bool(event.flow_style)))
            case yaml.MappingStartEvent():
                self.open(event, Pairs(event.start_mark, event.end_mark, bool(event.flow_style)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.close(event)
            case yaml.AliasEvent():
                self.fault(event.start_mark, f"*{event.anchor}", "the text itself, no alias")
                self.place(Scalar(event.start_mark, event.end_mark, ""))
            case yaml.DocumentStartEvent() if self.root is not None:
                self.fault(event.start_mark, "---", "one document a file")

    def open(self, event: Any, node: Items | Pairs) -> None:
        self.refuse_magic(event)
        self.place(node)
        self.stack.append(node)
        self.keys.append(None)
        self.seen.append({})
        if len(self.stack) > MAX_DEPTH:
            self.fault(event.start_mark, "", f"at most {MAX_DEPTH} levels of nesting")
            raise FileWrong(self.faults)

    def close(self, event: Any) -> None:
        node = self.stack.pop()
        node.end = event.end_mark
        self.keys.pop()
        self.seen.pop()

    def place(self, node: Node) -> None:
        """The node becomes the root, an item, a key, or the value of the key before it."""
        if not self.stack:
            self.root = self.root or node
            return
        parent = self.stack[-1]
        if isinstance(parent, Items):
            parent.nodes.append(node)
        elif (key := self.keys[-1]) is not None:
            parent.pairs.append((key, node))
            self.keys[-1] = None
        else:
            self.keys[-1] = self.key(node)

    def key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self.fault(node.start, "", "a word as key")
            return Scalar(node.start, node.end, "")
        if (line := self.seen[-1].get(node.text)) is not None:
            expected = f"each key once; it stands already in line {line + 1}"
            self.twice.append(Fault(self.name, node.start.line + 1, node.start.column + 1, node.text, "", expected))
        self.seen[-1].setdefault(node.text, node.start.line)
        return node

    def refuse_magic(self, event: Any) -> None:
        if event.anchor:
            self.fault(event.start_mark, f"&{event.anchor}", "no anchor; quote a text that begins with &")
        if event.tag:
            self.fault(event.start_mark, event.tag, "no tag; quote a text that begins with !")

    def fault(self, mark: Any, value: str, expected: str) -> None:
        self.faults.append(Fault(self.name, mark.line + 1, mark.column + 1, "", shorten(value), expected))


def shorten(text: str, width: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def plain(node: Node | None) -> Any:
    """str, list, dict of a tree; None where nothing was written."""
    match node:
        case Scalar():
            return node.text if node.text or node.style else None
        case Items():
            return [plain(item) for item in node.nodes]
        case Pairs():
            return {key.text: plain(value) for key, value in node.pairs}
    return None


def walk(node: Node | None) -> Iterator[Scalar]:
    """Every scalar value below, in the order of the file."""
    match node:
        case Scalar():
            yield node
        case Items():
            for item in node.nodes:
                yield from walk(item)
        case Pairs():
            for _, value in node.pairs:
                yield from walk(value)
