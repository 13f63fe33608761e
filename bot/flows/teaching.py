"""A moderator changes what the bot knows: written to the files, recorded with who and when, known at once.

One change at a time, among all rooms. What fails leaves files and knowledge as they were.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

import structlog

from bot.core.model import Entry, Message, Outcome
from bot.core.phrasing import editing as refusal
from bot.core.phrasing import moderating as say
from bot.errors import FacteurError, FileWrong, RequestWrong
from bot.flows.knowing import Knowing
from bot.flows.rereading import Rereading
from bot.flows.when import iso_day
from bot.ports import Audit, Change, Editor, Prepare, Versions

log = structlog.get_logger()

# Two who reword the same answer within this time may not have seen each other: the second is told first.
AT_ONCE_MS = 60 * 1000
# What each would write over. A new entry is not among them: who knows its id has seen it.
OVERWRITES = {"answer": ("answer", "undo"), "remove": ("question", "answer", "undo")}
# As the files take them (storage/shapes.py): said here in French, before anything is read.
LONGEST_QUESTION, LONGEST_ANSWER = 2_000, 20_000

Verb = Callable[[Prepare], Awaitable[Change]]


@dataclass(frozen=True, slots=True)
class By:
    """Who asks, when (ms), by which event."""

    author: str
    at: int
    event: str


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made; `notes` are sentences for the moderator."""

    change: Change
    entry: Entry | None
    notes: tuple[str, ...] = ()


