"""A Document as plain text and as the HTML that Matrix clients accept. Escapes everything; adds nothing of its own.

Tags used are those every client shows (p br strong em code pre ul ol li a blockquote h4 details summary): a table
becomes a list, since phones show Matrix tables as a heap of words.
"""

import re
from collections.abc import Iterable
from html import escape

from bot.core.document import Block, Code, Details, Document, Heading, Items, Paragraph, Quote, Span, Table

# An address written in clear in a text; the closing punctuation of the sentence is not part of it.
ADDRESS = re.compile(r"https?://[^\s<>\"'«»]*[^\s<>\"'«».,;:!?)\]…]")
# @room would ping everybody: a zero-width space after the @ keeps it readable and harmless.
ROOM_PING = re.compile(r"@(?=room\b)", re.I)


def harmless(text: str) -> str:
    """Text that cannot ping the room; null bytes, which the homeserver refuses, are dropped."""
    return ROOM_PING.sub("@\u200b", text.replace("\0", ""))


# ---- plain text ------------------------------------------------------------------------------------------------


def to_text(document: Document) -> str:
    """Links as `text (URL)`, lists with `•` or numbers, blocks separated by an empty line."""
    return "\n\n".join(filter(None, (text_of(block) for block in document.blocks)))


def text_of(block: Block) -> str:
    match block:
        case Paragraph(spans) | Heading(spans):
            return line(spans)
        case Items(items, ordered, first):
            marks = (f"{first + i}." if ordered else "•" for i in range(len(items)))
            return "\n".join(item_text(mark, item) for mark, item in zip(marks, items, strict=True))
        case Table():
            return "\n".join(f"• {row}" for row in map(line, table_rows(block)))
        case Code(text):
            return harmless(text)
        case Quote(blocks):
            return indented(to_text(Document(blocks)), "> ", "> ")
        case Details(summary, blocks):
            return f"{harmless(summary)}\n{to_text(Document(blocks))}"


def item_text(mark: str, item: tuple[Block, ...]) -> str:
    body = "\n".join(filter(None, (text_of(block) for block in item)))
    return indented(body, f"{mark} ", "   ")


def indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", "\n" + rest)


def line(spans: Iterable[Span]) -> str:
    return "".join(span_text(span) for span in spans).strip()


def span_text(span: Span) -> str:
    text = harmless(span.text)
    shown = span.href.removeprefix("mailto:").rstrip("/")
    if not span.href or shown.removeprefix("https://") == text.rstrip("/").removeprefix("https://"):
        return text if not span.href or text.startswith(("http", "mailto")) or "@" in text else span.href
    return f"{text} ({span.href})" if text else span.href


def table_rows(table: Table) -> Iterable[tuple[Span, ...]]:
    """Each row as one line: `key : value` for two columns, `head : value · head : value` for more."""
    for row in table.rows:
        if len(row) <= 2 or not any(table.head):
            yield joined([cell for cell in row if cell], " : ")
        else:
            pairs = zip(table.head, row, strict=False)
            yield joined([joined([head, cell], " : ") if head else cell for head, cell in pairs if cell], " · ")


def joined(cells: list[tuple[Span, ...]], glue: str) -> tuple[Span, ...]:
    out: list[Span] = []
    for i, cell in enumerate(cells):
        out += [Span(glue), *cell] if i else cell
    return tuple(out)


# ---- HTML ------------------------------------------------------------------------------------------------------


def to_html(document: Document) -> str:
    return "".join(html_of(block) for block in document.blocks)


def html_of(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return f"<p>{html_spans(spans)}</p>"
        case Heading(spans):
            return f"<h4>{html_spans(spans)}</h4>"  # one size: an answer in a chat has no chapters
        case Items(items, ordered, first):
            start = f' start="{first}"' if ordered and first != 1 else ""
            tag = "ol" if ordered else "ul"
            return f"<{tag}{start}>{''.join(f'<li>{item_html(item)}</li>' for item in items)}</{tag}>"
        case Table():
            return f"<ul>{''.join(f'<li>{html_spans(row)}</li>' for row in table_rows(block))}</ul>"
        case Code(text):
            return f"<pre><code>{escape(harmless(text))}\n</code></pre>"
        case Quote(blocks):
            return f"<blockquote>{to_html(Document(blocks))}</blockquote>"
        case Details(summary, blocks):
            return f"<details><summary>{escape(harmless(summary))}</summary>{to_html(Document(blocks))}</details>"


def item_html(item: tuple[Block, ...]) -> str:
    """A lone paragraph in a list item loses its tag, or clients leave a gap between items."""
    first, *rest = item or (Paragraph(()),)
    opening = html_spans(first.spans) if isinstance(first, Paragraph) else html_of(first)
    return opening + to_html(Document(tuple(rest)))


def html_spans(spans: Iterable[Span]) -> str:
    return "".join(html_span(span) for span in spans)


def html_span(span: Span) -> str:
    out = escape(harmless(span.text)).replace("\n", "<br>")
    if span.code:
        out = f"<code>{out}</code>"
    elif not span.href:
        out = ADDRESS.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', out)
    if span.bold:
        out = f"<strong>{out}</strong>"
    if span.italic:
        out = f"<em>{out}</em>"
    return f'<a href="{escape(span.href)}">{out or escape(span.href)}</a>' if span.href else out
