"""Fixtures that several rooms of the tests share."""

from collections.abc import AsyncIterator

import pytest

from bot.demo.person import Person
from tests.servers import synapse
from tests.servers.synapse import Synapse


@pytest.fixture(scope="session")
async def homeserver(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Synapse]:
    """One real Synapse for the whole run, without limits."""
    async with synapse.running(tmp_path_factory.mktemp("synapse")) as server:
        yield server


@pytest.fixture
async def alice(homeserver: Synapse) -> AsyncIterator[Person]:
    """A person of this test alone."""
    async with homeserver.person("alice") as person:
        yield person
