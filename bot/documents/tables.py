"""Tables as a chat can show them: keys and values become lists, cards become links, the rest stays a table."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.document import Block, Items, Paragraph, Span, Table
from bot.documents.inline import plain

Cell = tuple[Span, ...]
Row = tuple[Cell, ...]


def blocks(rows: Sequence[Row]) -> list[Block]:
    """`rows`: the head first. Empty rows and columns are dropped; a table without content gives nothing."""
    kept = [column for column in range(width(rows)) if any(plain(cell_at(row, column)) for row in rows)]
    rows = [tuple(cell_at(row, column) for column in kept) for row in rows]
    head, body = (rows[0], [row for row in rows[1:] if any(map(plain, row))]) if rows else ((), [])
    if not kept:
        return []
    if not body:  # a table of one row: its head is its content
        return [Paragraph(line(list(head)))]
    if len(kept) == 1:
        return [*([Paragraph(head[0])] if head[0] else []), Items(tuple((Paragraph(row[0]),) for row in body))]
    if not plain(head[0]):
        return [block for column in range(1, len(kept)) for block in profile(head, body, column)]
    return [Table(head, tuple(body))]


def profile(head: Row, body: Sequence[Row], column: int) -> list[Block]:
    """Keys in the first column, the values of one other; a row with a key alone opens a group."""
    out: list[Block] = [Paragraph((Span(f"{plain(head[column])} :"),))] if plain(head[column]) else []
    items: list[tuple[Block, ...]] = []
    for row in body:
        if not any(map(plain, row[1:])):
            out += listed(items)
            out.append(Paragraph(tuple(replace(span, bold=True) for span in row[0])))
            items = []
        elif plain(row[column]):
            items.append((Paragraph(key_value(row[0], row[column])),))
    return out + listed(items)


def listed(items: list[tuple[Block, ...]]) -> list[Block]:
    return [Items(tuple(items))] if items else []


def key_value(key: Cell, value: Cell) -> Cell:
    name = plain(key).rstrip(" :")
    return (Span(name, bold=True), Span(" : "), *value) if name else value


def line(cells: Sequence[Cell]) -> Cell:
    out: list[Span] = []
    for cell in (cell for cell in cells if cell):
        out += [Span(" · "), *cell] if out else cell
    return tuple(out)


def width(rows: Sequence[Row]) -> int:
    return max((len(row) for row in rows), default=0)


def cell_at(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else ()


def cards(rows: Sequence[Row], columns: Sequence[dict[str, str]]) -> list[Block]:
    """GitBook cards: one item a card, its words, then the page it opens. Cover images are decoration."""
    items: list[tuple[Block, ...]] = []
    for row in rows[1:] or rows:
        shown: list[Cell] = []
        target = ""
        for column, cell in enumerate(row):
            attrs = columns[column] if column < len(columns) else {}
            if "data-card-target" in attrs:
                target = next((span.href for span in cell if span.href), "")
            elif "data-card-cover" not in attrs and plain(cell):
                shown.append(cell)
        if shown or target:
            items.append((Paragraph(linked(shown, target)),))
    return listed(items)


def linked(cells: list[Cell], target: str) -> Cell:
    first, *rest = cells or [(Span(target),)]
    if target and not any(span.href for span in first):
        first = tuple(replace(span, href=target) for span in first)
    elif target and all(span.href != target for span in first):
        rest.append((Span(target, href=target),))
    return line([first, *rest])
