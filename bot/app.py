"""The one place where objects meet: settings in, a running bot out. No rule of the trade lives here."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from bot.checks.canary import Account, Canary, remembered
from bot.checks.probe import Probe
from bot.config import Settings
from bot.core.model import CheckResult
from bot.core.services import Services
from bot.errors import SettingsWrong, WorldFailed
from bot.flows import reload
from bot.flows.answer import Answer
from bot.flows.commands.command import Tools
from bot.flows.knowing import Knowing
from bot.flows.learning import Learning
from bot.flows.live import Live
from bot.flows.missing import Missing
from bot.flows.moderate import Commands
from bot.flows.rereading import Rereading
from bot.flows.rights import Rights
from bot.flows.teaching import Teaching
from bot.flows.watch import Watch
from bot.flows.worker import Worker
from bot.matrix.service import Matrix
from bot.storage.database import Database, open_database
from bot.storage.editing import Editor
from bot.storage.shelf import FolderShelf
from bot.storage.versions import Git, NoVersions
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
    rereading: Rereading

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self.matrix.run(self.worker.arrivals.set))
            group.create_task(self.worker.run())
            group.create_task(self.forget())
            group.create_task(self.show())
            group.create_task(self.rereading.run())
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
        shelf = FolderShelf(settings.knowledge)
        mark = await asyncio.to_thread(shelf.mark)
        knowing, services = await reload.build(shelf.read)
        database = await open_database(settings.database_url)
        stack.push_async_callback(database.close)
        matrix = await stack.enter_async_context(await Matrix.connect(settings, database.journal))
        prober = Probing(Probe(services, canary_of(settings)))
        rereading = Rereading(
            knowing=knowing,
            shelf=shelf,
            journal=database.journal,
            moderation=lambda: matrix.rooms.latest(settings.moderation_room),
            departures=matrix.wake,
            clock=time.time,
            mark=mark,
            on_services=lambda now: prober.turn_to(now, canary_of(settings)),
        )
        live = Live(
            prober=prober,
            journal=database.journal,
            people=matrix.people,
            clock=time.time,
            departures=matrix.wake,
        )
        app = wired(settings, database, matrix, live, rereading)
        await app.worker.answer.commands.tools.teaching.recover()
        yield app


def wired(settings: Settings, database: Database, matrix: Matrix, live: Live, rereading: Rereading) -> App:
    """The stories, from what is open."""
    book = SqlWatchbook(database.store, database.journal)
    tools = tools_of(settings, database, matrix, live, rereading)
    answer = Answer(
        knowing=rereading.knowing,
        journal=database.journal,
        memory=database.memory,
        people=matrix.people,
        commands=Commands(tools=tools),
        live=live,
        learning=tools.learning,
    )
    watch = Watch(
        live=live,
        book=book,
        rooms=lambda: [room for name in settings.rooms if (room := matrix.rooms.latest(name))],
        moderation=rereading.moderation,
        interval=settings.watch,
    )
    return App(
        settings=settings,
        database=database,
        matrix=matrix,
        knowing=rereading.knowing,
        worker=Worker(answer=answer, journal=database.journal, arrivals=asyncio.Event(), departures=matrix.wake),
        live=live,
        watch=watch,
        rereading=rereading,
    )


def tools_of(settings: Settings, database: Database, matrix: Matrix, live: Live, rereading: Rereading) -> Tools:
    knowing = rereading.knowing
    rights = Rights(
        matrix.people, lambda room_id: room_id in {matrix.rooms.latest(name) for name in matrix.rooms.names}
    )
    teaching = Teaching(
        knowing=knowing,
        editor=Editor(settings.knowledge),
        audit=database.audit,
        versions=Git(settings.knowledge) if settings.knowledge_git else NoVersions(),
        rereading=rereading,
    )
    missing = Missing(
        knowing=knowing,
        past=database.memory,
        audit=database.audit,
        rights=rights,
        clock=time.time,
        keep_ms=settings.keep_days * 86_400_000,
    )
    return Tools(
        knowing=knowing,
        live=live,
        journal=database.journal,
        memory=database.memory,
        people=matrix.people,
        book=SqlWatchbook(database.store, database.journal),
        rights=rights,
        teaching=teaching,
        learning=Learning(
            teaching=teaching,
            rights=rights,
            drafts=database.drafts,
            messages=matrix.messages,
            missing=missing,
            journal=database.journal,
        ),
        past=database.memory,
    )


@dataclass(slots=True)
class Probing:
    """The Prober of the services as the files name them now."""

    probe: Probe

    @property
    def services(self) -> Mapping[str, str]:
        return self.probe.services

    def anew(self, targets: Sequence[str]) -> frozenset[str]:
        return self.probe.anew(targets)

    async def run(
        self, targets: Sequence[str], *, progress: Callable[[CheckResult], None] | None = None
    ) -> Sequence[CheckResult]:
        return await self.probe.run(targets, progress=progress)

    def turn_to(self, services: Services, canary: Canary | None) -> None:
        self.probe = Probe(services, canary)


def canary_of(settings: Settings) -> Canary | None:
    password = settings.canary_password.get_secret_value()
    if not settings.canary_user or not password:
        return None
    return remembered(Account(settings.canary_user, password), settings.state / "canary-refused")


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
