"""What was sent just before a restart has its event id only when it has been sent again: that is waited for."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.ports import Journal

LOOKS, PAUSE_S = 20, 0.25
Found = TypeVar("Found")


async def once_sent(journal: Journal, look: Callable[[], Awaitable[Found | None]]) -> Found | None:
    """What `look` finds, tried again while something is to be sent, 5 seconds at most."""
    for _ in range(LOOKS):
        waiting = await journal.unsent()  # asked first: what is sent between the two is then looked for again
        found = await look()
        if found or not waiting:
            return found
        await asyncio.sleep(PAUSE_S)
    return None
