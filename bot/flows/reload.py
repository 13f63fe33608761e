"""Read, validate, index, swap. While it happens the old knowledge answers; if anything fails, it stays."""

import asyncio
from collections.abc import Callable

import structlog

from bot.core.mind import Mind
from bot.core.model import Knowledge
from bot.core.services import Services
from bot.errors import FileWrong
from bot.flows.knowing import Knowing

log = structlog.get_logger()

# Reading and indexing take up to a second at 1,000 questions: they run beside the loop.
Read = Callable[[], Knowledge]


async def build(read: Read, services: Services) -> Knowing:
    """The first knowledge. Raises FileWrong with every fault: a bot with a broken base does not start."""
    return Knowing(*await asyncio.to_thread(made, read, services))


async def again(knowing: Knowing, read: Read, services: Services) -> FileWrong | None:
    """Swaps the knowledge in, or returns what is wrong with the files and keeps the old one."""
    try:
        knowing.swap(*await asyncio.to_thread(made, read, services))
    except FileWrong as e:
        log.warning("knowledge kept", faults=len(e.faults))
        return e
    log.info("knowledge reloaded", entries=len(knowing.knowledge.entries), revision=knowing.revision)
    return None


def made(read: Read, services: Services) -> tuple[Knowledge, Mind]:
    knowledge = read()
    return knowledge, Mind.build(knowledge, services)
