"""The JSON Schema of the knowledge files, for editors: the same shapes that the loader validates with."""

from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from bot.storage.services import ServicesShape
from bot.storage.shapes import EntryShape, Head, LexiconShape, UnansweredShape

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, type[BaseModel]] = {
    "knowledge": Head,
    "lexicon": LexiconShape,
    "services": ServicesShape,
    "unanswered": UnansweredShape,
}


def schema() -> dict[str, Any]:
    """The schema of a file of faq/; those of the other files are `#/$defs/knowledge`, `lexicon` and so on."""
    entries = TypeAdapter(list[EntryShape]).json_schema(by_alias=True)
    others, more = models_json_schema([(model, "validation") for model in FILES.values()], by_alias=True)
    defs = entries.pop("$defs") | more["$defs"]
    for name, model in FILES.items():
        defs[name] = {"$ref": others[model, "validation"]["$ref"]}
    return {
        "$schema": DRAFT,
        "title": "Réponses de Facteur (knowledge/faq/*.yaml)",
        **entries,
        "$defs": dict(sorted(defs.items())),
    }
