"""A page cut into sections: by headings, bold lines that stand as headings, tabs and folded questions.

Every line of the page belongs to exactly one section, so that digests see every change.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.core.document import Document, Span
from bot.core.phrasing.vocabulary import ASIDES
from bot.core.text import fold
from bot.documents import tree
from bot.documents.blocks import blocks_of
from bot.documents.inline import anchor_of, plain, spans_of, spans_of_runs
from bot.documents.lines import Source, prepare
from bot.documents.links import BASE_URL, Links, links_of
from bot.documents.page import Page, Section
from bot.documents.tree import Node

BOLD_LEVEL = 7  # a bold line stands below any heading
INNER = 10  # what stands in a tab or a folded text lies below everything around it
NOT_SLUG = re.compile(r"[^a-z0-9.]+")


def read_text(data: bytes, name: str, base_url: str = BASE_URL) -> Page:
    """The bytes of a Markdown file -> its page. `name`: path inside the folder read, file name or URL. Never fails."""
    source = prepare(data, name)
    links = links_of(name, base_url)
    cutter = Cutter(source, links)
    cutter.cut(tree.parse(source), 0)
    drafts = cutter.finish()
    title = next((draft.path[-1] for draft in drafts if draft.level == 1), source.title) or cutter.title
    return Page(
        name=name,
        address=links.address,
        title=title,
        description=source.description,
        sections=tuple(section(draft, drafts, source, links) for draft in drafts),
        faults=tuple(source.faults),
    )


def digest_of(raw: str) -> str:
    """First 12 hex digits of the sha256 of the text, runs of whitespace folded to one space, stripped."""
    return hashlib.sha256(" ".join(raw.split()).encode()).hexdigest()[:12]


def slug(title: str) -> str:
    """A heading's anchor as GitBook makes it: no accents, apostrophes dropped, dots kept, `id-` before a digit."""
    text = unicodedata.normalize("NFKD", title.lower().replace("œ", "oe").replace("æ", "ae"))
    text = re.sub("['’ʼ`´]", "", "".join(c for c in text if not unicodedata.combining(c)))
    text = NOT_SLUG.sub("-", text).strip("-")
    return f"id-{text}" if text[:1].isdigit() else text


@dataclass(slots=True)
class Cut:
    """A section being gathered. `last` is its last line with everything under it (0: until a section of its level)."""

    path: tuple[str, ...]
    anchor: str
    level: int
    first: int
    last: int = 0
    nodes: list[Node] = field(default_factory=list)
    folded: bool = False


