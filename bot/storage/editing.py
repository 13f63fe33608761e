"""Moderators change the base from the room: the YAML itself, one entry at a time, whole or not at all.

Each verb takes the folder's lock, reads the whole base, cuts its change into the text (splices.py), reads the whole
base again as it would be, makes sure that nothing but what was asked differs, and only then replaces the file
(atomic.py).
RequestWrong, a French sentence: the change is refused. FileWrong: the base was broken before. Nothing has changed then.
"""

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from bot.core.model import Entry, Source
from bot.core.phrasing import editing as say
from bot.core.text import normalise
from bot.errors import RequestWrong
from bot.ports import Change, Prepare, unprepared
from bot.storage import patches, recovering, splices, yaml_tree
from bot.storage.answers import Answer
from bot.storage.lint.answers import objections
from bot.storage.rewriting import TAUGHT, Entries, Rewriting, rewriting
from bot.storage.shapes import ID
from bot.storage.sheets import Sheet, words
from bot.storage.splices import Splice, Unsplicable
from bot.storage.yaml_tree import Items, Pairs

T = TypeVar("T")


class Editor:
    """The port Editor on a folder of YAML. Its verbs run in a thread: they read the whole base, and wait for disks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def add(  # noqa: PLR0913 - what an entry is made of
        self,
        entry_id: str,
        question: str,
        answer: str,
        *,
        more: Sequence[str] = (),
        author: str,
        date: str,
        prepare: Prepare = unprepared,
    ) -> Change:
        asked = (question, *more)
        return await self.run(prepare, lambda base: add(base, entry_id, asked, answer, author=author, date=date))

    async def question(self, entry_id: str, text: str, *, prepare: Prepare = unprepared) -> Change:
        return await self.run(prepare, lambda base: question(base, entry_id, text))

    async def answer(
        self, entry_id: str, text: str, *, seen: str | None = None, prepare: Prepare = unprepared
    ) -> Change:
        return await self.run(prepare, lambda base: answer(base, entry_id, text, seen=seen))

    async def remove(self, entry_id: str, *, prepare: Prepare = unprepared) -> Change:
        return await self.run(prepare, lambda base: remove(base, entry_id))

    async def undo(self, change: Change, *, prepare: Prepare = unprepared) -> Change:
        return await self.run(prepare, lambda base: undo(base, change))

    async def stands(self, change: Change) -> bool:
        return await self.run(unprepared, lambda base: recovering.stands(base, change))

    async def run(self, prepare: Prepare, verb: Callable[[Rewriting], T]) -> T:
        """In a thread, under the folder's lock; only `prepare` runs on the loop, and the thread waits for it."""
        loop = asyncio.get_running_loop()

        def about_to(change: Change) -> None:
            asyncio.run_coroutine_threadsafe(prepare(change), loop).result()

        def done() -> T:
            with rewriting(self.folder, about_to) as base:
                return verb(base)

        return await asyncio.to_thread(done)


def add(base: Rewriting, entry_id: str, asked: Sequence[str], answered: str, *, author: str, date: str) -> Change:
    """A new entry at the end of faq/salon.yaml; its first question is its title, the others are wordings of it."""
    if not re.fullmatch(ID.strip("^$"), entry_id):
        raise RequestWrong(say.bad_id(entry_id))
    if base.entry(entry_id):
        raise RequestWrong(say.taken(entry_id))
    questions, answered = tuple(different(map(line_of, asked))), answer_of(answered)
    title = questions[0][:300].strip()
    entry = [
        f"- id: {splices.scalar(entry_id)}",
        f"  title: {splices.scalar(title)}",
        "  questions:",
        *(f"  - {splices.scalar(one)}" for one in questions),
        "  answer: |",
        *(f"    {line}" if line else "" for line in answered.split("\n")),
        f"  source: {{author: {splices.scalar(author)}, date: {splices.scalar(date)}}}",
    ]
    sheet = base.sheet(TAUGHT) or Sheet(TAUGHT, TAUGHT, "", None)
    sheet = replace(sheet, text=base.text(TAUGHT))
    text = cut(sheet, lambda: splices.added(sheet, entry))
    new = Entry(
        id=entry_id,
        title=title,
        questions=questions,
        markdown=answered,
        answer=Answer(answered),
        source=Source(author=author, date=date),
    )
    return base.commit(Change(action="add", entry=entry_id), {TAUGHT: text}, lambda now: {**now, entry_id: new})


def different(questions: Iterable[str]) -> Iterator[str]:
    """Each wording once, whatever its accents and capitals."""
    seen: set[str] = set()
    for one in questions:
        if normalise(one) not in seen:
            seen.add(normalise(one))
            yield one


