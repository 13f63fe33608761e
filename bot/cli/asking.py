"""`ask` and `chat`: the understanding in a terminal, without Matrix and without network."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.lines import Line, Malformed, answer_lines, text_of
from bot.cli.sources import knowledge_option, read_knowledge, read_services
from bot.core.document import Document
from bot.core.model import Decision, Match, Message, Outcome, Turn
from bot.core.phrasing import room
from bot.core.rendering import to_text

if TYPE_CHECKING:
    from bot.core.mind import Mind

# A turn written by the bot is no question: the bot's own words are known from its decisions.
BOT_NAMES = ("bot", "assistant", "facteur")
MAX_TURNS = 20


def make_mind(folder: Path) -> "Mind":
    from bot.core.mind import Mind  # noqa: PLC0415 - numpy takes its time

    return Mind.build(read_knowledge(folder), read_services(folder))


@click.command()
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help="Lit un objet par ligne sur l'entrée standard, en écrit un par ligne.")
@click.option("--direct", is_flag=True, help="Comme un message privé ou une mention du bot.")
@click.option("--why", is_flag=True, help="Montre les candidats, les scores, les seuils et les règles.")
@knowledge_option
def ask(*, text: str | None, jsonl: bool, direct: bool, why: bool, knowledge: Path) -> int:
    """Pose une question et montre ce que le bot en ferait."""
    if jsonl == (text is not None):
        raise click.UsageError("Donnez soit un texte, soit --jsonl.")
    mind = make_mind(knowledge)
    if jsonl:
        return answer_lines(sys.stdin.buffer, lambda line: ask_line(mind, line, direct=direct))
    decision = mind.decide(Message(text=text or "", addressed=direct))
    show(decision, text or "")
    if why:
        explain(decision, decision.candidates or mind.search(text or ""))
    return 0


def ask_line(mind: "Mind", line: Line, *, direct: bool) -> Line:
    *earlier, last = turns_of(line)
    turns: tuple[Turn, ...] = ()
    for text in earlier[-MAX_TURNS:]:
        before = mind.decide(Message(text=text, addressed=direct, turns=turns))
        turns = (*turns, turn_of(text, before))
    answered = any(turn.entries for turn in turns)
    decision = mind.decide(Message(text=last, addressed=direct, in_bot_thread=answered, turns=turns))
    return {"id": line["id"], **as_json(decision)}


def turns_of(line: Line) -> list[str]:
    """The texts people wrote, the last one is asked: `text`, or `turns` of strings or of {"from", "text"} objects."""
    if "turns" not in line:
        return [text_of(line)]
    turns = line["turns"]
    if not isinstance(turns, list) or not turns:
        raise Malformed('"turns" is not a list of messages')
    texts = [turn_text(turn) for turn in turns]
    if texts[-1] is None:
        raise Malformed('the last of "turns" is the bot\'s: nothing to answer')
    return [text for text in texts if text is not None]


def turn_text(turn: Any) -> str | None:
    if isinstance(turn, str):
        return text_of({"text": turn})
    if not isinstance(turn, dict):
        raise Malformed('"turns" holds something that is neither a string nor an object with "text"')
    author = str(turn.get("from", turn.get("role", turn.get("author", "")))).lower()
    text = text_of(turn)
    return None if author in BOT_NAMES else text


def turn_of(text: str, decision: Decision) -> Turn:
    return Turn(text=text, outcome=decision.outcome, entries=tuple(match.entry for match in decision.matches))


def as_json(decision: Decision) -> Line:
    return {
        "decision": decision.outcome.value,
        "entries": [{"id": match.entry, "score": round(match.score, 4)} for match in decision.matches],
        "text": to_text(decision.reply),
    }


def about_command(decision: Decision, text: str) -> Document:
    """In a terminal no command is run: what it does, or the nearest one to an unknown one."""
    if decision.outcome is not Outcome.COMMAND:
        return Document()
    from bot.flows.moderate import BY_NAME, LINE, nearest  # noqa: PLC0415 - only who writes a command waits for it

    found = LINE.match(text)
    name = found["name"].lower() if found else ""
    command = BY_NAME.get(name) or nearest(name)
    known = room.only_in_a_room if name in BY_NAME else partial(room.unknown_command, name)
    return known(command.usage, command.summary)


def show(decision: Decision, text: str) -> None:
    click.secho(f"[{decision.outcome.value}] ", fg="cyan", nl=False, err=False)
    click.echo(", ".join(f"{match.entry} ({match.score:.2f})" for match in decision.matches))
    if reply := decision.reply or about_command(decision, text):
        click.echo("\n" + to_text(reply))


def explain(decision: Decision, candidates: Sequence[Match]) -> None:
    click.secho("\nWhy", bold=True)
    for reason in decision.why:
        click.echo(f"- {reason}")
    click.secho("Candidates", bold=True)
    for match in candidates:
        click.echo(f"- {match.entry:<28} {match.score:.3f}")


@click.command()
@click.option("--direct/--room", default=True, help="Messages adressés au bot (par défaut) ou vus dans le salon.")
@click.option("--why", is_flag=True, help="Montre les règles et les scores.")
@knowledge_option
def chat(*, direct: bool, why: bool, knowledge: Path) -> int:
    """Converse dans le terminal, sans Matrix. Ctrl-D pour finir."""
    mind = make_mind(knowledge)
    turns: tuple[Turn, ...] = ()
    while (text := read_line()) is not None:
        turn = picked(mind, turns, text) or mind.decide(
            Message(text=text, addressed=direct, in_bot_thread=any(t.entries for t in turns), turns=turns)
        )
        show(turn, text)
        if why:
            explain(turn, turn.candidates or mind.search(text))
        turns = (*turns[-MAX_TURNS:], turn_of(text, turn))
    return 0


def picked(mind: "Mind", turns: tuple[Turn, ...], text: str) -> Decision | None:
    """`1`, `2` or `3` after a question of the bot's."""
    return mind.choose(turns[-1], int(text)) if turns and text in ("1", "2", "3") else None


def read_line() -> str | None:
    try:
        return str(click.prompt("vous", prompt_suffix=" > ", default="", show_default=False))
    except (click.Abort, EOFError):
        return None


COMMANDS: tuple[click.Command, ...] = (ask, chat)
