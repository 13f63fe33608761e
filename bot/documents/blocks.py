"""Nodes of a page -> blocks of the house. One case a construct; what nobody knows becomes plain text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.core.document import Block, Items, Paragraph, Quote, Span
from bot.documents.inline import plain, spans_of, spans_of_runs
from bot.documents.leaves import code, heading, html_table, html_text, medium, nothing, paragraph, reference, table
from bot.documents.links import Links
from bot.documents.tree import Node

MARKS = {"info": "ℹ️", "success": "✅", "tip": "💡", "warning": "⚠️", "caution": "⚠️", "danger": "⛔", "important": "❗"}


def blocks_of(nodes: Iterable[Node], links: Links) -> list[Block]:
    """The blocks in order, empty ones dropped; single bullets (links to other pages, HTML items) become one list."""
    out: list[Block] = []
    single = ""
    for node in nodes:
        for block in of_node(node, links):
            last = out[-1] if out else None
            if node.kind == single and isinstance(block, Items) and isinstance(last, Items):
                out[-1] = replace(last, items=last.items + block.items)
            else:
                out.append(block)
            single = node.kind if node.kind in ("tag:content-ref", "tag:page-ref", "html:item") else ""
    return out


def of_node(node: Node, links: Links) -> Iterable[Block]:
    reader = READERS.get(node.kind)
    if reader:
        return reader(node, links)
    if node.children or node.tokens or node.content:
        return unknown(node, links)
    return []


# ---- Markdown --------------------------------------------------------------------------------------------------


def bullets(node: Node, links: Links) -> Iterator[Block]:
    items = [tuple(blocks_of(item.children, links)) for item in node.children]
    items = [item for item in items if item]
    if items:
        ordered = node.kind == "ordered_list"
        yield Items(tuple(items), ordered=ordered, first=int(node.attrs.get("start", 1)) if ordered else 1)


def quote(node: Node, links: Links) -> Iterator[Block]:
    """Also the callouts of other dialects: `> [!warning]` on the first line."""
    inner = blocks_of(node.children, links)
    first = inner[0] if inner else None
    if isinstance(first, Paragraph) and first.spans and first.spans[0].text.startswith("[!"):
        name, _, rest = first.spans[0].text[2:].partition("]")
        spans = (replace(first.spans[0], text=rest.lstrip()), *first.spans[1:]) if rest.strip() else first.spans[1:]
        inner = marked([*([Paragraph(spans)] if plain(spans) else []), *inner[1:]], MARKS.get(name.lower(), ""))
    if inner:
        yield Quote(tuple(inner))


# ---- GitBook ---------------------------------------------------------------------------------------------------


def hint(node: Node, links: Links) -> Iterator[Block]:
    inner = blocks_of(node.children, links)
    title = node.attrs.get("title", "")
    if title:
        inner.insert(0, Paragraph((Span(title, bold=True),)))
    if inner:
        yield Quote(tuple(marked(inner, MARKS.get(node.attrs.get("style", "info"), ""))))


def marked(blocks: list[Block], mark: str) -> list[Block]:
    """The colour of a hint as a sign before its first words, unless they begin with one."""
    first = blocks[0] if blocks else None
    if not mark or not isinstance(first, Paragraph) or not first.spans or ord(first.spans[0].text[0]) > 0x2000:
        return blocks
    head, *rest = first.spans
    spans = (Span(mark + " "), *first.spans) if style_of(head) else (replace(head, text=f"{mark} {head.text}"), *rest)
    return [Paragraph(spans), *blocks[1:]]


def style_of(span: Span) -> bool:
    return bool(span.bold or span.italic or span.code or span.href)


def titled(node: Node, links: Links) -> Iterator[Block]:
    """A title, then the content: a tab that opens no section, a code block's caption, a folded text in a list."""
    summary = [child for child in node.children if child.kind == "html:summary"]
    title = node.attrs.get("title", "") or plain(
        spans_of_runs(summary[0].piece.runs, links) if summary and summary[0].piece else ()
    )
    if title:
        yield Paragraph((Span(title, bold=True),))
    yield from blocks_of([child for child in node.children if child not in summary], links)


def inside(node: Node, links: Links) -> Iterator[Block]:
    yield from blocks_of(node.children, links)


def steps(node: Node, links: Links) -> Iterator[Block]:
    """A stepper is a numbered list; what stands between its steps follows it."""
    own = [child for child in node.children if child.kind == "tag:step"]
    items = [tuple(blocks_of(step.children, links)) for step in own]
    items = [item for item in items if item]
    if items:
        yield Items(tuple(items), ordered=True)
    yield from blocks_of([child for child in node.children if child not in own], links)


def unknown(node: Node, links: Links) -> Iterator[Block]:
    """Whatever it is: its words."""
    words = [value for value in node.attrs.values() if value] if node.kind.startswith("tag:") else []
    for value in words:
        href = links.absolute(value) if "://" in value else ""
        yield Paragraph((Span(value, href=href),))
    spans = spans_of(node.tokens, links)
    if plain(spans):
        yield Paragraph(spans)
    elif node.content.strip() and not node.kind.startswith("tag:"):
        yield Paragraph((Span(" ".join(node.content.split())),))
    yield from blocks_of(node.children, links)


READERS: dict[str, Callable[[Node, Links], Iterable[Block]]] = {
    "paragraph": paragraph,
    "heading": heading,
    "lheading": heading,
    "bullet_list": bullets,
    "ordered_list": bullets,
    "fence": code,
    "code_block": code,
    "blockquote": quote,
    "table": table,
    "hr": nothing,
    "details": titled,
    "tag:hint": hint,
    "tag:tabs": inside,
    "tag:tab": titled,
    "tag:code": titled,
    "tag:stepper": steps,
    "tag:step": titled,
    "tag:columns": inside,
    "tag:column": inside,
    "tag:content-ref": reference,
    "tag:page-ref": reference,
    "tag:embed": medium,
    "tag:file": medium,
    "tag:include": medium,
    "html:text": html_text,
    "html:item": html_text,
    "html:heading": html_text,
    "html:summary": html_text,
    "html:table": html_table,
}
