"""A choice picked, by a reaction or by its number, becomes the chosen answer."""

from collections.abc import Sequence

from bot.core.events import Incoming, Outgoing
from bot.core.mind import Mind
from bot.core.model import Decision, Outcome, Turn
from bot.flows import replies
from bot.ports import Exchange, Memory

# Keycaps come with or without the variation selector U+FE0F.
NUMBERS = {"1": 1, "2": 2, "3": 3, "1\u20e3": 1, "2\u20e3": 2, "3\u20e3": 3}


def number_of(text: str) -> int:
    """1 to 3, or 0 when the text is not a choice."""
    return NUMBERS.get(text.strip().replace("\ufe0f", "").rstrip("."), 0)


async def asked_in(event: Incoming, memory: Memory) -> Exchange | None:
    """The question that this number answers: replied to, the last of its thread, or the person's last one."""
    if event.replies_to:
        exchange = await memory.exchange_of_reply(event.replies_to)
        return exchange if exchange and exchange.outcome is Outcome.CLARIFY else None
    if event.thread:
        earlier = await memory.thread(event.room_id, event.thread)
    else:
        ten_minutes = event.sent_at - 10 * 60 * 1000
        earlier = await memory.recent(event.room_id, memory.pseudonym(event.sender), ten_minutes)
    return last_clarify(earlier)


def last_clarify(earlier: Sequence[Exchange]) -> Exchange | None:
    return next((exchange for exchange in reversed(earlier) if exchange.outcome is Outcome.CLARIFY), None)


def answer(mind: Mind, asked: Exchange, number: int, place: replies.Place) -> tuple[Decision | None, list[Outgoing]]:
    """The answer chosen; the same choice of the same question is sent once, whoever picks it."""
    turn = Turn(text=asked.text, outcome=asked.outcome, entries=asked.entries)
    decision = mind.choose(turn, number)
    if decision is None:
        return None, []
    key = replies.txn(asked.question, f"choice {number}", asked.revision)
    return decision, [replies.reply(place, decision.reply, key=key, cause=asked.question)]
