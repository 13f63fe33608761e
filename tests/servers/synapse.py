"""A real Synapse for the tests: one a run; accounts and rooms are made for each test, so that none sees another."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bot.demo.homeserver import Homeserver
from bot.demo.person import Person

PASSWORD = "a-password-of-the-tests"
NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Login:
    """An account made by the tests."""

    user_id: str
    token: str
    password: str = PASSWORD


class Synapse(Homeserver):
    """With names that no other test uses."""

    async def account(self, name: str = "user") -> Login:
        local = f"{name}-{next(NUMBERS)}"
        return Login(f"@{local}:localhost", await self.register(local, PASSWORD))

    @asynccontextmanager
    async def person(self, name: str = "alice") -> AsyncIterator[Person]:
        person = await Person.enter(self.url, (await self.account(name)).token)
        try:
            yield person
        finally:
            await person.close()


@asynccontextmanager
async def running(folder: Path, *, limits: bool = False) -> AsyncIterator[Synapse]:
    server = Synapse(folder, limits=limits)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
