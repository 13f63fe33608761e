"""The typing notice, for work over a second only: shorter work is done before the notice would arrive."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.ports import People

AFTER_S = 1.0


@asynccontextmanager
async def shown(people: People, room_id: str) -> AsyncIterator[None]:
    """Shows the notice while the body runs, once it has run for a second; always cleared."""
    notice = asyncio.create_task(later(people, room_id))
    try:
        yield
    finally:
        notice.cancel()
        if (await asyncio.gather(notice, return_exceptions=True))[0] is None:
            await people.typing(room_id, False)


async def later(people: People, room_id: str) -> None:
    await asyncio.sleep(AFTER_S)
    await people.typing(room_id, True)
