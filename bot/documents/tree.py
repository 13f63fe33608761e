"""A page as a tree: markdown-it's blocks, GitBook's tags and folded HTML in one kind of node.

Tags that never close, close twice or cross a list are put right here and listed; what they hold stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bot.documents import markup, tags
from bot.documents.lines import Source

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(tags.gitbook)


@dataclass(slots=True)
class Node:
    """`kind`: a markdown-it block type, `tag:` and a GitBook tag's name, `html:` and a piece's kind, or `details`.

    Lines of the file, from 1, inclusive. `content`: of code; of a tag: the tag as written.
    """

    kind: str
    first: int
    last: int
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    content: str = ""
    piece: markup.Piece | None = None
    close: bool = False

    @property
    def container(self) -> bool:
        return self.kind == "details" or (self.kind.startswith("tag:") and self.kind[4:] in tags.CONTAINERS)


def parse(source: Source) -> list[Node]:
    """The page's blocks in order. Faults of the tags are added to the source's."""
    root = SyntaxTreeNode(PARSER.parse(source.text))
    return children_of(root, source, (1, len(source.lines)))


def children_of(parent: SyntaxTreeNode, source: Source, lines: tuple[int, int]) -> list[Node]:
    flat: list[Node] = []
    for child in parent.children:
        if child.type != "inline":
            lines = place(child, source, lines)
            flat += nodes_of(child, source, lines)
    return paired(flat, source)


def place(node: SyntaxTreeNode, source: Source, before: tuple[int, int]) -> tuple[int, int]:
    """First and last line in the file; the body of a table has none of its own and takes its neighbour's."""
    if not node.map:
        return before
    first, end = node.map
    return source.numbers[first], source.numbers[max(first, end - 1)]


def nodes_of(child: SyntaxTreeNode, source: Source, lines: tuple[int, int]) -> Iterator[Node]:
    if child.type == "html_block":
        yield from html_nodes(child.content, *lines)
    elif child.type == "gitbook_tag":
        yield from tag_node(child.content, source, lines[0])
    else:
        yield Node(
            child.type,
            *lines,
            attrs={key: str(value) for key, value in child.attrs.items()} | level_of(child),
            children=children_of(child, source, lines),
            tokens=inline_of(child),
            content=child.content if child.type in ("fence", "code_block") else "",
        )


def level_of(child: SyntaxTreeNode) -> dict[str, str]:
    if child.type == "heading":
        return {"level": child.tag[1:]}
    return {"language": child.info.strip()} if child.type == "fence" else {}


def inline_of(child: SyntaxTreeNode) -> list[Token]:
    tokens = (inner.token.children for inner in child.children if inner.type == "inline" and inner.token)
    return next((list(found) for found in tokens if found), [])


def html_nodes(html: str, first: int, last: int) -> Iterator[Node]:
    for piece in markup.pieces(html):
        folded = piece.kind in ("open", "close")
        kind = "details" if folded else f"html:{piece.kind}"
        yield Node(kind, first, last, attrs=piece.attrs, piece=piece, close=piece.kind == "close")


def tag_node(text: str, source: Source, line: int) -> Iterator[Node]:
    tag = tags.read(text)
    if tag is None or not tag.name:
        source.fault(line, text, "a GitBook tag")
        yield Node("plain", line, line, content=text)
        return
    if not tag.whole:
        source.fault(line, text, "a tag with its quotes and its end (%})")
    if tag.name not in tags.CONTAINERS | tags.SINGLE and not tag.close:
        source.fault(line, text, "a GitBook block known here; its content is kept as text")
    kind = "details" if tag.name == "details" else f"tag:{tag.name}"
    yield Node(kind, line, line, attrs=tag.attrs, content=text, close=tag.close)


def paired(flat: Iterable[Node], source: Source) -> list[Node]:
    """Opening and closing nodes of one level put together; what stands between are the children."""
    out: list[Node] = []
    stack: list[Node] = []
    for node in flat:
        if node.close:
            closed(node, out, stack, source)
            continue
        (stack[-1].children if stack else out).append(node)
        if node.container:
            stack.append(node)
    while stack:
        opened(stack.pop(), stack, out, source)
    return out


def closed(node: Node, out: list[Node], stack: list[Node], source: Source) -> None:
    if not any(one.kind == node.kind for one in stack):
        if node.container:
            source.fault(node.first, node.content or "</details>", "an opening tag before it")
        return
    while stack[-1].kind != node.kind:
        opened(stack.pop(), stack, out, source)
    stack.pop().last = node.last


def opened(node: Node, stack: list[Node], out: list[Node], source: Source) -> None:
    """Never closed: what follows it is not its content, or half a page would hang under a hint."""
    source.fault(node.first, node.content or "<details>", "a closing tag after it")
    if node.kind not in ("tag:tab", "tag:step", "details"):
        (stack[-1].children if stack else out).extend(node.children)
        node.children = []
