"""Blocks that hold no others: paragraphs, code, tables, links to pages and media, pieces of HTML."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.core.document import Block, Code, Items, Paragraph, Span
from bot.core.phrasing.drafts import SEE_ALSO
from bot.documents import tables
from bot.documents.inline import joined, plain, spans_of, spans_of_runs
from bot.documents.links import Links
from bot.documents.tree import Node


def paragraph(node: Node, links: Links) -> Iterator[Block]:
    for spans in split(spans_of(node.tokens, links)):
        if plain(spans).strip("\\ "):  # a line of a lone backslash says nothing
            yield Paragraph(without_box(spans))


def split(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """Two line breaks in a row are how GitBook's editor writes a new paragraph inside a hint."""
    part: list[Span] = []
    for span in spans:
        first, *rest = re.split(r"\n{2,}", span.text)
        part.append(replace(span, text=first))
        for text in rest:
            yield joined(part)
            part = [replace(span, text=text)]
    yield joined(part)


def without_box(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """A checklist's `[ ]` is a box to tick on paper; in an answer the bullet is enough."""
    if spans and spans[0].text[:3] in ("[ ]", "[x]", "[X]"):
        rest = spans[0].text[3:].lstrip()
        return (replace(spans[0], text=rest), *spans[1:]) if rest else spans[1:]
    return spans


def heading(node: Node, links: Links) -> Iterator[Block]:
    """A heading that opens no section (in a hint, a step, a list) is a bold line."""
    spans = spans_of(node.tokens, links)
    if plain(spans):
        yield Paragraph(bold(spans))


def bold(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(replace(span, bold=True) for span in spans)


def code(node: Node, links: Links) -> Iterator[Block]:
    if node.content.strip():
        yield Code(node.content.rstrip("\n"), node.attrs.get("language", "").split(" ")[0])


def table(node: Node, links: Links) -> Iterator[Block]:
    rows = [
        tuple(spans_of(cell.tokens, links) for cell in row.children) for part in node.children for row in part.children
    ]
    yield from tables.blocks(rows)


def reference(node: Node, links: Links) -> Iterator[Block]:
    """`content-ref`: a link to another page. Its label is a file name: the words in it say more."""
    url = node.attrs.get("url", "")
    href = links.absolute(url)
    label = words_of(url)
    if href and label:
        yield Items(((Paragraph((Span(f"{SEE_ALSO} "), Span(label, href=href))),),))


def words_of(url: str) -> str:
    """`../emails/ma-page.md#titre` -> `ma page`; an outside address stays whole."""
    if "://" in url:
        return url
    path = url.partition("#")[0].removesuffix("/").removesuffix("README.md").removesuffix("/").removesuffix(".md")
    return path.rpartition("/")[2].replace("-", " ").replace("_", " ").strip(" .") or url.strip("#./")


def medium(node: Node, links: Links) -> Iterator[Block]:
    """`embed`, `file`, `include` …: a link, named by its caption or its file."""
    target = node.attrs.get("url") or node.attrs.get("src") or node.attrs.get("href") or ""
    href = links.absolute(target)
    label = node.attrs.get("caption", "") or (target if "://" in target else target.rpartition("/")[2])
    if label:
        yield Paragraph((Span(label, href=href),))


def html_text(node: Node, links: Links) -> Iterator[Block]:
    spans = spans_of_runs(node.piece.runs if node.piece else [], links)
    if not plain(spans):
        return
    kind = node.kind.removeprefix("html:")
    if kind == "item":
        yield Items(((Paragraph(spans),),))
    else:
        yield Paragraph(bold(spans) if kind in ("heading", "summary") else spans)


def html_table(node: Node, links: Links) -> Iterator[Block]:
    if not node.piece:
        return
    rows = [tuple(spans_of_runs(cell, links) for cell in row) for row in node.piece.rows if row]
    if node.attrs.get("data-view") == "cards":
        yield from tables.cards(rows, node.piece.columns)
    else:
        yield from tables.blocks(rows)


def nothing(node: Node, links: Links) -> Iterable[Block]:
    return ()
