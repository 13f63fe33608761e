"""The command line: each command reads its options, calls one thing, prints. A command's file is imported when it is
called, and imports stay inside the commands, so that `ask` does not wait for what only `run` needs."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import click

from bot import __version__

# Command -> the file of this folder that holds it, in the order of the help.
FILES: Mapping[str, str] = {
    "ask": "asking",
    "chat": "asking",
    "check": "looking",
    "kb": "knowledge",
    "run": "serving",
    "demo": "serving",
    "doctor": "serving",
}


class Commands(click.Group):
    """The commands of FILES, imported as they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(FILES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in FILES:
            return None
        commands: tuple[click.Command, ...] = import_module(f"bot.cli.{FILES[cmd_name]}").COMMANDS
        return next(command for command in commands if command.name == cmd_name)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="facteur")
@click.option(
    "--knowledge",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier de la base de connaissances (BOT_KNOWLEDGE).",
)
@click.pass_context
def cli(context: click.Context, knowledge: Path | None) -> None:
    """Facteur : l'assistant du salon de support de la messagerie."""
    context.obj = knowledge