def question(base: Rewriting, entry_id: str, text: str) -> Change:
    """One more phrasing of an entry."""
    entry, sheet, node = found(base, entry_id)
    asked = line_of(text)
    if any(asked == known or (normalise(asked) and normalise(asked) == normalise(known)) for known in entry.questions):
        raise RequestWrong(say.already_asked(asked))
    new = replace(entry, questions=(*entry.questions, asked))
    questions = node.get("questions")
    edited = cut(sheet, lambda: splices.listed(sheet, as_list(questions), asked))
    change = Change(action="question", entry=entry_id)
    return base.commit(change, {sheet.path: edited}, lambda now: {**now, entry_id: new})


def answer(base: Rewriting, entry_id: str, text: str, *, seen: str | None = None) -> Change:
    """Another answer. `seen`: the Markdown that the moderator knew; refused when the file has another by now."""
    entry, sheet, node = found(base, entry_id)
    if seen is not None and seen != entry.markdown:
        raise RequestWrong(say.changed_since(entry_id))
    answered = answer_of(text)
    new = replace(entry, markdown=answered, answer=Answer(answered))
    edited = cut(sheet, lambda: splices.replaced(sheet, node, "answer", answered))
    change = Change(action="answer", entry=entry_id)
    return base.commit(change, {sheet.path: edited}, lambda now: {**now, entry_id: new})


def remove(base: Rewriting, entry_id: str) -> Change:
    """The entry goes, and every `see` that names it."""
    _, sheet, _ = found(base, entry_id)
    if len(base.base.knowledge.entries) == 1:
        raise RequestWrong(say.last_one())
    texts: dict[str, str] = {}
    for other in sorted(base.base.faq, key=lambda one: one.path == sheet.path):  # the entry's own file last
        text = without_links(other, entry_id)
        if other.path == sheet.path:
            text = without_entry(replace(other, text=text, root=yaml_tree.parse(text, other.name)), entry_id)
        if text != other.text:
            texts[other.path] = text

    def wanted(now: Entries) -> Entries:
        kept = [one for one in now.values() if one.id != entry_id]
        return {one.id: replace(one, see=tuple(name for name in one.see if name != entry_id)) for one in kept}

    return base.commit(Change(action="remove", entry=entry_id), texts, wanted)


def without_links(sheet: Sheet, entry_id: str) -> str:
    """The text of a file whose entries no longer `see` this one; from the last to the first, so that places hold."""
    nodes = [node for node in sheet.entries() if any(see.text == entry_id for see in words(node, "see"))]
    text = sheet.text
    for node in reversed(nodes):
        splice = splices.unlisted(sheet, node, "see", entry_id)
        text = splice.apply(text)
    return text


def without_entry(sheet: Sheet, entry_id: str) -> str:
    node = splices.entry(sheet, entry_id)
    return cut(sheet, lambda: splices.removed(sheet, node)) if node else sheet.text


def undo(base: Rewriting, change: Change) -> Change:
    """The bytes as they were before a change, wherever in the file its place is now."""
    texts: dict[str, str] = {}
    for patch in reversed(patches.unpack(change.patch)):
        sheet = base.sheet(patch.path)
        try:
            texts[patch.path] = patch.undo(sheet.text if sheet else "")
        except patches.Moved as e:
            raise RequestWrong(say.moved(patch.path)) from e
    return base.commit(Change(action="undo", entry=change.entry), texts)


# ---- what is given, what is found ------------------------------------------------------------------------------------


def found(base: Rewriting, entry_id: str) -> tuple[Entry, Sheet, Pairs]:
    entry = base.entry(entry_id)
    sheet = base.sheet(entry.file) if entry else None
    node = splices.entry(sheet, entry_id) if sheet else None
    if entry is None or sheet is None or node is None:
        near = get_close_matches(entry_id, [one.id for one in base.base.knowledge.entries], n=1)
        raise RequestWrong(say.unknown(entry_id, near[0] if near else ""))
    return entry, sheet, node


def line_of(text: str) -> str:
    line = " ".join(tidied(text).split())
    if not re.search(r"\w", line):
        raise RequestWrong(say.empty(say.QUESTION))
    return line


def answer_of(text: str) -> str:
    markdown = tidied(text)
    if not markdown:
        raise RequestWrong(say.empty(say.ANSWER))
    for value, _ in objections(markdown):
        raise RequestWrong(say.objection(value))
    return markdown


def tidied(text: str) -> str:
    try:
        return splices.tidy(text)
    except ValueError as e:
        raise RequestWrong(say.character(str(e))) from e


def as_list(node: object) -> Items:
    if not isinstance(node, Items):
        raise Unsplicable("the questions are no list")
    return node


def cut(sheet: Sheet, splice: Callable[[], Splice]) -> str:
    """The text of a file with a splice; RequestWrong when it is written in a form that cannot be cut."""
    try:
        return splice().apply(sheet.text)
    except Unsplicable as e:
        raise RequestWrong(say.only_form(sheet.path)) from e
