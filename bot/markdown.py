"""Markdown as people and moderators write it -> a Document. Used wherever outside text becomes an answer.

HTML in the source is text, never markup; links keep http, https and mailto only.
"""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bot.core.document import Block, Code, Document, Heading, Items, Paragraph, Quote, Span, Table

# html off: a tag in an answer is shown as written. linkify stays off: it needs another package and would guess;
# bare addresses are linked by the renderer instead.
READER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
SAFE_LINKS = ("http://", "https://", "mailto:")


def parse(text: str) -> Document:
    """CommonMark with tables; never fails: what is not markup is text."""
    return Document(tuple(blocks(SyntaxTreeNode(READER.parse(text)))))


def blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    for child in node.children:
        match child.type:
            case "paragraph":
                yield Paragraph(tuple(spans(child)))
            case "heading":
                yield Heading(tuple(spans(child)), int(child.tag[1:]))
            case "bullet_list":
                yield Items(tuple(tuple(blocks(item)) for item in child.children))
            case "ordered_list":
                first = int(child.attrs.get("start", 1))
                yield Items(tuple(tuple(blocks(item)) for item in child.children), ordered=True, first=first)
            case "fence" | "code_block":
                yield Code(child.content.rstrip("\n"), (child.info or "").strip())
            case "blockquote":
                yield Quote(tuple(blocks(child)))
            case "table":
                yield table(child)


def table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(tuple(spans(cell)) for cell in row.children) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def spans(node: SyntaxTreeNode) -> Iterator[Span]:
    for child in node.children:
        if child.type == "inline" and child.token:
            yield from runs(child.token.children or [])


def runs(tokens: list[Token]) -> Iterator[Span]:
    """The inline tokens flattened: style is a state that opening and closing tokens change."""
    bold = italic = 0
    href = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                target = str(token.attrs.get("href", ""))
                href = target if target.startswith(SAFE_LINKS) else ""
            case "link_close":
                href = ""
            case "softbreak":
                yield Span(" ", bool(bold), bool(italic), href=href)
            case "hardbreak":
                yield Span("\n", bool(bold), bool(italic), href=href)
            case "code_inline":
                yield Span(token.content, bool(bold), bool(italic), code=True, href=href)
            case "image":
                yield Span(token.content, bool(bold), bool(italic), href=str(token.attrs.get("src", "")))
            case _ if token.content:
                yield Span(token.content, bool(bold), bool(italic), href=href)
