"""`run`, `demo` and `doctor`: what needs the network."""

import asyncio
import contextlib
import ctypes
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.sources import knowledge_option

if TYPE_CHECKING:
    from bot.config import Settings


M_MMAP_THRESHOLD, LARGE = -3, 256 * 1024  # malloc.h; bytes


def secrets_of(settings: "Settings") -> list[str]:
    from bot import config  # noqa: PLC0415 - `ask` does not wait for it

    return [getattr(settings, name).get_secret_value() for name in config.SECRETS]


def give_back() -> None:
    """Arrays that a base is built with go back to the system once they are freed: 180 MB instead of 255 after a reload
    of 3,500 questions. glibc raises this limit by itself with each array freed, up to 32 MB; others have none."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)


@click.command()
def run() -> int:
    """Le service Matrix, réglé par l'environnement (BOT_…)."""
    from bot import config  # noqa: PLC0415 - `ask` does not wait for it

    settings = config.load(service=True)
    import uvloop  # noqa: PLC0415 - wrong settings are told before anything heavy is imported

    from bot import app, logs  # noqa: PLC0415

    give_back()
    logs.configure(settings.log, secrets_of(settings))
    return until_stopped(app.serve(settings), loop=uvloop.new_event_loop)


@click.command()
@click.option(
    "--script", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Joue les lignes du fichier."
)
@knowledge_option
def demo(*, script: Path | None, knowledge: Path) -> int:
    """Tout sur cette machine : serveur Matrix, salon, bot, et vous dans le salon."""
    import logging  # noqa: PLC0415 - only here

    from bot import logs  # noqa: PLC0415
    from bot.demo import stage  # noqa: PLC0415

    logs.configure("text", level=logging.ERROR)

    lines = script.read_text(encoding="utf-8-sig").splitlines() if script else None
    return until_stopped(stage.play(knowledge, lines))


@click.command()
@knowledge_option
def doctor(*, knowledge: Path) -> int:
    """Réglages, serveur, compte, salons, droits, chiffrement, base de données, connaissances, services."""
    from bot.cli.doctor import examine  # noqa: PLC0415

    return asyncio.run(examine(knowledge))


def until_stopped(
    work: Coroutine[Any, Any, None], *, loop: Callable[[], asyncio.AbstractEventLoop] | None = None
) -> int:
    """Runs it; SIGTERM ends it cleanly with 0, Ctrl-C with 130. `loop`: uvloop takes a fifth off the bot's own part of
    a message's way, which is trips to the database's thread and HTTP calls."""

    async def main() -> int:
        task = asyncio.ensure_future(work)
        stopped: list[int] = []

        def stop(code: int) -> None:
            stopped.append(code)
            task.cancel()

        running = asyncio.get_running_loop()
        running.add_signal_handler(signal.SIGTERM, stop, 0)
        running.add_signal_handler(signal.SIGINT, stop, 130)
        try:
            await task
        except asyncio.CancelledError:
            if not stopped:
                raise
        return stopped[0] if stopped else 0

    with asyncio.Runner(loop_factory=loop) as runner:
        return runner.run(main())


COMMANDS: tuple[click.Command, ...] = (run, demo, doctor)
