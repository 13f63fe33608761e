"""`kb import` and `kb diff`: documentation pages to draft entries, and the page of today against the entries."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.sources import knowledge_option, read_knowledge

if TYPE_CHECKING:
    from bot.documents.page import Page

BASE = "https://doc.incubateur.net/communaute/"


@click.command("import")
@click.argument("pages", nargs=-1, required=True)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Dossier à remplir, au lieu de la sortie standard."
)
@click.option(
    "--base-url", default=BASE, show_default=True, help="Adresse du dossier des pages, pour les liens relatifs."
)
def import_pages(*, pages: tuple[str, ...], out: Path | None, base_url: str) -> int:
    """Des pages de documentation (fichier, dossier ou adresse) aux brouillons de réponses."""
    from bot.documents import folder, reading  # noqa: PLC0415

    read = (page for target in pages for page in reading.read_pages(target, base_url))
    return folder.write(read, out, echo=click.echo, warn=lambda text: click.echo(text, err=True))


@click.command()
@click.argument("pages", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Pour les programmes.")
@click.option(
    "--base-url", default=BASE, show_default=True, help="Adresse du dossier des pages, pour les liens relatifs."
)
@knowledge_option
def diff(*, pages: tuple[str, ...], as_json: bool, base_url: str, knowledge: Path) -> int:
    """Ce que dit la documentation aujourd'hui, face aux réponses qui en ont été tirées."""
    from bot.documents import drift, reading  # noqa: PLC0415

    read: Iterator[Page] | Iterable[Page] = (page for target in pages for page in reading.read_pages(target, base_url))
    report = drift.drift(read, read_knowledge(knowledge))
    click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if as_json else report.text())
    return 1 if report.needs_a_person else 0


COMMANDS: tuple[click.Command, ...] = (import_pages, diff)
