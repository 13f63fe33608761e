"""The command line: each command reads its options, calls one thing, prints. Imports stay inside the commands, so
that `ask` does not wait for what only `run` needs."""

from pathlib import Path

import click

from bot import __version__
from bot.cli import asking, knowledge, looking, serving


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


for command in (*asking.COMMANDS, *knowledge.COMMANDS, *looking.COMMANDS, *serving.COMMANDS):
    cli.add_command(command)