class Overtaken(RequestWrong):
    """Somebody else changed the entry meanwhile. `change` is what they did, None when it was done in the files."""

    def __init__(self, entry_id: str, before: str, after: str, change: Change | None) -> None:
        super().__init__(refusal.changed_since(entry_id))
        self.entry_id, self.before, self.after, self.change = entry_id, before, after, change


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """`seen`: the last change that a moderator was shown of an entry; forgetting it at a restart harms nobody."""

    knowing: Knowing
    editor: Editor
    audit: Audit
    versions: Versions
    rereading: Rereading
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    async def add(self, entry_id: str, questions: Sequence[str], answer: str, by: By, author: str = "") -> Done:
        """A new entry. `author`: whose words the answer is, when that is not who puts it in."""
        fitting(questions, answer)
        first, *more = questions

        async def verb(prepare: Prepare) -> Change:
            who, date = author or by.author, iso_day(by.at / 1000)
            return await self.editor.add(entry_id, first, answer, more=more, author=who, date=date, prepare=prepare)

        return await self.made(verb, by)

    async def question(self, entry_id: str, text: str, by: By) -> Done:
        fitting([text])
        return await self.made(lambda prepare: self.editor.question(entry_id, text, prepare=prepare), by)

    async def answer(self, entry_id: str, text: str, by: By) -> Done:
        fitting([], text)

        async def verb(prepare: Prepare) -> Change:
            entry = await self.uncontested("answer", entry_id, by)
            seen = entry.markdown if entry else None
            return await self.editor.answer(entry_id, text, seen=seen, prepare=prepare)

        return await self.made(verb, by)

    async def remove(self, entry_id: str, by: By) -> Done:
        async def verb(prepare: Prepare) -> Change:
            await self.uncontested("remove", entry_id, by)
            return await self.editor.remove(entry_id, prepare=prepare)

        return await self.made(verb, by)

    async def undo(self, by: By) -> Done:
        """The last change that still stands, whoever made it."""
        undone: list[Change] = []

        async def verb(prepare: Prepare) -> Change:
            last = await self.audit.last()
            if last is None:
                raise RequestWrong(say.NOTHING_TO_UNDO)
            if last.at > by.at and self.unseen(last, by):  # they meant another one
                self.saw(by.author, last)
                raise Overtaken(last.entry, last.before, last.after, last)
            undone.append(last)
            return await self.editor.undo(last, prepare=prepare)

        return await self.made(verb, by, undone)

    # ---- how a change is made ------------------------------------------------------------------------------------

    async def recover(self) -> None:
        """What was about to be made when the bot died gets its author and its undo, or is forgotten; at the start."""
        async with self.rereading.lock:
            await self.recovered()

    async def recovered(self) -> None:
        for change in await self.audit.prepared():
            try:
                made = await self.editor.stands(change)
            except FileWrong as e:  # told elsewhere; it is looked at again with the next change
                log.warning("prepared change not looked at", entry=change.entry, faults=len(e.faults))
                continue
            log.info("prepared change found", entry=change.entry, made=made)
            await (self.audit.complete(change) if made else self.audit.drop(change))
            if made:
                await self.versions.commit(change)

    async def made(self, verb: Verb, by: By, undone: Sequence[Change] = ()) -> Done:
        """Once it has begun it is finished, even when the bot is stopped: a change without its record has no undo."""
        work = asyncio.create_task(self.locked(verb, by, undone))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.wait({work})
            raise

    async def locked(self, verb: Verb, by: By, undone: Sequence[Change]) -> Done:
        async with self.rereading.lock:
            await self.recovered()
            change = await self.audit.of_event(by.event)
            if change is None:  # else: done before a crash, only the reply was not sent
                change = await self.recorded(verb, by, undone)
            wrong = await self.rereading.again()
            problem = await self.versions.commit(change)
        self.saw(by.author, change)
        notes = [say.not_committed(problem)] if problem else []
        notes += [say.not_served(len(wrong.faults))] if wrong else []
        return Done(change, self.knowing.knowledge.entry(change.entry), tuple(notes))

    async def recorded(self, verb: Verb, by: By, undone: Sequence[Change]) -> Change:
        """Written down, written to the files, confirmed: a crash between any two of them loses nothing."""
        kept: list[Change] = []

        async def prepare(change: Change) -> None:
            undoes = undone[0].id if undone else 0  # known by now
            kept.append(await self.audit.prepare(replace(change, event=by.event), by.author, undoes=undoes))

        try:
            await verb(prepare)
        except FileWrong as e:
            raise RequestWrong(say.broken_base(e.faults)) from e
        except FacteurError:
            await self.recovered()  # the files tell whether anything was written
            raise
        await self.audit.complete(kept[0])
        return kept[0]

    async def uncontested(self, action: str, entry_id: str, by: By) -> Entry | None:
        """The entry as its moderator knows it. Overtaken: somebody changed it, and they may not have seen that."""
        known = self.knowing.knowledge.entry(entry_id)
        if await self.rereading.stale():
            await self.rereading.again()
        entry = self.knowing.knowledge.entry(entry_id)
        if known and entry and known.markdown != entry.markdown:
            raise Overtaken(entry_id, known.markdown, entry.markdown, None)
        for change in await self.audit.history(entry_id, limit=5):
            if change.action in OVERWRITES[action] and self.unseen(change, by):
                self.saw(by.author, change)
                raise Overtaken(entry_id, change.before, change.after, change)
        return entry

    def unseen(self, change: Change, by: By) -> bool:
        recent = by.at - change.at < AT_ONCE_MS
        return recent and change.author != by.author and self.seen.get((by.author, change.entry), 0) < change.id

    def saw(self, author: str, change: Change) -> None:
        if len(self.seen) > 1000:  # a bound, not a policy
            self.seen.clear()
        self.seen[author, change.entry] = change.id

    def close(self, questions: Sequence[str], entry_id: str) -> list[str]:
        """Warnings: questions to which the bot now gives another entry. Asked before the change is made."""
        notes: list[str] = []
        for question in questions:
            decision = self.knowing.mind.decide(Message(text=question, addressed=True))
            best = decision.matches[0] if decision.outcome is Outcome.ANSWER else None
            entry = self.knowing.knowledge.entry(best.entry) if best and best.entry != entry_id else None
            if best and entry:
                notes.append(say.close(question, entry, best))
        return notes

    def nearest(self, entry_id: str) -> str:
        near = get_close_matches(entry_id, [entry.id for entry in self.knowing.knowledge.entries], n=1)
        return near[0] if near else ""

    async def shown(self, author: str, entry_id: str) -> None:
        """This moderator was shown the entry as it is now."""
        for latest in await self.audit.history(entry_id, limit=1):
            self.saw(author, latest)


def fitting(questions: Sequence[str], answer: str = "") -> None:
    for one in questions:
        if len(one) > LONGEST_QUESTION:
            raise RequestWrong(say.too_long("La question", len(one), LONGEST_QUESTION))
    if len(answer) > LONGEST_ANSWER:
        raise RequestWrong(say.too_long("La réponse", len(answer), LONGEST_ANSWER))