class Cutter:
    """Walks the page's blocks and opens a section where one begins."""

    def __init__(self, source: Source, links: Links) -> None:
        self.source, self.links = source, links
        self.cuts: list[Cut] = []
        self.anchors: dict[str, int] = {}
        stem = source.name.rstrip("/").removesuffix(".md").removesuffix("/README").rpartition("/")[2]
        self.title = source.title or stem.replace("-", " ").strip().capitalize() or source.name

    def cut(self, nodes: Sequence[Node], base: int) -> None:
        for i, node in enumerate(nodes):
            following = nodes[i + 1] if i + 1 < len(nodes) else None
            if title := self.heading(node):
                self.open(title, base + int(node.attrs["level"]), node, self.anchor(node, title))
            elif title := pseudo_heading(node, following, self.links):
                self.open(title, base + BOLD_LEVEL, node, "")
            elif node.kind == "details" and (summary := summary_of(node, self.links)):
                self.region(summary, node, base, folded=True)
            elif node.kind == "tag:tabs":
                self.tabs(node, base)
            else:
                self.current(node).nodes.append(node)

    def heading(self, node: Node) -> str:
        return plain(spans_of(node.tokens, self.links)) if node.kind in ("heading", "lheading") else ""

    def anchor(self, node: Node, title: str) -> str:
        """The editor's own id, or the slug; a second heading of the same words gets `-1`."""
        given = anchor_of(node.tokens)
        if given:
            return given
        anchor = slug(title)
        seen = self.anchors.get(anchor, 0)
        self.anchors[anchor] = seen + 1
        return f"{anchor}-{seen}" if seen else anchor

    def open(self, title: str, level: int, node: Node, anchor: str) -> Cut:
        above = next((cut for cut in reversed(self.cuts) if cut.level < level and not cut.last), None)
        path = (*above.path, title) if above else (title,) if level == 1 else (self.title, title)
        cut = Cut(path, anchor or (above.anchor if above else ""), level, node.first)
        self.cuts.append(cut)
        return cut

    def region(self, title: str, node: Node, base: int, *, folded: bool = False) -> None:
        """A tab or folded text: a section that ends where it closes; what follows is its parent's again."""
        start = len(self.cuts)
        parent = next((cut for cut in reversed(self.cuts) if not cut.last), None)
        cut = self.open(title, max(base, parent.level if parent else 0) + INNER, node, "")
        cut.folded = folded
        self.cut([child for child in node.children if child.kind != "html:summary"], cut.level)
        for inner in self.cuts[start:]:
            inner.last = inner.last or node.last

    def tabs(self, node: Node, base: int) -> None:
        for child in node.children:
            if child.kind == "tag:tab" and child.attrs.get("title"):
                self.region(child.attrs["title"], child, base)
            else:
                self.cut([child], base)

    def current(self, node: Node) -> Cut:
        found = next((cut for cut in reversed(self.cuts) if not cut.last), None)
        if found is None:  # text before the first heading
            found = Cut((self.title,), "", 1, node.first)
            self.cuts.insert(0, found)
        return found

    def finish(self) -> list[Cut]:
        """Ends known, in the order of the page."""
        self.cuts.sort(key=lambda cut: cut.first)
        end = len(self.source.lines)
        for i, cut in enumerate(self.cuts):
            if not cut.last:
                later = (next_.first - 1 for next_ in self.cuts[i + 1 :] if next_.level <= cut.level)
                cut.last = next(later, end)
        return self.cuts


def pseudo_heading(node: Node, following: Node | None, links: Links) -> str:
    """The words of a paragraph that is bold from end to end, short, no sentence, and has something under it."""
    if node.kind != "paragraph" or following is None or following.kind in ("heading", "lheading"):
        return ""
    spans = spans_of(node.tokens, links)
    title = plain(spans)
    if not all(bold_enough(span) for span in spans) or all(span.href for span in spans):
        return ""
    words = title.rstrip(" :").split()
    sentence = title.endswith((".", "!", ";", ",", "…")) or len(words) > 14 or len(title) > 100
    return "" if sentence or fold(title) in ASIDES or not fold(title) else title.rstrip(" :")


def bold_enough(span: Span) -> bool:
    return span.bold or not span.text.strip(" :*")


def summary_of(node: Node, links: Links) -> str:
    if node.attrs.get("title"):
        return node.attrs["title"]
    summary = next((child.piece for child in node.children if child.kind == "html:summary"), None)
    return plain(spans_of_runs(summary.runs, links)) if summary else ""


def section(cut: Cut, cuts: Iterable[Cut], source: Source, links: Links) -> Section:
    lines = list(range(cut.first, cut.last + 1))
    inner = [other for other in cuts if other is not cut and cut.first <= other.first <= cut.last and below(other, cut)]
    taken = {number for other in inner for number in range(other.first, other.last + 1)}
    numbers = tuple(number for number in lines if number not in taken)
    raw = "\n".join(source.lines[number - 1] for number in numbers)
    whole = "\n".join(source.lines[number - 1] for number in lines)
    return Section(
        path=cut.path,
        anchor=cut.anchor,
        line=cut.first,
        level=cut.level,
        raw=raw,
        numbers=numbers,
        digest=digest_of(raw),
        tree=digest_of(whole),
        text=Document(tuple(blocks_of(cut.nodes, links))),
        folded=cut.folded,
    )


def below(other: Cut, cut: Cut) -> bool:
    return other.level > cut.level
