"""Two places that give different values for one thing: in a page, between entries, between an entry and its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.model import Entry
from bot.documents.facts import STANDARD, Fact, Kind, facts_of, wrong_labels
from bot.documents.page import Page, Section
from bot.documents.ties import State, Tie


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is stated: a page's section or an entry, with file and line. `seen`: nothing new there since the
    entries were built."""

    file: str
    line: int
    name: str  # the heading path, or the entry's id
    entry: bool
    seen: bool


@dataclass(frozen=True, slots=True)
class Statement:
    value: str
    place: Place
    fact: Fact


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`kind`: values (two values for one thing) or label (a port with a security that is not its own).

    `person`: somebody must settle it; otherwise it stood there already when the entries were built from the page.
    """

    kind: str
    subject: str
    expected: str
    statements: tuple[Statement, ...]

    @property
    def person(self) -> bool:
        return not all(statement.place.seen for statement in self.statements)


def contradictions(page: Page, ties: Sequence[Tie], new: Iterable[Section]) -> list[Contradiction]:
    """Of one page and the entries built from it."""
    news = {id(section) for section in new} | {id(t.section) for t in ties if t.state == State.CHANGED}
    said = [one for section in page.sections for one in of_section(section, page, id(section) not in news)]
    answered = [one for t in ties for one in of_entry(t.entry, t.state in (State.SAME, State.MOVED, State.BELOW))]
    return [*labels(said), *labels(answered), *several(said), *against(answered, said)]


def of_section(section: Section, page: Page, seen: bool) -> list[Statement]:
    facts = facts_of(section.text)
    return [
        Statement(fact.value, Place(page.name, section.line_of(fact.text), section.name, entry=False, seen=seen), fact)
        for fact in facts
    ]


def of_entry(entry: Entry, seen: bool) -> list[Statement]:
    place = Place(entry.file, entry.line, entry.id, entry=True, seen=seen)
    return [Statement(fact.value, place, fact) for fact in facts_of(entry.answer)]


def labels(said: Sequence[Statement]) -> list[Contradiction]:
    """A security that is not the port's own, each with the place of the port and the place of the label."""
    found = []
    for name in dict.fromkeys(one.place.name for one in said):
        here = [one for one in said if one.place.name == name]
        for port, fact in wrong_labels([one.fact for one in here]):
            ports = [one for one in here if one.fact.kind == Kind.PORT and one.value == port]
            stated = [one for one in here if one.fact == fact]
            found.append(Contradiction("label", port, STANDARD[int(port)], (*ports[:1], *stated[:1])))
    return found


def comparable(one: Statement) -> tuple[str, str] | None:
    """What can have only one value: the host of a service, the security of a port."""
    fact = one.fact
    return (fact.kind, fact.subject) if fact.subject and fact.kind in (Kind.HOST, Kind.SECURITY) else None


def several(said: Sequence[Statement]) -> list[Contradiction]:
    """Different values for one thing inside the page: the first place of each value."""
    found = []
    for subject in dict.fromkeys(filter(None, map(comparable, said))):
        first: dict[str, Statement] = {}
        for one in said:
            if comparable(one) == subject:
                first.setdefault(one.value, one)
        if len(first) > 1:
            found.append(Contradiction("values", " ".join(subject), "", tuple(first.values())))
    return found


def against(answered: Sequence[Statement], said: Sequence[Statement]) -> list[Contradiction]:
    """Values of entries that the page does not give, with what the page (or else another entry) gives."""
    found: dict[tuple[str, str, frozenset[str]], Contradiction] = {}
    for one in answered:
        subject = comparable(one)
        if subject is None:
            continue
        page = [other for other in said if comparable(other) == subject]
        others = page or [other for other in answered if comparable(other) == subject]
        if any(other.value == one.value for other in page) or all(other.value == one.value for other in others):
            continue
        other = next(other for other in others if other.value != one.value)
        pair = frozenset((one.value, other.value))
        found.setdefault((*subject, pair), Contradiction("values", " ".join(subject), "", (one, other)))
    return list(found.values())
