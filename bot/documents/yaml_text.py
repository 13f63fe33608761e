"""Draft entries as YAML, by hand: the key order of the contract, answers as block scalars, notes as comments above.

Written rather than dumped: ten thousand entries take a second, and people read the result.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from bot.core.model import Source
from bot.core.phrasing.drafts import REVIEW_HEAD
from bot.documents.draft import DraftEntry

# A text that YAML reads back as the same text without quotes: words, and punctuation that means nothing to it.
PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ][\wÀ-ÖØ-öø-ÿœŒ'’ ().,/°«»“”…?!-]*(?<![ ])")
RESERVED = re.compile(r"(?i:true|false|yes|no|on|off|null|y|n|nan|inf)")
# What no block scalar may hold; everything else is kept to the letter.
UNPRINTABLE = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def to_yaml(drafts: Iterable[DraftEntry]) -> str:
    """A file of `faq/`: `[]` when there are none."""
    text = "\n".join("\n".join(lines(draft)) + "\n" for draft in drafts)
    return text or "[]\n"


def lines(draft: DraftEntry) -> Iterator[str]:
    for note in draft.notes:
        yield f"# {REVIEW_HEAD} : {' '.join(printable(note).split())}"
    yield f"- id: {scalar(draft.id)}"
    yield f"  title: {scalar(draft.title)}"
    yield from sequence("questions", draft.questions)
    yield from sequence("not", draft.refuses)
    yield from block("answer", draft.answer)
    if draft.facets:
        yield f"  facets: {yaml_flow(dict(draft.facets))}"
    if draft.check:
        yield f"  check: {scalar(draft.check)}"
    if draft.see:
        yield f"  see: {yaml_list(draft.see)}"
    yield from source(draft.source)
    yield from sequence("tests", draft.tests)
    if draft.threshold is not None:
        yield f"  threshold: {draft.threshold}"


def source(given: Source) -> Iterator[str]:
    names = ("page", "section", "digest", "note", "author", "date")
    found = {name: getattr(given, name) for name in names if getattr(given, name)}
    if found:
        yield "  source:"
        yield from (
            f"    {name}: {quoted(value) if name == 'digest' else scalar(value)}" for name, value in found.items()
        )


def sequence(key: str, values: Iterable[str]) -> Iterator[str]:
    values = list(values)
    if values:
        yield f"  {key}:"
        yield from (f"  - {scalar(value)}" for value in values)


def block(key: str, text: str) -> Iterator[str]:
    """A block scalar; `|2` where the first line begins with a space, which YAML would take for the indentation."""
    text = "\n".join(line.rstrip() for line in printable(text).replace("\t", "    ").split("\n")).strip("\n")
    yield f"  {key}: |2" if text.startswith(" ") else f"  {key}: |"
    yield from (f"    {line}" if line else "" for line in text.split("\n"))


def yaml_flow(values: Mapping[str, str | list[str]]) -> str:
    """A mapping on one line, of texts and lists of texts."""
    return "{" + ", ".join(f"{scalar(key, inside=True)}: {flow_value(value)}" for key, value in values.items()) + "}"


def flow_value(value: str | list[str]) -> str:
    if isinstance(value, str):
        return scalar(value, inside=True)
    return yaml_list(value)


def yaml_list(values: Iterable[str]) -> str:
    """A list of texts on one line."""
    return "[" + ", ".join(scalar(one, inside=True) for one in values) + "]"


def scalar(text: str, *, inside: bool = False) -> str:
    """On one line, without quotes where YAML reads it back as it is."""
    text = " ".join(printable(text).split())
    plain = PLAIN.fullmatch(text) and not RESERVED.fullmatch(text) and not (inside and re.search(r"[,\[\]{}]", text))
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def printable(text: str) -> str:
    return UNPRINTABLE.sub(
        "", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x85", "\n")
    )
