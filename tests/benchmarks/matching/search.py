"""Ranks the lines of stdin on the base named by BOT_KNOWLEDGE: `{"id","text"}` in, `{"id","entries"}` out."""

import json
import os
import sys
from pathlib import Path

import yaml

from bot.core.document import Document
from bot.core.matching import Index
from bot.core.model import Entry, Knowledge

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(folder: Path) -> Knowledge:
    language = yaml.load((folder / "knowledge.yaml").read_text(encoding="utf-8"), LOADER)["language"]  # noqa: S506 - the safe loader, in C where there is one
    rows = [
        row
        for file in sorted(folder.glob("faq/*.yaml"))
        for row in yaml.load(file.read_text(encoding="utf-8"), LOADER)  # noqa: S506
    ]
    entries = (
        Entry(
            id=row["id"],
            title=row["title"],
            questions=tuple(row["questions"]),
            markdown=row["answer"],
            answer=Document(),
        )
        for row in rows
    )
    return Knowledge(language=language, title="", entries=tuple(sorted(entries, key=lambda entry: entry.id)))


def main() -> None:
    index = Index.build(load(Path(os.environ["BOT_KNOWLEDGE"])))
    for line in filter(str.strip, sys.stdin):
        row = json.loads(line)
        found = [{"id": match.entry, "score": round(match.score, 6)} for match in index.search(row["text"])]
        print(json.dumps({"id": row["id"], "entries": found}))


if __name__ == "__main__":
    main()
