"""What the tests of the checks share: certificates, real servers, and the proof that nothing is left behind."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.servers.mail_certificates import Certificates, make_certificates
from tests.servers.mail_lab import MailLab


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def lab() -> Iterator[MailLab]:
    with MailLab() as running:
        yield running


def sockets() -> int:
    """Sockets that this process holds."""
    count = 0
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            count += os.readlink(descriptor).startswith("socket:")
        except OSError:  # closed meanwhile
            continue
    return count


@pytest.fixture(autouse=True)
async def nothing_leaks() -> AsyncIterator[None]:
    """Every check gives back its sockets and ends its tasks."""
    open_before, tasks_before = sockets(), len(asyncio.all_tasks())
    yield
    assert len(asyncio.all_tasks()) == tasks_before, asyncio.all_tasks()
    assert sockets() == open_before
