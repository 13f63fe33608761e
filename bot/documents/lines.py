"""The lines of a page, tidied for the Markdown parser: every result line knows the line of the file it came from.

GitBook tags and `<details>` come to stand alone between empty lines, link targets with spaces get their `<>`, other
dialects become tags. Nothing is interpreted here, nothing is dropped but the front matter (returned apart).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from bot.errors import Fault

OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16
FENCE = re.compile(r"^[\s>]*(?:[*+-]\s+|\d+[.)]\s+)?(?P<mark>`{3,}|~{3,})")
LEAD = re.compile(r"^(?P<outer>\s*(?:>\s?)*)(?P<mark>(?:[*+-]|\d+[.)])\s+)?")
# What must stand on a line of its own. A tag that never closes ends with its line.
ALONE = re.compile(r"\{%.*?(?:%\}|$)|</?details\b[^>]*>|<summary\b[^>]*>.*?</summary>|</summary>", re.I)
# `[text](file (1).md)`: a target with spaces; a quoted title after the target is not one.
SPACED = re.compile(r"(\]\()((?![<\s])[^()\n\"]*?(?:\([^()\n]*\)[^()\n\"]*?)*)(\s+\"[^\"\n]*\")?\)")
# An editor's slip: the two characters backslash and n glued to an address, then the next sentence.
GLUED = re.compile(r"(https?://[^\s\\<>)\]]+)(?:\\n)+")
DIALECT = re.compile(r"^\s*///\s*(?P<name>[\w-]*)\s*(?:\|\s*(?P<title>.*?))?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`lines`: as in the file. `text`: for the parser; its line i (from 0) is the file's line `numbers[i]` (from 1)."""

    name: str
    lines: tuple[str, ...]
    text: str
    numbers: tuple[int, ...]
    title: str = ""
    description: str = ""
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, value: str, expected: str) -> None:
        self.faults.append(Fault(self.name, line, 1, "", value.strip()[:80], expected))


def prepare(data: bytes, name: str) -> Source:
    """The bytes of a page. Never fails: bytes that are not UTF-8 are shown as � and listed."""
    faults: list[Fault] = []
    text = decode(data, name, faults)
    lines = re.split(r"\r\n|\r|\n", text)
    start, front = front_matter(lines, name, faults)
    pairs = list(tidy(lines, start))
    return Source(
        name=name,
        lines=tuple(lines),
        text="\n".join(line for line, _ in pairs),
        numbers=tuple(number for _, number in pairs),
        title=front.get("title", ""),
        description=front.get("description", ""),
        faults=faults,
    )


def decode(data: bytes, name: str, faults: list[Fault]) -> str:
    if data.startswith(OTHER_MARKS):  # every letter would be one of rubbish: there is nothing to draft from
        faults.append(Fault(name, 0, 0, "", "UTF-16", "UTF-8 text"))
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        faults.append(Fault(name, line, 1, "", repr(data[e.start : e.start + 8])[2:-1], "UTF-8 text"))
        return data.decode("utf-8-sig", errors="replace").replace("\0", "�")


def front_matter(lines: list[str], name: str, faults: list[Fault]) -> tuple[int, dict[str, str]]:
    """The index of the first line after it, and its texts; what is not a text is of no use here."""
    if lines[0].rstrip() != "---":
        return 0, {}
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        return 0, {}
    try:
        found = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError):
        faults.append(Fault(name, 1, 1, "", "---", "front matter in YAML"))
        found = None
    return end + 1, {k: v.strip() for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}


def tidy(lines: list[str], start: int) -> Iterator[tuple[str, int]]:
    """The lines for the parser, each with its number in the file (from 1)."""
    fence = ""
    blocks: list[str] = []  # open blocks of the `///` dialect
    for number, line in enumerate(lines[start:], start + 1):
        mark = FENCE.match(line)
        if fence or mark:
            fence = fence_after(fence, mark, line)
            yield line, number
        elif dialect := DIALECT.match(line):
            yield from ((part, number) for part in ("", tag_of(dialect, blocks), ""))
        else:
            yield from ((part, number) for part in parts_of(line))


def fence_after(fence: str, mark: re.Match[str] | None, line: str) -> str:
    """The fence still open after this line."""
    if not fence:
        return mark["mark"] if mark else ""
    closes = line.strip().startswith(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence


def tag_of(found: re.Match[str], blocks: list[str]) -> str:
    """`/// details | title` and `///` as tags."""
    if not found["name"]:
        return "{% end" + (blocks.pop() if blocks else "block") + " %}"
    name, title = found["name"].lower(), (found["title"] or "").replace('"', "”")
    blocks.append("details" if name == "details" else "hint")
    if name == "details":
        return '{% details title="' + title + '" %}'
    return '{% hint style="' + name + '" title="' + title + '" %}'


def parts_of(line: str) -> Iterator[str]:
    """One line, cut where something must stand alone; the lead (quote marks, bullet) is kept in front of each part."""
    if "](" in line:
        line = SPACED.sub(pointed, line)
    if "\\n" in line and (glued := GLUED.search(line)):
        yield line[: glued.end(1)]
        yield ""
        yield from parts_of(line[glued.end() :])
        return
    if "{%" not in line and "<" not in line:
        yield line
        return
    cuts = [found for found in ALONE.finditer(line) if line.count("`", 0, found.start()) % 2 == 0]
    if not cuts or line.lstrip().startswith("|"):
        yield line
        return
    yield from pieces(line, cuts)


def pieces(line: str, cuts: list[re.Match[str]]) -> Iterator[str]:
    lead = LEAD.match(line)
    outer, mark = (lead["outer"], lead["mark"] or "") if lead else ("", "")
    first, rest = outer + mark, outer + " " * len(mark)
    empty = outer.rstrip()
    position = len(first)
    for cut in cuts:
        before = line[position : cut.start()].strip()
        if before:
            yield first + before
            first = rest
        if not mark or first == rest:
            yield empty
        yield first + cut[0]
        yield empty
        first, position = rest, cut.end()
    if line[position:].strip():
        yield first + line[position:].strip()


def pointed(found: re.Match[str]) -> str:
    opening, target, title = found[1], found[2].strip(), found[3] or ""
    return f"{opening}<{target}>{title})" if " " in target else found[0]
