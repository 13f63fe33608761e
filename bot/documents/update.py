"""Changed drafts for entries that exist, without touching what people wrote: page then, page now, entry now.

An answer nobody has rewritten is known by the second digest of its source (`section+answer`, see draft): its new text
is simply proposed. A rewritten answer keeps every word: what the page changed is put in only where the former page is
at hand and both changed different lines. Titles, questions, tests and the rest of an entry are never touched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.model import Entry, Knowledge, Source
from bot.documents.draft import DraftEntry, draft
from bot.documents.drift import Group, attached, grouped, untouched
from bot.documents.merge import merge
from bot.documents.page import Page
from bot.documents.sections import digest_of
from bot.documents.ties import State, Tie, entry_key, fresh, key_of, same_page, tie_all


class Way(StrEnum):
    REFRESH = "refresh"  # never rewritten: the new text
    MERGE = "merge"  # rewritten elsewhere than the page: both
    CONFLICT = "conflict"  # rewritten, and the page changed there too, or how it was is not known
    STAMP = "stamp"  # the same answer: only its source is new
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`entry`: as it stands, None for a new one. `draft`: as proposed, None where nothing can be (GONE).

    Of a CONFLICT, `draft` holds what the page would give, to compare by eye: never to be written over the entry.
    """

    way: Way
    entry: Entry | None
    draft: DraftEntry | None


def update(pages: Iterable[Page], knowledge: Knowledge, then: Iterable[Page] = ()) -> Iterator[Proposal]:
    """One proposal an entry whose section changed, moved or went, and one a section without entry.

    Pages that no entry was built from propose nothing: importing them is a decision of its own.
    """
    groups = grouped(knowledge.entries)
    for page in pages:
        attached(page, groups)
    for page in then:
        for group in groups:
            if group.page and same_page(group.name, page):
                group.then = page
    taken = {entry.id for entry in knowledge.entries}
    for group in groups:
        yield from proposals(group, taken)


def proposals(group: Group, taken: set[str]) -> Iterator[Proposal]:
    page = group.page
    if page is None:
        return
    ties = tie_all(group.entries, page, group.then)
    now = {one.line: one for one in draft(page)}
    before = {key_of(one.source.section.split(" > ")): one for one in draft(group.then)} if group.then else {}
    for t in ties:
        if t.state == State.GONE:
            yield Proposal(Way.GONE, t.entry, None)
        elif t.state != State.SAME and t.section and (drafted := now.get(t.section.line)):
            yield proposal(t, drafted, before.get(entry_key(t.entry)))
    for section in fresh(ties, page):
        if drafted := now.get(section.line):
            yield Proposal(Way.NEW, None, renamed(drafted, taken))


def proposal(t: Tie, drafted: DraftEntry, before: DraftEntry | None) -> Proposal:
    entry = t.entry
    if t.state in (State.MOVED, State.BELOW):
        return Proposal(Way.STAMP, entry, like(entry, entry.markdown, drafted))
    if untouched(entry) or (before and before.answer == entry.markdown):
        way = Way.STAMP if drafted.answer == entry.markdown else Way.REFRESH
        return Proposal(way, entry, like(entry, drafted.answer, drafted))
    if before and before.answer == drafted.answer:
        return Proposal(Way.STAMP, entry, like(entry, entry.markdown, drafted))
    both = merge(before.answer, drafted.answer, entry.markdown) if before else None
    if both is None:
        return Proposal(Way.CONFLICT, entry, drafted)
    return Proposal(Way.MERGE, entry, like(entry, both, drafted))


def like(entry: Entry, answer: str, drafted: DraftEntry) -> DraftEntry:
    """The entry as it is, with another answer and source; its second digest is kept only by a drafted answer."""
    own = f"+{digest_of(answer)}" if answer == drafted.answer else ""
    digest = drafted.source.digest.partition("+")[0] + own
    source = Source(
        page=drafted.source.page,
        section=drafted.source.section,
        digest=digest,
        note=entry.source.note,
        author=entry.source.author,
        date=entry.source.date,
    )
    return DraftEntry(
        id=entry.id,
        title=entry.title,
        questions=entry.questions,
        answer=answer,
        refuses=entry.refuses,
        facets=entry.facets,
        check=entry.check,
        see=entry.see,
        source=source,
        tests=entry.tests,
        threshold=entry.threshold,
        notes=drafted.notes if answer == drafted.answer else (),
        line=drafted.line,
    )


def renamed(drafted: DraftEntry, taken: set[str]) -> DraftEntry:
    """A new entry takes no id in use."""
    name, number = drafted.id, 2
    while name in taken:
        name, number = f"{drafted.id[:59].rstrip('-')}-{number}", number + 1
    taken.add(name)
    return replace(drafted, id=name)
