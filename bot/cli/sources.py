"""Where commands take the knowledge from: `--knowledge DIR`, on the command or before it, else BOT_KNOWLEDGE."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from bot.core.model import Knowledge
from bot.core.services import Services
from bot.errors import SettingsWrong

F = TypeVar("F", bound=Callable[..., Any])


def knowledge_option(command: F) -> F:
    """Adds `--knowledge DIR`; the folder reaches the command as `knowledge`."""
    return click.option(
        "--knowledge",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="BOT_KNOWLEDGE",
        callback=folder,
        help="Dossier de la base de connaissances (BOT_KNOWLEDGE).",
    )(command)


def folder(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    """`--knowledge` before the command is stronger than the variable, behind it stronger than both."""
    typed = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    chosen = (value if typed else None) or context.find_root().obj or value or default()
    if not chosen.is_dir():
        raise SettingsWrong([f"BOT_KNOWLEDGE={str(chosen)!r}: expected a folder with knowledge.yaml and faq/"])
    return Path(chosen)


def default() -> Path:
    """The settings are read for it only where a `.env` file may name it: they take a third of `ask`'s start."""
    if not Path(".env").exists():
        return Path("knowledge")
    from bot import config  # noqa: PLC0415

    return config.load().knowledge


def read_knowledge(folder: Path) -> Knowledge:
    from bot.storage.knowledge import load  # noqa: PLC0415 - a command that does not need it does not wait for it

    return load(folder)


def read_services(folder: Path) -> Services:
    """The services of a knowledge folder; none when it names none."""
    from bot.storage.services import load  # noqa: PLC0415

    path = folder / "services.yaml"
    return load(path) if path.exists() else Services()
