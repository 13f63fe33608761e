"""A Document as Markdown that `bot.markdown` reads back to the same Document: what entries keep as their answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from bot import markdown
from bot.core.document import Block, Code, Details, Document, Heading, Items, Paragraph, Quote, Span, Table
from bot.core.rendering import to_text

# Characters that would begin markup. `_` only where a word begins or ends; `[` only where a link could follow.
SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n]|$)|[*`]|(?<!\w)_|_(?!\w)|~~|&(?=#?\w+;)|<(?=[A-Za-z][\w+.-]*[:@])|\](?=[(\[:])"
)
LINE_START = re.compile(r"^(?:(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|=+\s*$|-+\s*$|\|)|(\d{1,9})(?=[.)](?:\s|$)))")
MARKS = (("bold", "**"), ("italic", "*"))
BARE = re.compile(r"^https?://[^\s*`\[\]()<>\\]+[^\s*`\[\]()<>\\_.,;:!?'\"]$")


def to_markdown(document: Document) -> str:
    """Paragraphs, lists and quotes separated by an empty line, without a newline at the end."""
    out: list[str] = []
    other = False
    for i, one in enumerate(document.blocks):
        before = document.blocks[i - 1] if i else None
        beside = isinstance(one, Items) and isinstance(before, Items) and one.ordered == before.ordered
        other = beside and not other  # two lists in a row would read back as one: the second has other marks
        out.append(items(one, other=other) if isinstance(one, Items) else block(one))
    return "\n\n".join(filter(None, out))


def block(one: Block) -> str:
    match one:
        case Paragraph(spans):
            return paragraph(spans)
        case Heading(spans, level):
            return f"{'#' * level} {inline(spans)}"
        case Items():
            return items(one)
        case Code(text, language):
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
            return f"{fence}{language}\n{text}\n{fence}"
        case Quote(blocks):
            return re.sub("^", "> ", to_markdown(Document(blocks)), flags=re.M).replace("> \n", ">\n")
        case Details(summary, blocks):
            return to_markdown(Document((Paragraph((Span(summary, bold=True),)), *blocks)))
        case Table(head, rows):
            return table(head, rows)


def paragraph(spans: Sequence[Span]) -> str:
    """Line by line: what would open a list or a heading at the start of a line is escaped."""
    return "\n".join(LINE_START.sub(lambda found: (found[1] or "") + "\\", line) for line in inline(spans).split("\n"))


def items(one: Items, *, other: bool = False) -> str:
    """One item a line; the blocks of a longer item are separated by an empty line."""
    written = []
    for number, item in enumerate(one.items, one.first):
        mark = f"{number}{')' if other else '.'} " if one.ordered else "* " if other else "- "
        text = to_markdown(Document(item))
        if len(item) == 2 and isinstance(item[0], Paragraph) and isinstance(item[1], Items):
            text = text.replace("\n\n", "\n", 1)
        written.append(mark + text.replace("\n", "\n" + " " * len(mark)).replace("\n" + " " * len(mark) + "\n", "\n\n"))
    return "\n".join(written)


def table(head: Sequence[tuple[Span, ...]], rows: Sequence[Sequence[tuple[Span, ...]]]) -> str:
    lines = [[cell(spans) for spans in row] for row in (head, *rows)]
    lines.insert(1, ["---"] * len(head))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(spans: Sequence[Span]) -> str:
    return inline([Span(re.sub(r"\s*\n\s*", " ; ", s.text), s.bold, s.italic, s.code, s.href) for s in spans]).replace(
        "|", "\\|"
    )


# ---- inside a paragraph ----------------------------------------------------------------------------------------


def inline(spans: Sequence[Span]) -> str:
    """The spans as written; bold and italic nested in a way that CommonMark reads otherwise are left out."""
    spans = apart(spans)
    text = styled(spans, MARKS, "", "")
    nested = any(span.bold for span in spans) and any(span.italic for span in spans)
    if nested and read_back(text) != read_back(styled(spans, (), "", "")):
        text = styled(spans, MARKS[:1], "", "")
    return text.replace("\n", "\\\n")


def read_back(text: str) -> str:
    return to_text(markdown.parse(text))


def apart(spans: Iterable[Span]) -> list[Span]:
    """Neighbouring code of two styles becomes one: its ticks would run together."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].code and span.code and out[-1].href == span.href:
            out[-1] = replace(out[-1], text=out[-1].text + span.text)
        else:
            out.append(span)
    return out


def styled(spans: Iterable[Span], marks: Sequence[tuple[str, str]], before: str, after: str) -> str:
    """Runs of one style share one pair of marks; `before` and `after` are the characters around."""
    if not marks:
        return linked(spans, before, after)
    (name, mark), *rest = marks
    runs = [(on, list(run)) for on, run in groupby(spans, key=attrgetter(name))]
    out = before
    for i, (on, run) in enumerate(runs):
        following = next((span.text[0] for _, later in runs[i + 1 :] for span in later if span.text), after)
        text = styled(run, rest, out[-1:], following)
        out += emphasised(text, mark, out[-1:], following) if on else text
    return out[len(before) :]


def emphasised(text: str, mark: str, before: str, after: str) -> str:
    """Marks hug the words, and are left out where CommonMark would not see them."""
    core = text.strip()
    left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if not core or "\n\n" in core:
        return text
    inside = wordy(left[-1:] or before) or wordy(right[:1] or after)  # half a word: CommonMark sees it now and then
    doubled = (left[-1:] or before) == "*" or "*" in (core[0], core[-1])
    if inside or (doubled and not (core[0] == "*" == core[-1])):
        return text
    return left + mark + core + mark + right


def wordy(character: str) -> bool:
    """Neither space, nor punctuation or symbol, nor the edge of the text."""
    return character.isalnum()


def linked(spans: Iterable[Span], before: str, after: str) -> str:
    out = before
    runs = [(href, list(run)) for href, run in groupby(spans, key=attrgetter("href"))]
    for i, (href, run) in enumerate(runs):
        last = i + 1 == len(runs)
        following = after if last else next((span.text[:1] for span in runs[i + 1][1]), "")
        if href:
            out += link(run, href, out[-1:], following)
        else:
            text = "".join(plain(span) for span in run)
            opens_image = text.endswith("!") and not last
            out += text[:-1] + "\\!" if opens_image else text
    return out[len(before) :]


def link(run: Sequence[Span], href: str, before: str, following: str) -> str:
    label = "".join(span.text for span in run)
    if label == href and BARE.match(href) and before in ("", " ", "\n", "(") and following in ("", " ", "\n", ",", ")"):
        return href
    target = quote(href, safe="%/:?#[]@!$&'*+,;=~-._()éèêàçùôîûâïëüœÉÈÀÇ")
    if target.count("(") != target.count(")") or not target.isascii():
        target = f"<{target}>"
    text = "".join(plain(span) for span in run).strip() or href
    return f"[{bracketed(text)}]({target})"


def bracketed(label: str) -> str:
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", label)


def plain(span: Span) -> str:
    if not span.code:
        return SPECIAL.sub(lambda found: "\\" + found[0], span.text)
    text = " ".join(span.text.split("\n"))
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"
