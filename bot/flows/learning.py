"""The bot learns from its room: a thread's question and a moderator's own words become a draft; ✅ makes it live.

`!faq learn ID` and 📌 make drafts; names of those who asked are never kept with them.
"""

import re
from dataclasses import dataclass

from bot import markdown
from bot.core import naming
from bot.core.document import Document
from bot.core.events import Incoming, Outgoing
from bot.core.phrasing import editing as refusal
from bot.core.phrasing import learning as say
from bot.core.phrasing import moderating
from bot.core.rendering import to_html, to_text
from bot.errors import RequestWrong
from bot.flows import replies
from bot.flows.missing import Missing, wording
from bot.flows.resent import once_sent
from bot.flows.rights import Rights
from bot.flows.teaching import By, Teaching
from bot.ports import Draft, Drafts, Journal, Messages

ID = re.compile(r"[a-z0-9][a-z0-9-]{1,63}")  # by the contract
YES, PIN = "✅", "📌"
# Wordings of others that a draft takes over: enough to understand the next one, few enough for a moderator to read.
MOST_WORDINGS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    teaching: Teaching
    rights: Rights
    drafts: Drafts
    messages: Messages
    missing: Missing
    journal: Journal

    # ---- drafts --------------------------------------------------------------------------------------------------

    async def draft(self, entry_id: str, event: Incoming, txn: str) -> Document:
        """`!faq learn ID`, in a thread and as a reply to the moderator's answer. RequestWrong says how it is done."""
        if not event.thread or not event.replies_to:
            raise RequestWrong(say.HOW_TO_LEARN)
        answer = await self.messages.message(event.room_id, event.replies_to)
        if answer is None or not await self.rights.moderates(event.room_id, answer.sender):
            raise RequestWrong(say.NOT_A_MODERATORS_ANSWER)
        return await self.drafted(entry_id, await self.question(event.room_id, event.thread), answer, txn, event.thread)

    async def question(self, room_id: str, event_id: str) -> str:
        """The words of a message that somebody asked with, fit to be kept."""
        said = await self.messages.message(room_id, event_id)
        words = wording(said.body) if said else ""
        if not words:
            raise RequestWrong(say.NO_QUESTION)
        return words

    async def drafted(self, entry_id: str, asked: str, answer: Incoming, txn: str, thread: str) -> Document:
        if not ID.fullmatch(entry_id):
            raise RequestWrong(refusal.bad_id(entry_id))
        if self.teaching.knowing.knowledge.entry(entry_id):
            raise RequestWrong(refusal.taken(entry_id))
        others = await self.missing.wordings(asked)
        draft = Draft(
            txn=txn,
            room_id=answer.room_id,
            thread=thread,
            entry=entry_id,
            questions=(asked, *others[:MOST_WORDINGS]),
            answer=answer.body.strip(),
            author=answer.sender,
        )
        await self.drafts.keep(draft)
        notes = self.teaching.close(draft.questions[:1], entry_id)
        return say.draft(entry_id, draft.questions, markdown.parse(draft.answer), notes)

    # ---- reactions -----------------------------------------------------------------------------------------------

    async def reacted(self, event: Incoming) -> list[Outgoing] | None:
        """What to say about a moderator's ✅ or 📌; None when the reaction is none of these."""
        key = event.body.replace("\ufe0f", "")
        if key not in (YES, PIN):
            return None
        try:
            return await (self.approved(event) if key == YES else self.pinned(event))
        except RequestWrong as e:
            return [self.reply(event, moderating.sentence(str(e)), event.target)]

    async def approved(self, event: Incoming) -> list[Outgoing] | None:
        """✅ on a draft: live. The first moderator's counts; a draft that cannot be taken stays for another try."""
        draft = await once_sent(self.journal, lambda: self.drafts.shown_by(event.target))
        if draft is None or not await self.rights.moderates(event.room_id, event.sender):
            return None
        by = By(event.sender, event.sent_at, event.event_id)
        done = await self.teaching.add(draft.entry, draft.questions, draft.answer, by, author=draft.author)
        await self.drafts.drop(draft.txn)
        return [self.reply(event, moderating.changed("add", done.entry, draft.entry, done.notes), draft.thread)]

    async def pinned(self, event: Incoming) -> list[Outgoing] | None:
        """📌 by a moderator on their own message: a draft from it and the question that it answers."""
        if not await self.rights.moderates(event.room_id, event.sender):
            return None
        answer = await self.messages.message(event.room_id, event.target)
        root = (answer.thread or answer.replies_to) if answer else ""
        if answer is None or answer.sender != event.sender or not root:
            return None  # a pin like any other
        asked = await self.question(event.room_id, root)
        knowledge = self.teaching.knowing.knowledge
        name = naming.id_for(asked, {entry.id for entry in knowledge.entries}, knowledge.language)
        txn = replies.txn(event.event_id, "reply")
        return [self.reply(event, await self.drafted(name, asked, answer, txn, root), root)]

    def reply(self, event: Incoming, document: Document, thread: str) -> Outgoing:
        return Outgoing(
            txn=replies.txn(event.event_id, "reply"),
            room_id=event.room_id,
            body=to_text(document),
            html=to_html(document),
            thread=thread,
            replies_to=event.target,
            mentions=(event.sender,),
            cause=event.event_id,
        )
