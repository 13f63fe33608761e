"""The project's own knowledge base: its schema is current, its files tell editors where it is."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.documents.drift import drift
from bot.documents.reading import read_pages
from bot.storage.knowledge import load
from bot.storage.schema import schema

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
OTHERS = ("knowledge", "lexicon", "services", "unanswered")
DEFINITIONS = {f"{name}.yaml": name for name in OTHERS}
FILES = sorted(KNOWLEDGE.rglob("*.yaml"))


def test_the_schema_is_the_one_of_the_code() -> None:
    kept = json.loads((KNOWLEDGE / "schema.json").read_text(encoding="utf-8"))
    assert kept == schema(), "run: facteur kb schema > knowledge/schema.json"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_each_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    name = DEFINITIONS.get(path.name)
    expected = f"schema.json#/$defs/{name}" if name else "../schema.json"
    assert first == f"# yaml-language-server: $schema={expected}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_each_file_is_valid_for_its_schema(path: Path) -> None:
    whole = schema()
    name = DEFINITIONS.get(path.name)
    used = {"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]} if name else whole
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(used).iter_errors(content)) == []


def test_the_base_says_what_the_page_said_when_it_was_built() -> None:
    page = Path(__file__).parent / "documents" / "testdata" / "emails-suite-numerique.md"
    report = drift(read_pages(page), load(KNOWLEDGE))
    assert not report.needs_a_person, report.text()
