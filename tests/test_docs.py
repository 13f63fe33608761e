"""Documentation that cannot rot: what can be typed or set stands in the README."""

from pathlib import Path

import pytest

from bot.cli import FILES
from bot.cli.knowledge import kb
from bot.config import Settings
from bot.flows.commands import COMMANDS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [n for n in Settings.model_fields if not n.endswith("_file")])
def test_every_setting_is_documented(name: str) -> None:
    assert f"BOT_{name.upper()}`" in README


@pytest.mark.parametrize("name", [n for n in FILES if n != "kb"])
def test_every_command_is_documented(name: str) -> None:
    assert f"`facteur {name}" in README


@pytest.mark.parametrize("name", list(kb.commands))
def test_every_knowledge_command_is_documented(name: str) -> None:
    assert f"`{name}`" in README or f"`facteur kb {name}" in README


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_every_room_command_is_documented(command: object) -> None:
    assert f"`!{getattr(command, 'name', '')}" in README
