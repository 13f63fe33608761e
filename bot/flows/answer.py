"""A message from its arrival to its reply. Read this file first.

Every path ends in `journal.settle`: the event is done and its replies are in the outbox, at once or not at all. A
crash before it means that the same event is handled again; a crash after it, that the same replies are sent again
under the same transaction ids. Neither loses nor doubles an answer.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.core.events import Incoming, Kind, Outgoing
from bot.core.model import Decision, Outcome
from bot.flows import choose, feedback, replies
from bot.flows.context import message_of
from bot.flows.knowing import Knowing
from bot.flows.learning import Learning
from bot.flows.live import Live
from bot.flows.moderate import Commands
from bot.flows.resent import once_sent
from bot.ports import Exchange, Journal, Memory, People

Rest = Callable[[], Awaitable[None]]
SPEAKS = (Outcome.ANSWER, Outcome.CLARIFY, Outcome.HANDOVER, Outcome.HELP, Outcome.SECRET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The story. Everything it needs of the world is a port."""

    knowing: Knowing
    journal: Journal
    memory: Memory
    people: People
    commands: Commands
    live: Live
    learning: Learning

    async def handle(self, event: Incoming) -> Rest | None:
        """Handles it; what takes seconds is returned, to be run beside the room's other messages."""
        match event.kind:
            case Kind.MESSAGE:
                return await self.message(event)
            case Kind.EDIT:
                await self.edited(event)
            case Kind.REDACTION:
                await self.deleted(event)
            case Kind.REACTION:
                return await self.reacted(event)
        return None

    async def message(self, event: Incoming) -> Rest | None:
        if self.commands.is_command(event):
            return await self.commands.run(event)
        if number := choose.number_of(event.body):
            return await self.picked(event, number)
        return await self.question(event)

    async def question(self, event: Incoming) -> Rest | None:
        message = await message_of(event, self.memory, self.people)
        decision = self.knowing.mind.decide(message, self.live.verdicts())
        if decision.outcome is Outcome.STATUS:
            exchange = self.exchange(event, decision)
            return lambda: self.live.answer(event, decision, exchange, addressed=message.addressed)
        out = self.reply(event, decision)
        await self.journal.settle(event, out, self.exchange(event, decision, out))
        return None

    async def picked(self, event: Incoming, number: int) -> Rest | None:
        """`1`, `2` or `3` after a question of ours; anywhere else it is a message like any other."""
        asked = await choose.asked_in(event, self.memory)
        if asked is None:
            return await self.question(event)
        decision, out = choose.answer(self.knowing.mind, asked, number, replies.Place.of(event))
        await self.journal.settle(event, out, self.exchange(event, decision, out, asked) if decision else None)
        return None

    async def edited(self, event: Incoming) -> None:
        """The question changed: so does its answer. Commands are not run again, and only authors edit."""
        old = await self.memory.exchange(event.target)
        author = old is not None and old.asker == self.memory.pseudonym(event.sender)
        if old is None or not author or old.outcome is Outcome.COMMAND or self.commands.is_command(event):
            await self.journal.settle(event)
            return
        # An edit carries no thread of its own: it belongs where its question stands.
        thread = old.thread if old.thread != old.question else ""
        message = await message_of(replace(event, thread=thread), self.memory, self.people)
        decision = self.knowing.mind.decide(message, self.live.verdicts())
        out = self.revised(event, old, decision)
        await self.journal.settle(event, out, self.revision(event, old, decision, out))

    async def deleted(self, event: Incoming) -> None:
        """A question deleted takes its answers with it; a reaction deleted takes its vote."""
        await self.memory.withdraw(event.target)
        txns = await self.journal.caused(event.target)
        out = [replies.redaction(event.room_id, txn, reason="", cause=event.event_id) for txn in txns]
        await self.journal.settle(event, out)

    async def reacted(self, event: Incoming) -> Rest | None:
        """A choice picked, a vote, or a moderator's ✅ and 📌."""
        taught = await self.learning.reacted(event)
        if taught is not None:
            await self.journal.settle(event, taught)
            return None
        asked = await self.memory.exchange_of_reply(event.target)
        if asked is None and (choose.number_of(event.body) or feedback.is_vote(event)) and await self.journal.unsent():
            return lambda: self.reacted_early(event)
        await self.reacted_to(asked, event)
        return None

    async def reacted_early(self, event: Incoming) -> None:
        """The reaction may be to a reply that is just being sent again."""
        asked = await once_sent(self.journal, lambda: self.memory.exchange_of_reply(event.target))
        await self.reacted_to(asked, event)

    async def reacted_to(self, asked: Exchange | None, event: Incoming) -> None:
        number = choose.number_of(event.body)
        if asked is None:
            await self.journal.settle(event)
        elif number:
            place = replies.Place(
                room_id=event.room_id, thread=asked.thread, replies_to=asked.question, asker=event.sender
            )
            decision, out = choose.answer(self.knowing.mind, asked, number, place)
            await self.journal.settle(event, out, self.exchange(event, decision, out, asked) if decision else None)
        else:
            await feedback.vote(event, self.memory)
            await self.journal.settle(event)

    # ---- what goes out, what is remembered ----------------------------------------------------------------------

    def reply(self, event: Incoming, decision: Decision) -> list[Outgoing]:
        if decision.outcome not in SPEAKS or not decision.reply:
            return []
        key = replies.txn(event.event_id, "reply")
        out = [replies.reply(replies.Place.of(event), decision.reply, key=key, cause=event.event_id)]
        # A password that stays in the room is read by everybody who comes later.
        return [*out, replies.removal(event)] if decision.outcome is Outcome.SECRET else out

    def revised(self, event: Incoming, old: Exchange, decision: Decision) -> list[Outgoing]:
        revision = old.revision + 1
        if not old.reply:
            key = replies.txn(old.question, "reply", revision)
            place = replies.Place(
                room_id=event.room_id,
                thread=event.thread or old.thread or old.question,
                replies_to=old.question,
                asker=event.sender,
            )
            speaks = decision.outcome in SPEAKS and decision.reply
            return [replies.reply(place, decision.reply, key=key, cause=old.question)] if speaks else []
        if decision.outcome not in SPEAKS:
            return [replies.redaction(event.room_id, old.reply, reason="", cause=event.event_id)]
        entries = tuple(match.entry for match in decision.matches)
        if (decision.outcome, entries) == (old.outcome, old.entries):
            return []
        return [
            replies.edit_of(event.room_id, old.reply, decision.reply, revision=revision, cause=old.question),
        ]

    def exchange(
        self, event: Incoming, decision: Decision, out: list[Outgoing] | None = None, asked: Exchange | None = None
    ) -> Exchange:
        """What is kept: never a secret, and no text of what was not for the bot."""
        keep = decision.outcome is not Outcome.SECRET and (decision.question or decision.outcome in SPEAKS)
        return Exchange(
            question=event.event_id,
            room_id=event.room_id,
            thread=asked.thread if asked else event.thread or event.event_id,
            asker=self.memory.pseudonym(event.sender),
            text=(asked.text if asked else event.body) if keep else "",
            outcome=decision.outcome,
            entries=tuple(match.entry for match in decision.matches),
            reply=out[0].txn if out else "",
            at=event.sent_at,
        )

    def revision(self, event: Incoming, old: Exchange, decision: Decision, out: list[Outgoing]) -> Exchange:
        gone = bool(old.reply) and decision.outcome not in SPEAKS
        fresh = self.exchange(event, decision)
        return Exchange(
            question=old.question,
            room_id=old.room_id,
            thread=old.thread,
            asker=old.asker,
            text=fresh.text,
            outcome=fresh.outcome,
            entries=fresh.entries,
            reply="" if gone else old.reply or (out[0].txn if out else ""),
            revision=old.revision + 1,
            at=old.at,
        )
