"""HTML inside Markdown: what each tag means here. Tags are never passed on; their text always is."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BOLD = frozenset({"strong", "b"})
ITALIC = frozenset({"em", "i", "cite"})
CODE = frozenset({"code", "kbd", "samp", "tt"})
SILENT = frozenset({"mark", "span", "u", "sup", "sub", "small", "font", "del", "ins", "s", "abbr", "center", "picture",
                    "source", "wbr", "label", "input", "q", "time", "big", "var", "dfn", "nobr"})  # fmt: skip
# After one of these a new paragraph begins.
BREAKS = frozenset({"p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "blockquote", "hr",
                    "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption",
                    "pre", "details", "summary", "table", "thead", "tbody", "tr", "td", "th", "caption", "iframe",
                    "video", "audio", "object", "embed", "button", "form", "body", "html", "colgroup", "col",
                    "tfoot"})  # fmt: skip
KNOWN = BOLD | ITALIC | CODE | SILENT | BREAKS | {"a", "img", "br"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
UNSEEN = frozenset({"script", "style", "template", "head", "title"})  # their content is never text for readers
INLINE_TAG = re.compile(r"^<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>[\s\S]*?)/?>$")


@dataclass(slots=True)
class Run:
    """Text of one style, or an image (`src`)."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    src: str = ""


@dataclass(slots=True)
class Piece:
    """A part of an HTML block: `kind` is text, heading, item, image, table, summary, open or close (of details)."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    rows: list[list[list[Run]]] = field(default_factory=list)
    attrs: dict[str, str] = field(default_factory=dict)
    columns: list[dict[str, str]] = field(default_factory=list)  # attributes of the head cells
    level: int = 0


def pieces(html: str) -> list[Piece]:
    """The block cut into pieces, in order. Tags that nobody knows are text."""
    reader = PieceReader()
    reader.feed(html)
    return reader.finish()


class PieceReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[Piece] = []
        self.runs: list[Run] = []
        self.open: list[str] = []
        self.href = ""
        self.unseen = 0
        self.kind, self.level = "text", 0
        self.tables: list[Piece] = []
        self.figure: Run | None = None

    # ---- tags --------------------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in UNSEEN:
            self.unseen += 1
        elif tag not in KNOWN:
            self.handle_data(self.get_starttag_text() or f"<{tag}>")
        elif tag == "a":
            self.href = given.get("href", "")
        elif tag == "br":
            self.handle_data("\n")
        elif tag in ("img", "iframe", "video", "audio", "embed", "object"):
            self.media(tag, given)
        elif tag in BREAKS and (self.tables or tag == "table"):
            self.table_tag(tag, given)
        elif tag in BREAKS and "figcaption" not in self.open:
            self.block_tag(tag, given)
        else:
            self.open.append(tag)

    def media(self, tag: str, given: dict[str, str]) -> None:
        src = given.get("src", given.get("data", ""))
        text = given.get("alt", "") if tag == "img" else given.get("title", "") or src
        if src:
            self.target().append(Run(text, href=self.href, src=src))
            if self.figure is None and "figure" in self.open:
                self.figure = self.runs[-1] if self.runs else None

    def block_tag(self, tag: str, given: dict[str, str]) -> None:
        if tag != "figcaption":
            self.flush()
        if tag == "details":
            self.out.append(Piece("open", attrs=given))
        elif tag == "summary":
            self.kind = "summary"
        elif tag in HEADINGS:
            self.kind, self.level = "heading", int(tag[1])
        elif tag == "li":
            self.kind = "item"
        if tag in ("figure", "figcaption", "pre"):
            self.open.append(tag)

    def table_tag(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            self.flush()
            self.tables.append(Piece("table", attrs=given))
        table = self.tables[-1]
        if tag == "tr":
            table.rows.append([])
        elif tag in ("td", "th") and table.rows:
            table.rows[-1].append([])
            if len(table.rows) == 1:
                table.columns.append(given)
        elif tag in BREAKS and self.target():
            self.handle_data("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("img", "br", "hr", "iframe", "embed", "source", "input", "wbr", "col"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "a":
            self.href = ""
        elif tag == "table" and self.tables:
            self.out.append(self.tables.pop())
        elif tag == "figcaption":
            self.caption()
        elif tag == "details":
            self.flush()
            self.out.append(Piece("close"))
        elif tag in BREAKS and not self.tables and "figcaption" not in self.open:
            self.flush()
        elif tag not in KNOWN:
            self.handle_data(f"</{tag}>")
        if tag in self.open:
            self.open.reverse()
            self.open.remove(tag)
            self.open.reverse()

    def caption(self) -> None:
        """The caption of a figure names its image."""
        if self.figure is None or self.figure not in self.runs:
            return
        after = self.runs[self.runs.index(self.figure) + 1 :]
        text = " ".join("".join(run.text for run in after).split())
        if text:
            self.figure.text = text
            del self.runs[self.runs.index(self.figure) + 1 :]
        self.figure = None

    # ---- text --------------------------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        target = self.target()
        text = data if "pre" in self.open or data == "\n" else re.sub(r"\s+", " ", data)
        if text and (text.strip() or target or data == "\n"):
            style = set(self.open)
            run = Run(text, bool(style & BOLD), bool(style & ITALIC), bool(style & CODE), self.href)
            target.append(run)

    def target(self) -> list[Run]:
        """Where text goes now: the table cell being read, or the running paragraph."""
        rows = self.tables[-1].rows if self.tables else []
        return rows[-1][-1] if rows and rows[-1] else self.runs

    def flush(self) -> None:
        if any(run.text.strip() or run.src for run in self.runs):
            self.out.append(Piece(self.kind, self.runs, level=self.level))
        self.runs, self.kind, self.level, self.figure = [], "text", 0, None

    def finish(self) -> list[Piece]:
        """What was never closed is kept as well."""
        self.close()
        self.flush()
        return self.out + self.tables
