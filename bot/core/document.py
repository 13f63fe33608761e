"""What a reply is made of. One document gives the plain text and the HTML (rendering.py); nothing here knows Matrix."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one style. `href` makes it a link (http, https or mailto only)."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    spans: tuple[Span, ...]
    level: int = 3


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a run of blocks. `first` is the number of the first item of an ordered list."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Details:
    """Folded by clients that can; plain text shows the summary and the content."""

    summary: str
    blocks: tuple["Block", ...]


Block = Paragraph | Heading | Items | Table | Code | Quote | Details


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file; `caption` stands beside it."""

    name: str
    text: str
    caption: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """`attached` goes out instead of the blocks, which say the same where files are not taken."""

    blocks: tuple[Block, ...] = ()
    attached: Attachment | None = None

    def __add__(self, other: "Document") -> "Document":
        return Document(self.blocks + other.blocks, self.attached or other.attached)

    def __bool__(self) -> bool:
        return bool(self.blocks)


def sentence(text: str) -> Document:
    """A document of one plain paragraph."""
    return Document((Paragraph((Span(text),)),))
