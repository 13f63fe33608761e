"""Knowledge made of drafts, and changed by hand, for the tests of drift."""

from collections.abc import Iterable

from bot import markdown
from bot.core.model import Entry, Knowledge
from bot.documents.draft import DraftEntry, draft
from bot.documents.page import Page


def entry_of(one: DraftEntry, answer: str = "") -> Entry:
    text = answer or one.answer
    return Entry(
        id=one.id,
        title=one.title,
        questions=one.questions,
        markdown=text,
        answer=markdown.parse(text),
        facets=one.facets,
        see=one.see,
        source=one.source,
        file="faq/page.yaml",
        line=one.line,
    )


def knowledge(entries: Iterable[Entry]) -> Knowledge:
    return Knowledge(language="fr", title="Base", entries=tuple(entries))


def built_from(page: Page) -> Knowledge:
    return knowledge(entry_of(one) for one in draft(page))
