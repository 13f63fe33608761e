"""A moderator, people and a bot with a knowledge folder of its own, in a room of a real homeserver."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.demo.person import Event, Person
from tests.servers.synapse import Login, Synapse
from tests.service.bots import KNOWLEDGE, Service, serving, settings


@dataclass(slots=True)
class Class:
    """`boss` made the room and moderates it; `bob` is anybody. `folder`: the knowledge."""

    service: Service
    boss: Person
    bob: Person
    folder: Path
    account: Login

    async def ask(self, text: str, person: Person | None = None, **more: Any) -> Event:
        """What the bot answers to a message of the boss, or of somebody else."""
        who = person or self.boss
        said = await who.say(self.service.room, text, **more)
        return await self.answer_to(said, who)

    async def answer_to(self, said: str, who: Person) -> Event:
        return await who.wait_for(lambda event: self.service.answers(event, said), timeout=30)

    async def faq(self, line: str, person: Person | None = None, **more: Any) -> str:
        """The bot's reply to a `!faq` command, as plain text."""
        return str((await self.ask(f"!faq {line}", person, **more))["content"]["body"])

    async def answered(self, question: str, person: Person | None = None) -> str:
        return str((await self.ask(question, person or self.bob))["content"]["body"])

    async def unanswered(self, text: str, person: Person) -> str:
        """Something that the bot has nothing to say about, and is done with."""
        said = await person.say(self.service.room, text)
        await self.service.settled()
        assert self.service.replies(said) == []
        return said

    def bytes(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in sorted(self.folder.rglob("*.yaml"))}


async def join(person: Person, boss: Person, room: str) -> Person:
    await boss.invite(room, person.user_id)
    await person.join(room)
    return person


@asynccontextmanager
async def teaching(homeserver: Synapse, state: Path, folder: Path, **more: Any) -> AsyncIterator[Class]:
    """`folder` is made, with the small base of the tests."""
    shutil.copytree(KNOWLEDGE, folder)
    version = more.pop("version", "")
    async with AsyncExitStack() as stack:
        boss = await stack.enter_async_context(homeserver.person("boss"))
        bob = await stack.enter_async_context(homeserver.person("bob"))
        account = await homeserver.account("facteur")
        room = await boss.create_room(invite=[account.user_id, bob.user_id], version=version)
        await bob.join(room)
        given = settings(homeserver, account, state, room, knowledge=folder, **more)
        bot = await stack.enter_async_context(serving(given))
        yield Class(Service(bot, boss, room, account.user_id), boss, bob, folder, account)
