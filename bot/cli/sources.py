"""Where commands take the knowledge from: `--knowledge DIR`, on the command or before it, else BOT_KNOWLEDGE."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bot import config
from bot.core.model import Knowledge
from bot.core.services import Services
from bot.errors import SettingsWrong

F = TypeVar("F", bound=Callable[..., Any])


def knowledge_option(command: F) -> F:
    """Adds `--knowledge DIR`; the folder reaches the command as `knowledge`."""
    return click.option(
        "--knowledge",
        type=click.Path(path_type=Path, file_okay=False),
        callback=folder,
        help="Dossier de la base de connaissances (BOT_KNOWLEDGE).",
    )(command)


def folder(context: click.Context, _: click.Parameter, value: Path | None) -> Path:
    chosen = value or context.find_root().obj or config.load().knowledge
    if not chosen.is_dir():
        raise SettingsWrong([f"BOT_KNOWLEDGE={str(chosen)!r}: expected a folder with knowledge.yaml and faq/"])
    return Path(chosen)


def read_knowledge(folder: Path) -> Knowledge:
    from bot.storage.knowledge import load  # noqa: PLC0415 - a command that does not need it does not wait for it

    return load(folder)


def read_services(folder: Path) -> Services:
    """The services of a knowledge folder; none when it names none."""
    from bot.storage.services import load  # noqa: PLC0415

    path = folder / "services.yaml"
    return load(path) if path.exists() else Services()
