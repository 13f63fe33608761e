"""Fixtures that several rooms of the tests share."""

import os
from collections.abc import AsyncIterator, Generator

import hypothesis
import pytest

from bot.demo.person import Person
from tests.servers import synapse
from tests.servers.synapse import Synapse

# No test fails because a machine is busy: what bounds a time says so itself.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CI=true a test that does not run has failed: a green run must mean that everything was looked at."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report
