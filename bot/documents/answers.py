"""The answer of a draft: the section's own blocks, made safe and complete for a chat. Every change leaves a note."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.core.document import Block, Document, Items, Paragraph, Quote, Span
from bot.core.phrasing import drafts as words
from bot.core.phrasing import vocabulary
from bot.core.rendering import to_text
from bot.core.text import fold
from bot.documents import facts as known
from bot.documents.facts import Fact, Kind, facts_of
from bot.documents.names import bare, title_of
from bot.documents.page import Page, Section
from bot.documents.writing import to_markdown

SHORT = 300  # characters under which a section that has others under it also says which
LONGEST = 16_000  # characters of an answer; the knowledge base takes 20,000, a Matrix event about as much
# A person is told to go past the warning that protects them.
CERTIFICATE = re.compile(r"certifi", re.I)
GO_ON = re.compile(
    r"\b(?:continuer|ignorer|accepter|exception|outrepasser|passer outre|poursuivre|faire confiance)\b", re.I
)
REFERS = re.compile(
    r"(?:param[èe]tres?|infos?|informations|r[ée]glages|configuration) (?:que )?(?:ci-dessus|pr[ée]c[ée]de|plus haut)",
    re.I,
)


def answer_of(page: Page, index: int, children: Sequence[Section]) -> tuple[Document, list[str]]:
    """The answer of the page's section `index`, and the notes; `children`: the sections right below it."""
    section = page.sections[index]
    notes: list[str] = []
    if not section.text:
        return overview(page, children), notes
    blocks = [kept for block in section.text.blocks if (kept := safe(block, section, notes)) is not None]
    if children and len(section.raw) < SHORT:
        blocks += overview(page, children).blocks
    blocks += borrowed(section, page.sections[:index], notes)
    if not blocks:  # nothing in it was safe to repeat
        blocks.append(Paragraph((Span(words.SEE_PAGE.format(address=address_of(section, page))),)))
    if "SSL" in section.raw or notes:
        facts = facts_of(Document(tuple(blocks)))
        blocks = [relabelled(block, facts) for block in blocks]
    blocks = [with_anchor(block, page, section) for block in blocks]
    return Document(tuple(short(blocks, section, page, notes))), notes


def overview(page: Page, children: Iterable[Section]) -> Document:
    """A heading that only holds others: what they are and where they stand."""
    items = []
    for child in children:
        items.append((Paragraph((Span(bare(child.title), href=address_of(child, page)),)),))
    return Document((Items(tuple(items)),))


def address_of(section: Section, page: Page) -> str:
    """The section as readers find it on the site."""
    return page.address + (f"#{section.anchor}" if section.anchor else "")


def safe(block: Block, section: Section, notes: list[str]) -> Block | None:
    """The block without orders to go past a certificate alert; None when nothing is left."""
    match block:
        case Paragraph(spans) if dangerous(text := "".join(span.text for span in spans)):
            line = section.line_of(text.split(".")[0][:40])
            notes.append(words.REVIEW["certificate"].format(line=line, text=" ".join(text.split())))
            return None
        case Items(items):
            kept = tuple(tuple(b for one in item if (b := safe(one, section, notes)) is not None) for item in items)
            kept = tuple(item for item in kept if item)
            return replace(block, items=kept) if kept else None
        case Quote(blocks):
            inner = tuple(b for one in blocks if (b := safe(one, section, notes)) is not None)
            return Quote(inner) if inner else None
    return block


def dangerous(text: str) -> bool:
    return bool(CERTIFICATE.search(text) and GO_ON.search(text))


def borrowed(section: Section, before: Sequence[Section], notes: list[str]) -> list[Block]:
    """« avec les paramètres ci-dessus »: the settings meant, since a chat has no above."""
    if not REFERS.search(" ".join(section.raw.split())):
        return []
    having = [one for one in before if "port" in one.raw.lower() and settings(one.text)]
    complete = [one for one in having if any(f.kind == Kind.SECURITY for f in facts_of(one.text))]
    for source in (complete or having)[-1:]:
        notes.append(words.REVIEW["settings"].format(text=source.name))
        title = words.SETTINGS_FROM.format(title=title_of(source.path))
        return [Paragraph((Span(title),)), *settings(source.text)]
    return []


