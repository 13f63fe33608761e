"""What the documentation says now against the entries built from it. Data here, words in `report`."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bot.core.model import Entry, Knowledge
from bot.core.rendering import to_text
from bot.documents import report
from bot.documents.contradictions import Contradiction, contradictions
from bot.documents.facts import Fact, Kind, facts_of
from bot.documents.page import Page, Section
from bot.documents.sections import digest_of
from bot.documents.ties import LIKE, State, Tie, entry_key, fresh, key_of, same_page, section_digest, tie_all
from bot.errors import Fault

CONTEXT = 4  # words shown around a difference
HARMLESS = (State.MOVED, State.BELOW, State.REFORMATTED)
TELLING = (Kind.HOST, Kind.PORT, Kind.SECURITY, Kind.URL, Kind.MENU, Kind.PRODUCT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One section. `words`: what was and what is, as (`=`, `-` or `+`, text), empty when the former text is not known.

    `gained`: facts of the section that none of its entries states; `lost`: (entry id, fact) that the page states no
    more. `excerpt`: the section's text now, shortened.
    """

    state: State
    page: str
    section: str
    line: int
    entries: tuple[Entry, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    gained: tuple[Fact, ...] = ()
    lost: tuple[tuple[str, Fact], ...] = ()
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class DriftReport:
    """`unread`: pages named by entries that none of the pages read is, with the number of entries."""

    changes: tuple[Change, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    faults: tuple[Fault, ...] = ()
    unchanged: int = 0
    new_pages: tuple[tuple[str, int], ...] = ()
    unread: tuple[tuple[str, int], ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """Something changed, went, came, contradicts itself since the entries were built, or could not be read."""
        harmless = all(change.state in HARMLESS for change in self.changes)
        settled = not any(one.person for one in self.contradictions)
        return not (harmless and settled) or bool(self.new_pages) or any(not fault.line for fault in self.faults)

    def as_json(self) -> dict[str, object]:
        return report.as_json(self)

    def text(self) -> str:
        """For people, in French."""
        return report.text(self)


@dataclass(slots=True)
class Group:
    """The entries of one documented page, and the page read that is the surest to be it."""

    name: str
    entries: list[Entry]
    page: Page | None = None
    sure: int = 0
    then: Page | None = None


def drift(pages: Iterable[Page], knowledge: Knowledge, then: Iterable[Page] = ()) -> DriftReport:
    """`pages`: as they are now, read one at a time; `then`: as they were when the entries were built, if at hand."""
    groups = grouped(knowledge.entries)
    faults: list[Fault] = []
    others: list[Page] = []
    for page in pages:
        faults += page.faults
        if not attached(page, groups) and page.sections:
            others.append(replace(page, sections=tuple(s for s in page.sections if s.text)[:1], faults=()))
    for page in then:
        for group in groups:
            if group.page and same_page(group.name, page):
                group.then = page
    found = [compared(group) for group in groups if group.page]
    used = {group.page.name for group in groups if group.page}
    return DriftReport(
        changes=tuple(change for changes, _, _ in found for change in changes),
        contradictions=tuple(one for _, ones, _ in found for one in ones),
        faults=tuple(faults),
        unchanged=sum(unchanged for _, _, unchanged in found),
        new_pages=tuple((page.name, len(page.sections)) for page in others if page.name not in used),
        unread=tuple((group.name, len(group.entries)) for group in groups if not group.page),
    )


def grouped(entries: Iterable[Entry]) -> list[Group]:
    groups: dict[str, Group] = {}
    for entry in entries:
        if entry.source.page and (entry.source.section or entry.source.digest):
            groups.setdefault(entry.source.page, Group(entry.source.page, [])).entries.append(entry)
    return list(groups.values())


def attached(page: Page, groups: Sequence[Group]) -> bool:
    """Gives the page to the groups it is the surest for so far; by name, else by what it says."""
    found = False
    for group in groups:
        sure = 10 * same_page(group.name, page) or (1 if alike(group, page) else 0)
        if sure > group.sure:
            group.page, group.sure, found = page, sure, True
    return found


def alike(group: Group, page: Page) -> bool:
    """Half of the sections that the entries name stand in the page, by text or by title."""
    digests = {section.digest for section in page.sections} | {section.tree for section in page.sections}
    keys = {key_of(section.path) for section in page.sections if len(section.path) > 1}
    wanted = {(section_digest(entry), entry_key(entry)) for entry in group.entries}
    return sum(digest in digests or key in keys for digest, key in wanted) >= LIKE * len(wanted)


def compared(group: Group) -> tuple[list[Change], list[Contradiction], int]:
    page = group.page
    if page is None:
        return [], [], 0
    ties = tie_all(group.entries, page, group.then)
    new = list(fresh(ties, page))
    changes = [*of_ties(ties, page, group.then), *(of_new(section, page) for section in new)]
    changes.sort(key=lambda change: change.line)
    return changes, contradictions(page, ties, new), sum(t.state == State.SAME for t in ties)


def of_new(section: Section, page: Page) -> Change:
    facts = tuple(fact for fact in facts_of(section.text) if fact.kind in TELLING)
    return Change(
        state=State.NEW, page=page.name, section=section.name, line=section.line, gained=facts, excerpt=excerpt(section)
    )


def of_ties(ties: Iterable[Tie], page: Page, then: Page | None) -> Iterator[Change]:
    """Entries of one section and one state make one change."""
    groups: dict[tuple[int, State, str], list[Tie]] = {}
    for t in ties:
        if t.state != State.SAME:
            where = t.section.line if t.section else 0
            groups.setdefault((where, t.state, "" if t.section else t.entry.source.section), []).append(t)
    stated = {(fact.kind, fact.value) for section in page.sections for fact in facts_of(section.text)}
    for same in groups.values():
        yield change_of(same, page, then, stated)


def change_of(same: Sequence[Tie], page: Page, then: Page | None, stated: set[tuple[Kind, str]]) -> Change:
    section, state = same[0].section, same[0].state
    entries = tuple(t.entry for t in same)
    if section is None:
        return Change(state=state, page=page.name, section=entries[0].source.section, line=0, entries=entries)
    told = {(fact.kind, fact.value) for entry in entries for fact in facts_of(entry.answer)}
    before = former(entries, section, then) if state == State.CHANGED else ""
    if before and before.split() == to_text(section.text).split():
        state = State.REFORMATTED
    changed = state == State.CHANGED
    return Change(
        state=state,
        page=page.name,
        section=section.name,
        line=section.line,
        entries=entries,
        words=differences(before, to_text(section.text)) if changed else (),
        gained=tuple(f for f in facts_of(section.text) if (f.kind, f.value) not in told) if changed else (),
        lost=tuple(lost(entries, stated, page)) if changed else (),
        excerpt=excerpt(section),
    )


def lost(entries: Iterable[Entry], stated: set[tuple[Kind, str]], page: Page) -> Iterator[tuple[str, Fact]]:
    """What entries state and the page does not; links to the documentation itself aside."""
    home = urlsplit(page.address).netloc
    for entry in entries:
        for fact in facts_of(entry.answer):
            if (fact.kind, fact.value) not in stated and not (home and home in fact.value):
                yield entry.id, fact


def former(entries: Iterable[Entry], section: Section, then: Page | None) -> str:
    """The section's text when the entries were built: from the page then, or an answer that nobody has touched."""
    if then:
        before = next((s for s in then.sections if key_of(s.path) == key_of(section.path)), None)
        return to_text(before.text) if before else ""
    return next((to_text(entry.answer) for entry in entries if untouched(entry)), "")


def untouched(entry: Entry) -> bool:
    """The answer is still the one that was drafted."""
    drafted = entry.source.digest.partition("+")[2]
    return bool(drafted) and digest_of(entry.markdown) == drafted


def differences(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Word by word, with a few words around each difference."""
    if not before:
        return ()
    old, new = before.split(), after.split()
    out: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            kept = old[a:b]
            long = len(kept) > 2 * CONTEXT
            out.append(("=", " ".join([*kept[:CONTEXT], "…", *kept[-CONTEXT:]] if long else kept)))
            continue
        if b > a:
            out.append(("-", " ".join(old[a:b])))
        if d > c:
            out.append(("+", " ".join(new[c:d])))
    return tuple(out) if any(kind != "=" for kind, _ in out) else ()


def excerpt(section: Section, most: int = 300) -> str:
    text = " ".join(to_text(section.text).split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
