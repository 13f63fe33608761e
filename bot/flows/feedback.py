"""👍 and 👎 on an answer: one vote a person, the last one counts."""

from bot.core.events import Incoming
from bot.ports import Memory

VOTES = {"👍": "up", "👎": "down"}
# Skin tones (U+1F3FB to U+1F3FF) and the variation selector change the look, not the vote.
LOOKS = dict.fromkeys([*range(0x1F3FB, 0x1F400), 0xFE0F])


def is_vote(event: Incoming) -> bool:
    return key_of(event) is not None


def key_of(event: Incoming) -> str | None:
    return VOTES.get(event.body.translate(LOOKS))


async def vote(event: Incoming, memory: Memory) -> None:
    if key := key_of(event):
        await memory.vote(event.target, memory.pseudonym(event.sender), key, event.event_id)
