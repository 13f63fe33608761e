"""`kb lint --links`: every address that answers give is asked for once; dead ones are told with the entry's place."""

import asyncio
from collections.abc import Iterator, Mapping

import aiohttp

from bot.core.document import Block, Details, Items, Quote, Span, Table
from bot.core.model import Entry, Knowledge
from bot.core.rendering import ADDRESS

DEADLINE = aiohttp.ClientTimeout(total=15)
AT_ONCE = 8


def addresses(knowledge: Knowledge) -> Mapping[str, Entry]:
    """Address -> the first entry that gives it; fragments do not count."""
    found: dict[str, Entry] = {}
    for entry in knowledge.entries:
        for span in spans(entry.answer.blocks):
            for address in [span.href] if span.href else ADDRESS.findall(span.text):
                if address.startswith("http"):
                    found.setdefault(address.partition("#")[0], entry)
    return found


def spans(blocks: tuple[Block, ...]) -> Iterator[Span]:
    for block in blocks:
        match block:
            case Items(items):
                for item in items:
                    yield from spans(item)
            case Table(head, rows):
                for row in (head, *rows):
                    for cell in row:
                        yield from cell
            case Quote(inner) | Details(_, inner):
                yield from spans(inner)
            case _:
                yield from getattr(block, "spans", ())


async def dead(knowledge: Knowledge) -> list[str]:
    """A line for each address that does not answer, in the order of the entries."""
    limit = asyncio.Semaphore(AT_ONCE)
    async with aiohttp.ClientSession(timeout=DEADLINE, trust_env=True) as http:

        async def looked(address: str, entry: Entry) -> str:
            async with limit:
                said = await answer(http, address)
            return f"remark: {entry.file}:{entry.line}: {entry.id}: {address} {said}" if said else ""

        lines = await asyncio.gather(*(looked(address, entry) for address, entry in addresses(knowledge).items()))
    return [line for line in lines if line]


async def answer(http: aiohttp.ClientSession, address: str) -> str:
    """Empty when the page is there; 401 and 403 are pages that ask who one is."""
    try:
        async with http.get(address) as page:
            return "" if page.status < 400 or page.status in (401, 403) else f"answers {page.status}"
    except (aiohttp.ClientError, TimeoutError) as e:
        return f"does not answer ({type(e).__name__})"
