"""Which section of today's page an entry was built from, and whether it still says the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.model import Entry
from bot.core.rendering import to_text
from bot.core.text import fold
from bot.documents.names import bare
from bot.documents.page import SEPARATOR, Page, Section

LIKE = 0.5  # share of words in common from which a section under another title is the same matter
FEW = 6  # words
COVERED = 0.8  # share of a section's words found in one answer from which it is not news


class State(StrEnum):
    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    REFORMATTED = "reformatted"  # another writing of the same words
    BELOW = "below"  # something under the section changed; its own text, as far as can be told, did not
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Tie:
    """`section` is None when the page has it no more. `whole`: the entry vouches for everything under the section."""

    entry: Entry
    section: Section | None
    state: State
    whole: bool = False


Key = tuple[str, ...]


def key_of(path: Sequence[str]) -> Key:
    """A heading path without the page's title, numbers, accents, capitals: what stays when a page is renumbered."""
    return tuple(fold(bare(title)) for title in path[1:])


def entry_key(entry: Entry) -> Key:
    return key_of([part.strip() for part in entry.source.section.split(SEPARATOR.strip())])


def section_digest(entry: Entry) -> str:
    """Of the section when the entry was built; what follows a `+` is the answer's (see draft)."""
    return entry.source.digest.partition("+")[0]


def words_of(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).split() if len(word) > 3)


def section_words(section: Section) -> frozenset[str]:
    return words_of(f"{section.title} {to_text(section.text)}")


def tie_all(entries: Iterable[Entry], page: Page, then: Page | None = None) -> list[Tie]:
    """Each entry with its section. `then`: the page when the entries were built, if it is at hand."""
    entries = list(entries)
    claimed = {section_digest(entry) for entry in entries}
    ties = [tie(entry, page, claimed) for entry in entries]
    changed = {t.section.path for t in ties if t.section and t.state == State.CHANGED and exact(t, page)}
    changed |= {section.path for section in fresh(ties, page)}
    return [softened(t, page, changed, then) for t in ties]


def tie(entry: Entry, page: Page, claimed: set[str]) -> Tie:
    digest, key = section_digest(entry), entry_key(entry)
    same = [section for section in page.sections if digest and digest in (section.digest, section.tree)]
    if same:
        best = next((section for section in same if key_of(section.path) == key), same[0])
        state = State.SAME if key_of(best.path) == key else State.MOVED
        return Tie(entry, best, state, whole=digest == best.tree)
    free = [section for section in page.sections if section.digest not in claimed and section.tree not in claimed]
    named = [section for section in (*free, *page.sections) if key_of(section.path) == key]  # headings may be doubled
    found = named[0] if named else renamed(entry, key, free)
    if found is None:
        return Tie(entry, None, State.GONE)
    return Tie(entry, found, State.CHANGED if digest else State.SAME)


def renamed(entry: Entry, key: Key, free: Sequence[Section]) -> Section | None:
    """The section under the same last title, or the one whose words are most like the answer's."""
    if key and (found := next((section for section in free if key_of(section.path)[-1:] == key[-1:]), None)):
        return found
    mine = words_of(f"{entry.title} {to_text(entry.answer)}")
    scored = [(likeness(mine, section_words(section)), i) for i, section in enumerate(free) if section.text]
    score, index = max(scored, default=(0.0, 0))
    return free[index] if score >= LIKE else None


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Share of the words of both that are in both, 0..1."""
    return len(one & two) / len(one | two) if one and two else 0.0


def under(section: Section, other: Section) -> bool:
    """`other` stands below `section`."""
    return other is not section and other.path[: len(section.path)] == section.path


def exact(t: Tie, page: Page) -> bool:
    """The entry's digest is of the section's own text for sure: the section holds no other, or the draft said so."""
    alone = t.section is not None and not any(under(t.section, other) for other in page.sections)
    return alone or "+" in t.entry.source.digest


def softened(t: Tie, page: Page, changed: set[tuple[str, ...]], then: Page | None) -> Tie:
    """A digest of a branch changes with every leaf: when a leaf explains it, the branch is not to be read again."""
    if t.state != State.CHANGED or t.section is None or exact(t, page):
        return t
    before = next((s for s in then.sections if key_of(s.path) == entry_key(t.entry)), None) if then else None
    if before and before.tree == section_digest(t.entry):
        return Tie(t.entry, t.section, State.BELOW if before.digest == t.section.digest else State.CHANGED)
    explained = any(path[: len(t.section.path)] == t.section.path and path != t.section.path for path in changed)
    return Tie(t.entry, t.section, State.BELOW) if explained else t


def fresh(ties: Sequence[Tie], page: Page) -> Iterator[Section]:
    """Sections with a text that no entry was built from, none vouches for, and no neighbour's answer already says."""
    taken = {id(t.section) for t in ties if t.section}
    whole = [t.section for t in ties if t.section and t.whole]
    for section in page.sections:
        if id(section) in taken or not section.text or any(under(above, section) for above in whole):
            continue
        near = [
            words_of(f"{t.entry.title} {to_text(t.entry.answer)}")
            for t in ties
            if t.section and beside(t.section, section)
        ]
        if not any(says(answer, section) for answer in near):
            yield section


def says(answer: frozenset[str], section: Section) -> bool:
    """An answer has the words of the section: every one of its text when they are few, most of them otherwise."""
    own, mine = words_of(to_text(section.text)), section_words(section)
    if len(mine) < FEW:
        return len(own) > 2 and own <= answer
    return len(mine & answer) >= COVERED * len(mine)


def beside(one: Section, other: Section) -> bool:
    """The heading above, a heading of the same group, or one below."""
    return one.path in (other.path, other.path[:-1]) or one.path[:-1] == other.path[:-1] or under(other, one)


def same_page(named: str, page: Page) -> int:
    """How surely an entry's `source.page` is this page: 3 its name, 2 its file name or address, 1 a dated copy, 0."""
    if named == page.name:
        return 3
    stem, other = stem_of(named), stem_of(page.name)
    if stem == other or named.rstrip("/") == page.address:
        return 2
    return 1 if re.fullmatch(rf"{re.escape(stem)}[-_. ]\d[\d\-_.]*", other) else 0


def stem_of(name: str) -> str:
    return re.sub(r"(?:/README)?\.(?:md|markdown)$", "", name.partition("#")[0].rstrip("/")).rpartition("/")[2].lower()