def settings(text: Document) -> list[Block]:
    """The lists of hosts and ports of a section, with the bold lines that name them."""
    out: list[Block] = []
    for i, block in enumerate(text.blocks):
        if isinstance(block, Items) and any(f.kind in (Kind.HOST, Kind.PORT) for f in facts_of(Document((block,)))):
            above = text.blocks[i - 1] if i else None
            named = isinstance(above, Paragraph) and all(span.bold for span in above.spans)
            out += [above, block] if named and above else [block]
    return out if any(f.kind == Kind.PORT for f in facts_of(Document(tuple(out)))) else []


def relabelled(block: Block, facts: Sequence[Fact]) -> Block:
    """`SSL/TLS` given for 143 and 993 alike: each port with the security that is its own (RFC 8314)."""
    wrong = {port for port, _ in known.wrong_labels(facts)}
    if not isinstance(block, Items) or not wrong:
        return block
    own = facts_of(Document((block,)))
    ports = [f.value for f in own if f.kind == Kind.PORT and f.subject in {known.SERVICE_OF[int(p)] for p in wrong}]
    tls = [port for port in ports if known.STANDARD.get(int(port)) == "tls"]
    starttls = [port for port in ports if known.STANDARD.get(int(port)) == "starttls"]
    if not tls or not starttls:
        return block
    label = words.STARTTLS_AND_TLS.format(tls=" et ".join(tls), starttls=" et ".join(starttls))
    return replace(block, items=tuple(tuple(map(labelled(label), item)) for item in block.items))


def labelled(label: str) -> Callable[[Block], Block]:
    def turned(block: Block) -> Block:
        if isinstance(block, Paragraph) and re.fullmatch(
            r"[^:]*:\s*SSL(?:\s*/\s*TLS)?\s*", to_text(Document((block,)))
        ):
            return Paragraph((*block.spans[:-1], Span(" : " + label if len(block.spans) == 2 else label)))
        return block

    return turned


def with_anchor(block: Block, page: Page, section: Section) -> Block:
    """Links to the page itself (its images are nowhere else) lead to the section."""
    if not section.anchor:
        return block

    def there(span: Span) -> Span:
        return replace(span, href=f"{page.address}#{section.anchor}") if span.href == page.address else span

    match block:
        case Paragraph(spans):
            return Paragraph(tuple(map(there, spans)))
        case Items(items):
            return replace(block, items=tuple(tuple(with_anchor(b, page, section) for b in item) for item in items))
        case Quote(blocks):
            return Quote(tuple(with_anchor(b, page, section) for b in blocks))
    return block


def short(blocks: Iterable[Block], section: Section, page: Page, notes: list[str]) -> list[Block]:
    """As many blocks as an answer may hold, then where the rest stands."""
    if len(section.raw) < LONGEST // 4:  # no need to measure: borrowed settings and full addresses do not treble it
        return list(blocks)
    out: list[Block] = []
    size = 0
    for block in blocks:
        size += len(to_markdown(Document((block,)))) + 2
        if size > LONGEST:
            address = address_of(section, page)
            notes.append(words.REVIEW["long"].format(text=LONGEST))
            return [*out, Paragraph((Span(words.REST_OF_PAGE.format(address=address)),))]
        out.append(block)
    return out


def remarks(section: Section, facts: Sequence[Fact]) -> list[str]:
    out = [
        words.REVIEW["label"].format(
            line=section.line_of(fact.text), text=fact.text, port=port, expected=known.STANDARD[int(port)].upper()
        )
        for port, fact in known.wrong_labels(facts)
    ]
    if ports := known.unsecured(facts):
        line = section.line_of(ports[0])
        out.append(words.REVIEW["incomplete"].format(line=line, text=", ".join(dict.fromkeys(ports))))
    for found in re.finditer(r"https?://[^\s\\]+(?:\\n)+", section.raw):
        out.append(words.REVIEW["glued"].format(line=section.line_of(found[0]), text=found[0].partition("\\n")[0]))
    told = set(fold(section.raw).split())
    for spelling, name in vocabulary.MISSPELT.items():
        if spelling in told:
            out.append(words.REVIEW["spelling"].format(line=section.line_of(spelling), text=spelling, expected=name))
    return out
