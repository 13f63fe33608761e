"""The whole bot serving one room of a real homeserver, with real storage and a small knowledge base."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import app, config
from bot.demo.person import Event, Person
from tests.servers.synapse import PASSWORD, Login, Synapse

KNOWLEDGE = Path(__file__).parent.parent / "testdata" / "knowledge"
SHARE = "Comment partager mon agenda avec un collègue ?"
WHICH = "Comment configurer mon mail ?"


def settings(homeserver: Synapse, account: Login, state: Path, room: str, **more: Any) -> config.Settings:
    given: dict[str, Any] = {"rate": 1000, "web": "off", "encryption": "off", "knowledge": KNOWLEDGE, "watch": 0}
    given |= more
    return config.load(
        service=True, env_file=None, homeserver=homeserver.url, user=account.user_id, password=PASSWORD,
        rooms=room, state=state, **given,
    )  # fmt: skip


@dataclass(slots=True)
class Service:
    """A bot in a room with a person who watches."""

    app: app.App
    person: Person
    room: str
    me: str

    async def reply(self, question: str) -> Event:
        """The bot's answer to a message."""
        return await self.person.wait_for(lambda event: self.answers(event, question))

    def replies(self, question: str) -> list[Event]:
        """What the bot answered to it so far."""
        return [event for event in self.person.events if self.answers(event, question)]

    def answers(self, event: Event, question: str) -> bool:
        relation = event["content"].get("m.relates_to", {})
        return bool(
            event["type"] == "m.room.message"
            and event["sender"] == self.me
            and relation.get("m.in_reply_to", {}).get("event_id") == question
        )

    async def edit_of(self, answer: str) -> Event:
        def edits(event: Event) -> bool:
            relation = event["content"].get("m.relates_to", {})
            return bool(relation.get("rel_type") == "m.replace" and relation.get("event_id") == answer)

        return await self.person.wait_for(edits)

    async def redaction_of(self, answer: str) -> Event:
        return await self.person.wait_for(
            lambda event: (
                event["type"] == "m.room.redaction"
                and answer in (event.get("redacts"), event["content"].get("redacts"))
            )
        )

    async def settled(self) -> None:
        """Everything said so far is handled: a later question is answered, and a room is served in order."""
        await self.reply(await self.person.say(self.room, SHARE))


@asynccontextmanager
async def serving(given: config.Settings) -> AsyncIterator[app.App]:
    """A running bot; leaving stops it as a signal would."""
    async with app.opened(given) as bot:
        running = asyncio.create_task(bot.run())
        try:
            async with asyncio.timeout(30):
                ready = asyncio.create_task(bot.matrix.ready.wait())
                await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
                if running.done():
                    await running
            yield bot
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


@asynccontextmanager
async def in_room(homeserver: Synapse, person: Person, state: Path, **more: Any) -> AsyncIterator[Service]:
    """A fresh account in a fresh room. `version`, `encrypted`: of the room; other keys are settings."""
    account = await homeserver.account("facteur")
    shape = {name: more.pop(name) for name in ("version", "encrypted") if name in more}
    room = await person.create_room(invite=[account.user_id], **shape)
    async with serving(settings(homeserver, account, state, room, **more)) as bot:
        yield Service(bot, person, room, account.user_id)
