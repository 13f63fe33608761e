"""The whole bot in a process that kills itself at a chosen moment: `python -m tests.service.mortal MOMENT URL …`.

MOMENT: `before` or `after`, then a verb of the journal, or one of the audit such as `audit.complete`."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot import app, config
from tests.servers.synapse import PASSWORD
from tests.service.bots import KNOWLEDGE


def deadly(verb: Callable[..., Awaitable[Any]], *, after: bool, name: str) -> Callable[..., Awaitable[Any]]:
    """The verb, and death beside it; batches without events are let through."""

    async def run(*arguments: Any, **more: Any) -> Any:
        if name == "receive" and not arguments[0]:
            return await verb(*arguments, **more)
        if after:
            await verb(*arguments, **more)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    return run


async def main(moment: str, url: str, user: str, state: str, room: str, knowledge: str = str(KNOWLEDGE)) -> None:
    when, _, verb = moment.partition(" ")
    part, _, name = verb.rpartition(".")
    given = config.load(
        service=True, env_file=None, homeserver=url, user=user, password=PASSWORD, rooms=room, state=Path(state),
        knowledge=Path(knowledge), rate=1000, web="off", encryption="off",
    )  # fmt: skip
    async with app.opened(given) as bot:
        doomed: Any = getattr(bot.database, part or "journal")
        setattr(doomed, name, deadly(getattr(doomed, name), after=when == "after", name=name))
        await bot.run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
