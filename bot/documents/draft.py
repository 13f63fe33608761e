"""Sections -> draft entries: what a person reviews, and what already answers as it stands. Nothing is invented.

What is taken out or put right on the way is told in the draft's notes, with its line.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.model import Source
from bot.core.rendering import to_text
from bot.documents.answers import answer_of, remarks
from bot.documents.facts import facts_of
from bot.documents.names import facets_of, folded, id_of, title_of
from bot.documents.page import Page
from bot.documents.questions import questions_of
from bot.documents.sections import digest_of
from bot.documents.writing import to_markdown

MOST_SEE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEntry:
    """An entry in the shape of the knowledge base. `notes`: what a person must look at, in French, a line each.

    `line`: where the section begins in the page. `source.digest`: `section+answer`, both 12 hex digits: the second
    tells later whether anybody has rewritten the answer (see `update`).
    """

    id: str
    title: str
    questions: tuple[str, ...]
    answer: str
    refuses: tuple[str, ...] = ()
    facets: Mapping[str, str] = field(default_factory=dict)
    check: str = ""
    see: tuple[str, ...] = ()
    source: Source = field(default_factory=Source)
    tests: tuple[str, ...] = ()
    threshold: float | None = None
    notes: tuple[str, ...] = ()
    line: int = 0


@dataclass(slots=True)
class Taken:
    """Ids and questions (folded) in use: an id names one entry, a question asks for one."""

    ids: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)

    def own(self, questions: Sequence[str], page: Page) -> tuple[str, ...]:
        """Those that no entry before asks; the first with the page's title when all are."""
        kept = [question for question in questions if folded(question) not in self.questions]
        kept = kept or [f"{page.title} : {questions[0]}"]
        self.questions.update(map(folded, kept))
        return tuple(kept)


def draft(page: Page, taken: Taken | None = None) -> list[DraftEntry]:
    """One draft a section with words of its own or several sections under it. `taken`: by the pages before.

    A heading that holds nothing but one section gives it its questions instead.
    """
    taken = Taken() if taken is None else taken
    plan = Plan.of(page, taken.ids)
    return [
        replace(one, questions=taken.own(one.questions, page)) for one in (entry(plan, index) for index in plan.ids)
    ]


@dataclass(frozen=True, slots=True)
class Plan:
    """Which sections become entries: indexes into the page's sections. `below`: the sections one level under each."""

    page: Page
    below: Mapping[int, tuple[int, ...]]
    ids: Mapping[int, str]

    @classmethod
    def of(cls, page: Page, taken: set[str]) -> "Plan":
        below: dict[int, list[int]] = {index: [] for index in range(len(page.sections))}
        last: dict[tuple[str, ...], int] = {}
        for index, section in enumerate(page.sections):
            if section.path[:-1] in last:
                below[last[section.path[:-1]]].append(index)
            last[section.path] = index
        said = [i for i, one in enumerate(page.sections) if re.search(r"\w", to_text(one.text)) or len(below[i]) > 1]
        ids = {index: id_of(page.sections[index].path, taken) for index in said}
        return cls(page, {index: tuple(found) for index, found in below.items()}, ids)

    def children(self, index: int) -> tuple[str, ...]:
        """The ids of the entries right below; through headings that have none."""
        found: list[str] = []
        for child in self.below[index]:
            found += [self.ids[child]] if child in self.ids else self.children(child)
        return tuple(found)

    def inherits(self, index: int) -> bool:
        path = self.page.sections[index].path
        above = [i for i, section in enumerate(self.page.sections[:index]) if section.path == path[:-1]]
        return bool(above) and above[-1] not in self.ids


def entry(plan: Plan, index: int) -> DraftEntry:
    page, section = plan.page, plan.page.sections[index]
    answer, notes = answer_of(page, index, [page.sections[child] for child in plan.below[index]])
    facts, facets = facts_of(section.text), facets_of(section.path)
    asked = facts_of(answer) if notes and facets.get("task") != "import" else facts  # settings may have been borrowed
    text = to_markdown(answer)
    return DraftEntry(
        id=plan.ids[index],
        title=section.title.strip()[:300] if section.title.rstrip().endswith("?") else title_of(section.path),
        questions=questions_of(section.path, section.text, asked, inherits=plan.inherits(index)),
        answer=text,
        facets=facets,
        see=plan.children(index)[:MOST_SEE],
        source=Source(page=page.name, section=section.name, digest=f"{section.digest}+{digest_of(text)}"),
        notes=tuple(notes) + tuple(remarks(section, facts)),
        line=section.line,
    )
