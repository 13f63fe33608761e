"""What an event means in its place: who it is for, and what was said before. Reads the memory, decides nothing."""

from collections.abc import Sequence

from bot.core.events import Incoming
from bot.core.model import Message, Outcome, Turn
from bot.ports import Exchange, Memory, People

# Outside a thread, "et sur iPhone ?" belongs to the same person's question of the last minutes; later it does not.
RECENT_MS = 5 * 60 * 1000


async def message_of(event: Incoming, memory: Memory, people: People) -> Message:
    """The message with its context, from the thread or from the same person's last minutes."""
    asker = memory.pseudonym(event.sender)
    earlier = [e for e in await before(event, asker, memory) if e.question not in (event.event_id, event.target)]
    answered = any(exchange.reply for exchange in earlier)
    to_bot = event.direct or people.me in event.mentions or await replies_to_bot(event, memory)
    return Message(
        text=event.body,
        addressed=to_bot,
        to_others=not to_bot and await for_somebody_else(event, earlier, asker, memory, people),
        in_bot_thread=bool(event.thread) and answered,
        turns=tuple(turn_of(exchange) for exchange in earlier if exchange.text),
    )


async def before(event: Incoming, asker: str, memory: Memory) -> Sequence[Exchange]:
    if event.thread:
        return await memory.thread(event.room_id, event.thread)
    if event.replies_to and (answered := await memory.exchange_of_reply(event.replies_to)):
        return await memory.thread(event.room_id, answered.thread)
    return await memory.recent(event.room_id, asker, event.sent_at - RECENT_MS)


async def replies_to_bot(event: Incoming, memory: Memory) -> bool:
    return bool(event.replies_to) and await memory.exchange_of_reply(event.replies_to) is not None


async def for_somebody_else(
    event: Incoming, earlier: Sequence[Exchange], asker: str, memory: Memory, people: People
) -> bool:
    """Names or answers another person, or stands in a thread that others opened and the bot has no part in."""
    if any(name != people.me for name in event.mentions):
        return True
    if event.replies_to:
        original = await memory.exchange(event.replies_to)
        return original is None or original.asker != asker
    if event.thread and not any(exchange.reply for exchange in earlier):
        root = await memory.exchange(event.thread)
        return root is None or root.asker != asker
    return False


def turn_of(exchange: Exchange) -> Turn:
    return Turn(text=exchange.text, outcome=Outcome(exchange.outcome), entries=exchange.entries)
