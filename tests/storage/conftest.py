"""The databases on which the contract of storage is checked: SQLite, PostgreSQL, and the fake of other tests."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.ports import Journal
from bot.storage.database import Database, open_database
from tests.fakes import MemoryJournal
from tests.servers import postgres
from tests.servers.postgres import Postgres
from tests.storage.clocks import Hands


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    with postgres.running() as running:
        yield running


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path, server: Postgres) -> str:
    """The address of a database that nobody has opened."""
    return await address(request.param, tmp_path, server)


@pytest.fixture
async def database(url: str, clock: Hands) -> AsyncIterator[Database]:
    opened = await open_database(url, clock=clock)
    yield opened
    await opened.close()


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
async def journal(request: pytest.FixtureRequest, tmp_path: Path, server: Postgres) -> AsyncIterator[Journal]:
    async with AsyncExitStack() as stack:
        if request.param == "fake":
            yield MemoryJournal()
            return
        opened = await open_database(await address(request.param, tmp_path, server))
        stack.push_async_callback(opened.close)
        yield opened.journal


async def address(kind: str, folder: Path, server: Postgres) -> str:
    return f"sqlite:///{folder / 'state' / 'bot.db'}" if kind == "sqlite" else await server.fresh()
