"""`kb import` and `kb diff`: documentation pages to draft entries, and the page of today against the entries."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.cli.sources import knowledge_option, read_knowledge
from bot.core.phrasing.drift import PROPOSALS

if TYPE_CHECKING:
    from bot.documents.page import Page
    from bot.documents.update import Proposal

BASE = "https://doc.incubateur.net/communaute/"
F = TypeVar("F", bound=Callable[..., Any])


def page_options(command: F) -> F:
    """The pages, where their relative links lead, and their former versions."""
    for option in (
        click.option("--then", multiple=True, help="La page telle qu'elle était (fichier, dossier ou adresse)."),
        click.option("--base-url", default=BASE, show_default=True, help="Pour rendre absolus les liens relatifs."),
        click.argument("pages", nargs=-1, required=True),
    ):
        command = option(command)
    return command


def read(targets: Sequence[str], base_url: str) -> "Iterator[Page]":
    from bot.documents.reading import read_pages  # noqa: PLC0415 - only here

    return (page for target in targets for page in read_pages(target, base_url))


@click.command("import")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Dossier à remplir, sinon la sortie.")
@click.option("--update", is_flag=True, help="Propose ce qui change dans la base, sans toucher aux textes repris.")
@page_options
@knowledge_option
def import_pages(
    *, pages: tuple[str, ...], then: tuple[str, ...], base_url: str, out: Path | None, update: bool, knowledge: Path
) -> int:
    """Des pages de documentation (fichier, dossier ou adresse) aux brouillons de réponses."""
    if update and out:
        raise click.UsageError("--update écrit ses propositions sur la sortie : sans --out.")
    if update:
        return propose(read(pages, base_url), read(then, base_url), knowledge)
    from bot.documents import folder  # noqa: PLC0415 - only here

    return folder.write(read(pages, base_url), out, echo=click.echo, warn=lambda text: click.echo(text, err=True))


def propose(pages: "Iterable[Page]", then: "Iterable[Page]", folder: Path) -> int:
    """The proposals as YAML, each under a line that says what it is; 1 when a person must decide."""
    from bot.documents.update import Way, update  # noqa: PLC0415 - only here

    code = 0
    for one in update(pages, read_knowledge(folder), then):
        click.echo(f"# {headline(one)}")
        if one.draft:
            click.echo(as_yaml(one))
        code = 1 if one.way in (Way.CONFLICT, Way.GONE) else code
    return code


def headline(one: "Proposal") -> str:
    place = f" ({one.entry.file}:{one.entry.line})" if one.entry else ""
    name = one.entry.id if one.entry else one.draft.id if one.draft else ""
    return f"{one.way.value}: {name}{place} · {PROPOSALS[one.way.value]}"


def as_yaml(one: "Proposal") -> str:
    """Of a conflict, comments: nobody shall paste the page's text over what a person wrote. Of a stamp, the source."""
    from bot.documents.update import Way  # noqa: PLC0415 - only here
    from bot.documents.yaml_text import to_yaml  # noqa: PLC0415

    text = to_yaml([one.draft]) if one.draft else ""
    if one.way is Way.STAMP:
        return source_only(text)
    if one.way is not Way.CONFLICT:
        return text
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines()) + "\n"


def source_only(text: str) -> str:
    """The id of an entry and its new `source`: everything else stays as it is."""
    first, *rest = text.splitlines()
    start = rest.index("  source:")
    end = next((at for at, line in enumerate(rest[start + 1 :], start + 1) if line[:4].strip()), len(rest))
    return "\n".join([first, *rest[start:end]]) + "\n"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Pour les programmes.")
@page_options
@knowledge_option
def diff(*, pages: tuple[str, ...], then: tuple[str, ...], as_json: bool, base_url: str, knowledge: Path) -> int:
    """Ce que dit la documentation aujourd'hui, face aux réponses qui en ont été tirées."""
    from bot.documents.drift import drift  # noqa: PLC0415 - only here

    report = drift(read(pages, base_url), read_knowledge(knowledge), read(then, base_url))
    click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if as_json else report.text())
    return 1 if report.needs_a_person else 0


COMMANDS: tuple[click.Command, ...] = (import_pages, diff)
