"""`kb …`: the knowledge base validated, searched, tested, counted, built from documentation and held against it."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import drafting
from bot.cli.lines import Line, answer_lines, text_of
from bot.cli.sources import knowledge_option, read_knowledge, read_services
from bot.core.model import Entry, Knowledge, Message, Outcome

if TYPE_CHECKING:
    from bot.core.mind import Mind

FEW_QUESTIONS = 3  # under it the matcher loses up to 20 points (five phrasings an entry gain 12 over one)


@click.group()
def kb() -> None:
    """La base de connaissances."""


@kb.command()
@click.option("--strict", is_flag=True, help="Les remarques comptent comme des fautes.")
@click.option("--links", is_flag=True, help="Demande aussi chaque adresse citée (réseau).")
@knowledge_option
def lint(*, strict: bool, links: bool, knowledge: Path) -> int:
    """Vérifie la base : chaque faute avec fichier, ligne, colonne, clé, valeur et attendu."""
    from bot.storage.lint import lint as examine  # noqa: PLC0415

    findings = examine(knowledge)
    for finding in findings:
        click.echo(f"{finding.severity.value}: {finding.fault}")
    errors = sum(1 for finding in findings if finding.severity.value == "error")
    remarks = len(findings) - errors
    if links and not errors:
        remarks += tell_dead_links(knowledge)
    click.echo(f"{errors} error(s), {remarks} remark(s)")
    return 1 if errors or (strict and remarks) else 0


def tell_dead_links(folder: Path) -> int:
    """Prints them; returns how many."""
    import asyncio  # noqa: PLC0415 - only with --links

    from bot.cli.links import dead  # noqa: PLC0415

    lines = asyncio.run(dead(read_knowledge(folder)))
    for line in lines:
        click.echo(line)
    return len(lines)


@kb.command()
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help="Lit un objet par ligne sur l'entrée standard, en écrit un par ligne.")
@click.option("--top", default=5, show_default=True, type=click.IntRange(1, 100), help="Nombre de réponses.")
@knowledge_option
def search(*, text: str | None, jsonl: bool, top: int, knowledge: Path) -> int:
    """Les réponses les plus probables, avec leur confiance."""
    from bot.core.matching import Index  # noqa: PLC0415 - numpy takes its time

    if jsonl == (text is not None):
        raise click.UsageError("Donnez soit un texte, soit --jsonl.")
    index = Index.build(read_knowledge(knowledge))

    def found(line: Line) -> Line:
        matches = index.search(text_of(line), top)
        return {"id": line["id"], "entries": [{"id": m.entry, "score": round(m.score, 6)} for m in matches]}

    if jsonl:
        return answer_lines(sys.stdin.buffer, found)
    for match in index.search(text or "", top):
        click.echo(f"{match.score:.3f}  {match.entry}")
    return 0


@kb.command("test")
@knowledge_option
def run_tests(*, knowledge: Path) -> int:
    """Pose à chaque réponse ses propres `tests` : elle doit être trouvée, et elle seule."""
    from bot.core.mind import Mind  # noqa: PLC0415

    base = read_knowledge(knowledge)
    mind = Mind.build(base, read_services(knowledge))
    failures = [failure for entry in base.entries for text in entry.tests if (failure := tried(mind, entry, text))]
    for failure in failures:
        click.echo(failure)
    tests = sum(len(entry.tests) for entry in base.entries)
    click.echo(f"{tests - len(failures)} of {tests} tests passed, {len(base.entries)} entries")
    return 1 if failures else 0


def tried(mind: "Mind", entry: Entry, text: str) -> str:
    """Empty when the message, addressed to the bot, finds this entry: answered alone, or among the choices."""
    decision = mind.decide(Message(text=text, addressed=True))
    names = [match.entry for match in decision.matches]
    if names == [entry.id] or (decision.outcome is Outcome.CLARIFY and entry.id in names):
        return ""
    best = ", ".join(f"{match.entry} {match.score:.2f}" for match in decision.candidates[:3])
    return f"{entry.file}:{entry.line}: {entry.id}: {text!r} -> {decision.outcome.value} {names} (candidates: {best})"


@kb.command()
@knowledge_option
def stats(*, knowledge: Path) -> int:
    """Couverture : réponses, formulations, tests, et ce qui mérite d'être complété."""
    base = read_knowledge(knowledge)
    questions = sum(len(entry.questions) for entry in base.entries)
    tests = sum(len(entry.tests) for entry in base.entries)
    click.echo(f"{len(base.entries)} entries, {questions} questions, {tests} tests")
    for title, names in gaps(base).items():
        click.echo(f"{title}: {', '.join(names) or 'none'}")
    return 0


def gaps(base: Knowledge) -> dict[str, list[str]]:
    return {
        f"fewer than {FEW_QUESTIONS} questions": [e.id for e in base.entries if len(e.questions) < FEW_QUESTIONS],
        "without tests": [e.id for e in base.entries if not e.tests],
        "without source": [e.id for e in base.entries if not e.source.page and not e.source.author],
    }


@kb.command()
def schema() -> int:
    """Le schéma JSON des fichiers, pour les éditeurs."""
    from bot.storage.schema import schema as describe  # noqa: PLC0415

    click.echo(json.dumps(describe(), ensure_ascii=False, indent=2))
    return 0


for command in drafting.COMMANDS:
    kb.add_command(command)
COMMANDS: tuple[click.Command, ...] = (kb,)
