"""The demo: a homeserver on loopback, the support room, the bot in it, and the terminal as a person of that room."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import app, config
from bot.demo.homeserver import Homeserver
from bot.demo.person import Event, Person
from bot.demo.screen import Screen, Tell
from bot.errors import WorldFailed

ROOM = "support-messagerie"
TITLE = "Support messagerie mail Open-Xchange"
HANDLED_S = 90  # a live check of every service may take half a minute, on a slow network more
CONTINUES = ">"


@dataclass(slots=True)
class Stage:
    """The room with you and the bot in it."""

    app: app.App
    you: Person
    room: str
    thread: str = ""

    async def say(self, line: str) -> Event | None:
        """Says it, `> …` in the thread of the bot's last reply; returns the bot's reply, None when it says nothing."""
        follows = line.startswith(CONTINUES) and bool(self.thread)
        text = line.removeprefix(CONTINUES).strip() if follows else line
        event_id = await self.you.say(self.room, text, thread=self.thread if follows else "")
        async with asyncio.timeout(HANDLED_S):
            txn = await self.reply_of(event_id)
            if not txn:
                return None
            reply = await self.event_of(txn)
        self.thread = self.thread if follows else event_id
        return await self.you.wait_for(lambda event: event["event_id"] == reply)

    async def reply_of(self, event_id: str) -> str:
        """The transaction of the bot's reply, once the message is handled; empty when there is none."""
        while (exchange := await self.app.database.memory.exchange(event_id)) is None:  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.02)
        return exchange.reply

    async def event_of(self, txn: str) -> str:
        while not (event_id := await self.app.database.journal.event_of(txn)):  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.02)
        return event_id


async def play(knowledge: Path, script: Iterable[str] | None) -> None:
    """With a script: its lines, then the end. Without: what you type, until Ctrl-D."""
    screen = Screen()
    with TemporaryDirectory(prefix="facteur-demo-") as folder, screen.preparing() as tell:
        async with opened(Path(folder), knowledge, tell) as stage:
            tell.done()
            screen.welcome(stage.you.url, TITLE)
            await converse(stage, screen, lines(script) if script is not None else screen.typed())


async def lines(script: Iterable[str]) -> AsyncIterator[str]:
    for line in script:
        if line.strip():
            yield line.strip()


async def converse(stage: Stage, screen: Screen, said: AsyncIterator[str]) -> None:
    async for line in said:
        screen.you(line)
        reply = await stage.say(line)
        screen.bot(reply["content"]["body"] if reply else "")


@asynccontextmanager
async def opened(folder: Path, knowledge: Path, tell: Tell) -> AsyncIterator[Stage]:
    async with contextlib.AsyncExitStack() as stack:
        homeserver = await stack.enter_async_context(Homeserver(folder / "homeserver", tell=tell))
        password = secrets.token_urlsafe(16)
        tell("Ouverture du salon et arrivée du bot…")
        await name_bot(homeserver, password)
        you = await Person.enter(homeserver.url, await homeserver.register("camille", secrets.token_urlsafe(16)))
        stack.push_async_callback(you.close)
        room = await you.create_room(alias=ROOM, public=True)
        await you.set_state(room, "m.room.name", {"name": TITLE})
        bot = await stack.enter_async_context(app.opened(bot_settings(homeserver.url, password, folder, knowledge)))
        running = asyncio.create_task(bot.run())
        stack.push_async_callback(ended, running)
        await arrived(you, room, running)
        yield Stage(bot, you, room)


async def name_bot(homeserver: Homeserver, password: str) -> None:
    """The account, with a name that people read; the session that registration opened is closed again."""
    bot = await Person.enter(homeserver.url, await homeserver.register("facteur", password))
    await bot.call("PUT", f"/profile/{bot.user_id}/displayname", {"displayname": "Facteur"})
    await bot.call("POST", "/logout", {})
    await bot.close()


def bot_settings(url: str, password: str, folder: Path, knowledge: Path) -> config.Settings:
    """Settings of their own: nothing of the environment is wanted here."""
    return config.load(
        service=True, env_file=None, homeserver=url, user="@facteur:localhost", password=password,
        rooms=f"#{ROOM}:localhost", state=folder / "bot", database="", knowledge=knowledge, web="off", rate=100,
        watch=0, access_token="", moderation_room="", password_file=None, access_token_file=None,
    )  # fmt: skip


async def arrived(you: Person, room: str, running: "asyncio.Task[None]") -> None:
    async with asyncio.timeout(60):
        while "@facteur:localhost" not in await you.members(room):
            if running.done():
                await running
                raise WorldFailed("the bot stopped before it joined the room")
            await asyncio.sleep(0.1)


async def ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
