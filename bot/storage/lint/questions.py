"""Questions that two entries share: the smallest change elsewhere makes their answers flip."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.text import Reader, language_of, normalise
from bot.storage.knowledge import Base
from bot.storage.lint.findings import Finding, error, remark, written
from bot.storage.sheets import Sheet, words
from bot.storage.yaml_tree import Pairs, Scalar


@dataclass(frozen=True, slots=True)
class Asked:
    entry: str
    key: str  # questions or tests
    sheet: Sheet
    node: Scalar

    @property
    def place(self) -> str:
        return f"{self.entry} ({self.sheet.path}:{self.node.start.line + 1})"


def findings(base: Base) -> Iterator[Finding]:
    asked = [
        Asked(entry, key, sheet, node)
        for sheet, entry_node, entry in written(base)
        for key in ("questions", "tests")
        for node in words(entry_node, key)
    ]
    same = grouped((normalise(one.node.text), one) for one in asked)
    for group in same.values():
        yield from repeated(group)
    yield from answered(base, same)
    reader = Reader(language_of(base.knowledge.language), base.knowledge.lexicon)
    questions = [one for one in asked if one.key == "questions"]
    for group in grouped((matter(reader, one.node.text), one) for one in questions).values():
        yield from alike(group)


def grouped(pairs: Iterator[tuple[str, Asked]]) -> dict[str, list[Asked]]:
    groups: dict[str, list[Asked]] = defaultdict(list)
    for key, one in pairs:
        if key:
            groups[key].append(one)
    return groups


def matter(reader: Reader, text: str) -> str:
    """The stems of a question that carry its meaning, in alphabetical order: `port smtp` for both
    "quel est le port du SMTP ?" and "smtp : quels ports". Only equal sets count as alike, never a ratio of letters:
    "serveur imap" and "serveur smtp" are 83 % the same letters and two matters."""
    found = [word for word in reader.read(text) if word not in reader.language.grammar]
    stems = sorted(set(reader.language.stem(found)))
    return " ".join(stems) if len(stems) > 1 else ""  # one word decides nothing: "it's true", "not true"


def repeated(group: list[Asked]) -> Iterator[Finding]:
    """The same text to the letter, accents and punctuation aside."""
    first = group[0]
    for one in group[1:]:
        if one.entry != first.entry and one.key == first.key:
            expected = f"a question of one entry only; {first.place} has it too"
            yield error(one.sheet, one.node, one.key, one.node.text, expected)
        elif one.entry != first.entry:
            expected = f"a text that stands nowhere else; it is among the {first.key} of {first.place}"
            yield error(one.sheet, one.node, one.key, one.node.text, expected)
        elif one.key != first.key:
            expected = "a test that is not among the questions: it would prove nothing"
            yield remark(one.sheet, one.node, one.key, one.node.text, expected)
        else:
            expected = f"each question once; line {first.node.start.line + 1} says the same"
            yield remark(one.sheet, one.node, one.key, one.node.text, expected)


def answered(base: Base, asked: dict[str, list[Asked]]) -> Iterator[Finding]:
    """Said to be left to people, and answered."""
    if base.unanswered is None or not isinstance(base.unanswered.root, Pairs):
        return
    for node in words(base.unanswered.root, "questions"):
        for one in asked.get(normalise(node.text), ())[:1]:
            expected = f"a question that no entry answers; it is among the {one.key} of {one.place}"
            yield remark(base.unanswered, node, "questions", node.text, expected)


def alike(group: list[Asked]) -> Iterator[Finding]:
    """Other words in another order, and the same meaning to the matcher."""
    first = group[0]
    for one in group[1:]:
        if one.entry != first.entry and normalise(one.node.text) != normalise(first.node.text):
            expected = f"a word that tells it from {first.node.text!r} of {first.place}"
            yield remark(one.sheet, one.node, one.key, one.node.text, expected)
