"""The one place where objects meet: settings in, a running bot out. No rule of the trade lives here."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from bot.checks.canary import Account, Canary
from bot.checks.probe import Probe
from bot.config import Settings
from bot.core.services import Services
from bot.errors import SettingsWrong, WorldFailed
from bot.flows import reload
from bot.flows.answer import Answer
from bot.flows.commands.command import Tools
from bot.flows.knowing import Knowing
from bot.flows.live import Live
from bot.flows.moderate import Commands
from bot.flows.watch import Watch
from bot.flows.worker import Worker
from bot.matrix.service import Matrix
from bot.storage import knowledge as library
from bot.storage import services as catalogue
from bot.storage.database import Database, open_database
from bot.storage.watchbook import SqlWatchbook
from bot.web import health

log = structlog.get_logger()

FORGET_EVERY_S = 6 * 3600
HEARD_S = 90  # three long polls: after it the bot is deaf, whatever the reason


@dataclass(slots=True, kw_only=True)
class App:
    """A bot, wired and open; `run` serves until cancelled."""

    settings: Settings
    database: Database
    matrix: Matrix
    knowing: Knowing
    worker: Worker
    live: Live
    watch: Watch

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self.matrix.run(self.worker.arrivals.set))
            group.create_task(self.worker.run())
            group.create_task(self.forget())
            group.create_task(self.show())
            if self.settings.watch:
                group.create_task(self.watch.run())

    async def forget(self) -> None:
        """Questions are kept BOT_KEEP_DAYS days."""
        while True:
            await self.database.forget(int((time.time() - self.settings.keep_days * 86400) * 1000))
            await asyncio.sleep(FORGET_EVERY_S)

    async def show(self) -> None:
        if self.settings.web == "off":
            return
        try:
            runner = await health.serve(self.settings.web, self.state)
        except OSError as e:
            raise SettingsWrong([f"BOT_WEB={self.settings.web!r}: expected a free address ({e.strerror})"]) from e
        try:
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def state(self) -> Mapping[str, bool]:
        facts = await self.matrix.health()
        heard = facts.last_sync is not None and time.time() - facts.last_sync < HEARD_S
        return {"homeserver": heard, "rooms": bool(facts.rooms) and all(facts.rooms.values())}


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[App]:
    """Everything open and wired; everything closed at the end, whatever happens."""
    async with contextlib.AsyncExitStack() as stack:
        settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        services = await asyncio.to_thread(read_services, settings)
        knowing = await reload.build(lambda: library.load(settings.knowledge), services)
        database = await open_database(settings.database_url)
        stack.push_async_callback(database.close)
        matrix = await stack.enter_async_context(await Matrix.connect(settings, database.journal))
        book = SqlWatchbook(database.store, database.journal)
        live = Live(
            prober=Probe(services, canary_of(settings)),
            journal=database.journal,
            people=matrix.people,
            clock=time.time,
            departures=matrix.wake,
        )
        tools = Tools(
            knowing=knowing,
            live=live,
            journal=database.journal,
            memory=database.memory,
            people=matrix.people,
            book=book,
        )
        answer = Answer(
            knowing=knowing,
            journal=database.journal,
            memory=database.memory,
            people=matrix.people,
            commands=Commands(tools=tools),
            live=live,
        )
        worker = Worker(answer=answer, journal=database.journal, arrivals=asyncio.Event(), departures=matrix.wake)
        watch = Watch(
            live=live,
            book=book,
            rooms=lambda: [room for name in settings.rooms if (room := matrix.rooms.latest(name))],
            moderation=lambda: matrix.rooms.latest(settings.moderation_room),
            interval=settings.watch,
        )
        yield App(
            settings=settings, database=database, matrix=matrix, knowing=knowing, worker=worker, live=live, watch=watch
        )


def canary_of(settings: Settings) -> Canary | None:
    password = settings.canary_password.get_secret_value()
    return Canary(Account(settings.canary_user, password)) if settings.canary_user and password else None


def read_services(settings: Settings) -> Services:
    path = settings.knowledge / "services.yaml"
    return catalogue.load(path) if path.exists() else Services()


async def serve(settings: Settings) -> None:
    """Runs until cancelled. Raises AccessRefused, SettingsWrong or FileWrong when it cannot go on."""
    async with opened(settings) as app:
        log.info("ready", entries=len(app.knowing.knowledge.entries), rooms=len(settings.rooms))
        try:
            await app.run()
        except* WorldFailed as failed:
            raise failed.exceptions[0] from None
        except* SettingsWrong as wrong:
            raise wrong.exceptions[0] from None
