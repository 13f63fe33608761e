"""A drift report as text for people and as data for programs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.core.model import Entry
from bot.core.phrasing import drift as words
from bot.documents.contradictions import Contradiction, Place
from bot.documents.facts import Fact

if TYPE_CHECKING:
    from bot.documents.drift import Change, DriftReport

MOST_FACTS = 12


# ---- for people ----------------------------------------------------------------------------------------------------


def text(report: "DriftReport") -> str:
    return "\n".join(lines(report))


def lines(report: "DriftReport") -> Iterator[str]:
    counts = {state: sum(change.state == state for change in report.changes) for state in words.STATES}
    if report.changes or report.new_pages:
        yield words.SUMMARY.format(unchanged=report.unchanged, **counts)
    else:
        yield words.NOTHING.format(unchanged=report.unchanged)
    for change in report.changes:
        yield ""
        yield from change_lines(change)
    if report.contradictions:
        yield ""
        yield f"{words.CONTRADICTIONS} :"
    for one in report.contradictions:
        yield from contradiction_lines(one)
    yield from (words.NEW_PAGE.format(page=page, sections=sections) for page, sections in report.new_pages)
    yield from (words.LOST_PAGE.format(page=page, entries=entries) for page, entries in report.unread)
    yield from (f"{words.UNREAD} : {fault}" for fault in report.faults)


def change_lines(change: "Change") -> Iterator[str]:
    place = f"{change.page}:{change.line}" if change.line else change.page
    yield f"{words.STATES[change.state]}  {change.section}  ({place})"
    yield f"  {words.STATE_HELP[change.state]}"
    if change.entries:
        yield "  " + words.ENTRIES.format(entries=", ".join(map(entry_place, change.entries)))
    if change.words:
        yield "  " + words.WORDS.format(words=" ".join(marked(kind, part) for kind, part in change.words))
    elif change.state in ("new", "changed") and change.excerpt:
        yield "  " + words.NOW.format(text=change.excerpt)
    yield from ("  " + words.GAINED.format(fact=fact_text(fact)) for fact in change.gained[:MOST_FACTS])
    for entry, fact in change.lost[:MOST_FACTS]:
        yield "  " + words.LOST.format(entry=entry, fact=fact_text(fact))


def marked(kind: str, part: str) -> str:
    return part if kind == "=" else f"[-{part}-]" if kind == "-" else f"{{+{part}+}}"


def entry_place(entry: Entry) -> str:
    return f"{entry.id} ({entry.file}:{entry.line})" if entry.file else entry.id


def fact_text(fact: Fact) -> str:
    name = words.FACTS[fact.kind]
    return f"{name} {fact.subject} {fact.text}" if fact.subject else f"{name} {fact.text}"


def contradiction_lines(one: Contradiction) -> Iterator[str]:
    yield f"- {headline(one)} ({words.TO_SETTLE if one.person else words.KNOWN})"
    yield from (f"    {statement.fact.text} : {place_text(statement.place)}" for statement in one.statements)


def headline(one: Contradiction) -> str:
    if one.kind == "label":
        stated = one.statements[-1].fact.text
        return words.LABEL.format(port=one.subject, stated=stated, expected=one.expected.upper())
    kind, _, subject = one.subject.partition(" ")
    return words.VALUES.format(subject=f"{words.FACTS[kind]} {subject}")


def place_text(place: Place) -> str:
    return f"{place.file}:{place.line} ({place.name})" if place.file else place.name


# ---- for programs --------------------------------------------------------------------------------------------------


def as_json(report: "DriftReport") -> dict[str, object]:
    return {
        "needs_a_person": report.needs_a_person,
        "unchanged": report.unchanged,
        "changes": [change_json(change) for change in report.changes],
        "contradictions": [contradiction_json(one) for one in report.contradictions],
        "new_pages": [{"page": page, "sections": sections} for page, sections in report.new_pages],
        "pages_not_read": [{"page": page, "entries": entries} for page, entries in report.unread],
        "faults": [{"file": f.file, "line": f.line, "value": f.value, "expected": f.expected} for f in report.faults],
    }


def change_json(change: "Change") -> dict[str, object]:
    return {
        "state": str(change.state),
        "page": change.page,
        "section": change.section,
        "line": change.line,
        "entries": [{"id": entry.id, "file": entry.file, "line": entry.line} for entry in change.entries],
        "words": [{"op": kind, "text": part} for kind, part in change.words],
        "gained": [fact_json(fact) for fact in change.gained],
        "lost": [{"entry": entry, **fact_json(fact)} for entry, fact in change.lost],
        "excerpt": change.excerpt,
    }


def fact_json(fact: Fact) -> dict[str, str]:
    return {"kind": str(fact.kind), "subject": fact.subject, "value": fact.value, "text": fact.text}


def contradiction_json(one: Contradiction) -> dict[str, object]:
    return {
        "kind": one.kind,
        "subject": one.subject,
        "expected": one.expected,
        "needs_a_person": one.person,
        "places": [
            {
                "value": statement.fact.text,
                "file": statement.place.file,
                "line": statement.place.line,
                "entry" if statement.place.entry else "section": statement.place.name,
            }
            for statement in one.statements
        ],
    }
