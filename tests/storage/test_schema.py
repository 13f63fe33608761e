"""The JSON Schema for editors says what the loader says."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.storage.schema import schema


def validator(part: str = "") -> Draft202012Validator:
    whole = schema()
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": whole["$defs"]} if part else whole)


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("path", sorted(Path("knowledge/faq").glob("*.yaml")), ids=str)
def test_our_answers_fit_it(path: Path) -> None:
    assert [error.message for error in validator().iter_errors(read(path))] == []


@pytest.mark.parametrize("part", ["knowledge", "lexicon", "services"])
def test_our_other_files_fit_it(part: str) -> None:
    assert [error.message for error in validator(part).iter_errors(read(Path(f"knowledge/{part}.yaml")))] == []


def test_it_refuses_what_the_loader_refuses() -> None:
    wrong = [{"id": "A", "title": "", "questions": [], "answer": "x", "nots": []}]
    found = {"/".join(map(str, error.path)) for error in validator().iter_errors(wrong)}
    assert found == {"0", "0/id", "0/title", "0/questions"}
