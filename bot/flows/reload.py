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
Read = Callable[[], tuple[Knowledge, Services]]


async def build(read: Read) -> tuple[Knowing, Services]:
    """The first knowledge. Raises FileWrong with every fault: a bot with a broken base does not start."""
    knowledge, mind, services = await asyncio.to_thread(made, read)
    return Knowing(knowledge, mind), services


async def again(knowing: Knowing, read: Read, on_services: Callable[[Services], None]) -> FileWrong | None:
    """Swaps the knowledge in, or returns what is wrong with the files and keeps the old one."""
    try:
        knowledge, mind, services = await asyncio.to_thread(made, read, knowing.mind)
    except FileWrong as e:
        log.warning("knowledge kept", faults=len(e.faults))
        return e
    knowing.swap(knowledge, mind)
    on_services(services)
    log.info("knowledge reloaded", entries=len(knowledge.entries), revision=knowing.revision)
    return None


def made(read: Read, before: Mind | None = None) -> tuple[Knowledge, Mind, Services]:
    knowledge, services = read()
    return knowledge, Mind.build(knowledge, services, before), services
