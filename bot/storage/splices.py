"""Edits of a knowledge file as text: a new text from an old one, in which only the lines of one entry differ.

The tree says where things stand; the text is cut there and nothing is ever dumped again, so that comments, order,
quotes, blank lines and line ends of everything else stay byte for byte. (ruamel.yaml's round trip keeps our own files
once its width is without limit; it rewrites spaces within lists and before comments, and what was indented by hand.)
"""

import json
import re
from dataclasses import dataclass

import yaml

from bot.storage.sheets import Sheet, word
from bot.storage.yaml_tree import Items, Node, Pairs, Scalar

BLANK = " \t\r\n"


class Unsplicable(ValueError):
    """The file is sound and written in a form that cannot be edited in place; says which, in English."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Replace `start` to `end` (characters) of a file's text."""

    start: int
    end: int
    text: str

    def apply(self, whole: str) -> str:
        return whole[: self.start] + self.text + whole[self.end :]


def entry(sheet: Sheet, entry_id: str) -> Pairs | None:
    return next((node for node in sheet.entries() if (name := word(node, "id")) and name.text == entry_id), None)


# ---- where things end --------------------------------------------------------------------------------------------


def end_of(text: str, node: Node) -> int:
    """After the last character of a node. libyaml ends block scalars and block collections behind what follows them."""
    match node:
        case Items(flow=False, nodes=[*_, last]):
            return end_of(text, last)
        case Pairs(flow=False, pairs=[*_, (key, value)]):
            return max(end_of(text, value), int(key.end.index) + 1)
        case Scalar(style="|" | ">"):
            return len(text[: node.end.index].rstrip(BLANK))
    return int(node.end.index)


def line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Before the line's end sign, or the end of the text."""
    found = text.find("\n", index)
    if found < 0:
        return len(text)
    return found - 1 if text[found - 1 : found] == "\r" else found


def next_line(text: str, index: int) -> int:
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def newline(text: str) -> str:
    return "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"


def lines_of(sheet: Sheet, node: Pairs) -> tuple[int, int]:
    """The lines of an entry, dash to last word and its comment, without the blank lines behind."""
    if not isinstance(sheet.root, Items) or sheet.root.flow:
        raise Unsplicable("the list of entries is written between [ ]")
    dash = sheet.text.rfind("-", 0, node.start.index)
    if sheet.text[dash + 1 : node.start.index].strip(BLANK) or sheet.text[line_start(sheet.text, dash) : dash].strip():
        raise Unsplicable("something stands between the dash and the entry")
    return line_start(sheet.text, dash), next_line(sheet.text, end_of(sheet.text, node))


# ---- how things are written --------------------------------------------------------------------------------------


def scalar(text: str) -> str:
    """A text on one line: bare where every YAML reader takes it for the same text, in double quotes elsewhere."""
    return text if is_bare(text) else json.dumps(text, ensure_ascii=False)


def is_bare(text: str) -> bool:
    try:
        return bool(text) and all(
            yaml.load(form.format(text), yaml.CSafeLoader) == [text] for form in ("- {}\n", "[{}]\n")
        )
    except (yaml.YAMLError, ValueError):
        return False


def literal(text: str, indent: int, line: str) -> str:
    """The lines of a block scalar behind its `|`."""
    return "".join(line + (" " * indent + one if one else "") for one in text.split("\n"))


def tidy(text: str) -> str:
    """A text as the file will hold it: one kind of line end, no blank ends. ValueError: a character no file holds."""
    text = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text).replace("\ufeff", "").strip()
    text = "\n".join(line if line.strip() else "" for line in text.split("\n"))
    if found := re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", text):
        raise ValueError(f"U+{ord(found[0]):04X}")
    return text


# ---- the edits ---------------------------------------------------------------------------------------------------


def added(sheet: Sheet, lines: list[str]) -> Splice:
    """An entry at the end of the file, indented like the others, after a blank line."""
    text, line = sheet.text, newline(sheet.text)
    indent = 0
    if sheet.root is not None:
        if not isinstance(sheet.root, Items) or sheet.root.flow:
            raise Unsplicable("the list of entries is written between [ ]")
        indent = sheet.root.start.column
    before = "" if not text or text.endswith("\n") else line
    gap = line if text.strip() and not text.endswith(("\n\n", "\n\r\n")) else ""
    block = line.join(" " * indent + one if one else "" for one in lines)
    return Splice(len(text), len(text), before + gap + block + line)


def listed(sheet: Sheet, node: Items, value: str) -> Splice:
    """One more item at the end of a list that has one."""
    text, last = sheet.text, node.nodes[-1]
    end = end_of(text, last)
    if node.flow:
        return Splice(end, end, f", {scalar(value)}")
    at = line_end(text, end)
    return Splice(at, at, f"{newline(text)}{' ' * node.start.column}- {scalar(value)}")


def replaced(sheet: Sheet, node: Pairs, key: str, value: str) -> Splice:
    """The text under a key as a literal block, whatever form it had; what was said behind it stays behind the bar."""
    text, line = sheet.text, newline(sheet.text)
    name, old = next((name, value) for name, value in node.pairs if name.text == key)
    if node.flow:
        return Splice(old.start.index, end_of(text, old), json.dumps(value, ensure_ascii=False))
    colon = text.index(":", name.end.index)
    end = end_of(text, old)
    said = [comment(text[colon + 1 : old.start.index])]
    if isinstance(old, Scalar) and old.style in ("|", ">"):
        said.append(comment(text[old.start.index : line_end(text, old.start.index)]))
    else:
        said.append(comment(text[end : line_end(text, end)]))
    header = " ".join([" |", *filter(None, said)])
    return Splice(colon + 1, line_end(text, end), header + literal(value, name.start.column + 2, line))


def comment(text: str) -> str:
    found = re.search(r"(?:^|\s)(#[^\r\n]*)", text)
    return found[1].rstrip() if found else ""


def removed(sheet: Sheet, node: Pairs) -> Splice:
    """The lines of an entry and the blank ones behind it."""
    start, end = lines_of(sheet, node)
    while end < len(sheet.text) and not sheet.text[end : next_line(sheet.text, end)].strip():
        end = next_line(sheet.text, end)
    return Splice(start, end, "")


def unlisted(sheet: Sheet, node: Pairs, key: str, value: str) -> Splice:
    """A value out of the list under a key."""
    name, old = next((name, value) for name, value in node.pairs if name.text == key)
    text = sheet.text
    items = [one for one in old.nodes if isinstance(one, Scalar)] if isinstance(old, Items) else []
    rest = [one.text for one in items if one.text != value]
    if isinstance(old, Items) and not old.flow and rest:
        gone = next(one for one in items if one.text == value)
        return Splice(line_start(text, gone.start.index), next_line(text, end_of(text, gone)), "")
    short = f"[{', '.join(map(scalar, rest))}]"
    if isinstance(old, Items) and old.flow:
        return Splice(old.start.index, end_of(text, old), short)
    return Splice(text.index(":", name.end.index) + 1, end_of(text, old), f" {short}")
