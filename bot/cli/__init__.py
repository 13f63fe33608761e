"""The command line: each command reads its options, calls one thing, prints. Imports stay inside the commands, so
that `ask` does not wait for what only `run` needs."""

from pathlib import Path

import click

from bot import __version__
from bot.cli.asking import COMMANDS as ASKING
from bot.cli.knowledge import COMMANDS as KNOWLEDGE
from bot.cli.looking import COMMANDS as LOOKING
from bot.cli.serving import COMMANDS as SERVING


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


for command in (*ASKING, *LOOKING, *KNOWLEDGE, *SERVING):
    cli.add_command(command)
