"""A whole knowledge folder from pages: what `kb import --out DIR` writes. Page by page, so that memory stays flat."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.core.phrasing.vocabulary import CLIENTS, ORIGINS, PRODUCTS, SYNONYMS, TASKS
from bot.core.text import fold
from bot.documents.draft import DraftEntry, Taken, draft
from bot.documents.page import Page
from bot.documents.yaml_text import to_yaml, yaml_flow, yaml_list
from bot.errors import Fault, FileWrong

Say = Callable[[str], None]
SCHEMA_HINT = "# yaml-language-server: $schema=../schema.json\n"


def write_folder(pages: Iterable[Page], out: Path, *, title: str = "") -> Iterator[tuple[Page, list[DraftEntry]]]:
    """Writes `knowledge.yaml`, `lexicon.yaml` and one file of `faq/` a page; gives each page with its drafts.

    Nothing that stands there is overwritten: FileWrong when the folder holds anything.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileWrong([Fault(str(out), 0, 0, "", "", "a folder that is empty or does not exist yet")])
    faq = out / "faq"
    faq.mkdir(parents=True)
    taken = Taken()
    files: set[str] = set()
    used: dict[str, set[str]] = {}
    for page in pages:
        drafts = draft(page, taken)
        title = title or page.title
        for one in drafts:
            for facet, value in one.facets.items():
                used.setdefault(facet, set()).add(value)
        if drafts:
            (faq / file_name(page.name, files)).write_text(SCHEMA_HINT + to_yaml(drafts), encoding="utf-8")
        yield page, drafts
    write_head(out, title or "Documentation", used)


def write(pages: Iterable[Page], out: Path | None, *, echo: Say, warn: Say) -> int:
    """`kb import`: a folder, or YAML through `echo` when `out` is None. What could not be read goes to `warn`.

    The exit code: 1 when a page could not be read at all.
    """
    taken = Taken()
    drafted = ((page, draft(page, taken)) for page in pages)
    found: Iterable[tuple[Page, list[DraftEntry]]] = drafted if out is None else write_folder(pages, out)
    unread = 0
    for page, drafts in found:
        for fault in page.faults:
            warn(str(fault))
        unread += any(not fault.line for fault in page.faults)
        if drafts:
            echo(to_yaml(drafts) if out is None else f"{page.name}: {len(drafts)}")
    return 1 if unread else 0


def write_head(out: Path, title: str, used: dict[str, set[str]]) -> None:
    head = f"language: fr\ntitle: {json.dumps(title, ensure_ascii=False)}\n"
    (out / "knowledge.yaml").write_text(head, encoding="utf-8")
    lines = [*word_lines(), *(facet_lines(used) if used else ())]
    (out / "lexicon.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def word_lines() -> Iterator[str]:
    yield "synonyms:"
    yield from (f"- {yaml_list(group)}" for group in SYNONYMS)
    yield "products:"
    for name, spellings in PRODUCTS.items():
        if others := [spelling for spelling in spellings if spelling != name.lower()]:
            yield f"  {name}: {yaml_list(others)}"


def facet_lines(used: dict[str, set[str]]) -> Iterator[str]:
    tables = {
        "client": {value: (label, names) for value, (label, names, _) in CLIENTS.items()},
        "task": TASKS,
        "origine": ORIGINS,
    }
    yield "facets:"
    for facet, values in tables.items():
        if facet in used:
            yield f"  {facet}:"
        for value, (label, names) in values.items():
            if value in used.get(facet, ()):
                yield f"    {value}: {yaml_flow({'label': label, 'words': list(names)})}"


def file_name(page: str, files: set[str]) -> str:
    """`emails/README.md` -> `emails-readme.yaml`, another name when two pages come to the same."""
    stem = fold(page.rpartition("://")[2].removesuffix(".md")).replace(" ", "-")[:100] or "page"
    name, number = stem, 2
    while name in files:
        name, number = f"{stem}-{number}", number + 1
    files.add(name)
    return f"{name}.yaml"
