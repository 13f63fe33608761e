"""Answers as a chat shows them: too long, without a link, with words that lost their accents, with what a Matrix room
would take for more than text."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.core.document import Block, Code, Details, Document, Heading, Items, Paragraph, Quote, Span, Table
from bot.core.model import Entry
from bot.core.rendering import to_text
from bot.core.text import fold
from bot.storage.knowledge import Base
from bot.storage.lint.findings import Finding, error, remark, written
from bot.storage.sheets import Sheet
from bot.storage.yaml_tree import Pairs, Scalar

# A phone shows about 15 lines of 45 letters: past two screens people ask again instead of reading. The team's own
# answers have 700 to 1,100 letters and 8 to 19 lines.
LONG_LETTERS, LONG_LINES = 1_500, 25
# Known HTML elements only: <prenom.nom> and <votre adresse> are what people write in answers, and are shown as text.
TAG = re.compile(
    r"</?(a|b|big|blockquote|br|code|center|details|div|em|font|form|h[1-6]|hr|i|iframe|img|input|li|link|mx-reply|ol|p"
    r"|pre|script|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul|video)\b[^<>]*>",
    re.IGNORECASE,
)
WHOLE_ROOM = re.compile(r"(?<![\w.@])@room\b")
WORD = re.compile(r"[^\W\d_]{4,}")
ADDRESS = re.compile(r"\S*(?:://|@|\w\.\w)\S*")


def findings(base: Base) -> Iterator[Finding]:
    accents = lost_accents(base)
    entries = {entry.id: entry for entry in base.knowledge.entries}
    for sheet, node, name in written(base):
        entry = entries.get(name)
        answer = node.get("answer")
        if entry and isinstance(answer, Scalar):
            yield from shape(sheet, answer, entry)
            yield from spelling(sheet, node, entry, accents)


def objections(markdown: str) -> list[tuple[str, str]]:
    """(what stands there, what was expected) for what no answer may hold; a moderator's answer is refused for it."""
    tags = [(match[0], "Markdown; HTML is shown as it is written") for match in TAG.finditer(markdown)]
    calls = [("@room", "no call to the whole room") for _ in WHOLE_ROOM.finditer(markdown)]
    return [*dict.fromkeys(tags + calls)]


def shape(sheet: Sheet, answer: Scalar, entry: Entry) -> Iterator[Finding]:
    for value, expected in objections(entry.markdown):
        yield error(sheet, answer, "answer", value, expected)
    text = to_text(entry.answer)
    lines = text.count("\n") + 1
    if len(text) > LONG_LETTERS or lines > LONG_LINES:
        value = f"{len(text)} letters, {lines} lines"
        expected = f"at most {LONG_LETTERS} letters and {LONG_LINES} lines; a chat shows no more at once"
        yield remark(sheet, answer, "answer", value, expected)
    if entry.source.page.startswith("http") and "http" not in text:
        yield remark(sheet, answer, "answer", entry.id, f"a link to the page it was built from, {entry.source.page}")


def spelling(sheet: Sheet, node: Pairs, entry: Entry, accents: dict[str, str]) -> Iterator[Finding]:
    for key, text in (("title", entry.title), ("answer", prose(entry.answer))):
        for word in dict.fromkeys(words_of(text)):
            if word in accents:
                yield remark(sheet, node.get(key), key, word, f"{accents[word]}, as the other answers write it")


def lost_accents(base: Base) -> dict[str, str]:
    """Words written without accents here and with them elsewhere in answers and titles: three times as often, and
    three times at least. A last letter apart (configure, configuré) is grammar and no slip; questions are not read,
    people write them as they do."""
    if base.knowledge.language != "fr":
        return {}
    count = Counter(
        word for entry in base.knowledge.entries for word in words_of(f"{entry.title} {prose(entry.answer)}")
    )
    right: dict[str, str] = {}
    for word, times in count.items():
        bare = fold(word)
        slip = bare != word and bare[:-1] != word[:-1] and times >= 3 * max(count[bare], 1)
        if slip and times > count[right.get(bare, "")]:
            right[bare] = word
    return right


def words_of(text: str) -> list[str]:
    return WORD.findall(ADDRESS.sub(" ", text.replace("œ", "oe")).lower())


def prose(document: Document) -> str:
    """What is written in sentences: no code, no addresses of links."""
    return " ".join(span.text for block in document.blocks for span in spans(block) if not span.code)


def spans(block: Block) -> Iterator[Span]:
    match block:
        case Paragraph() | Heading():
            yield from block.spans
        case Items():
            for item in block.items:
                for inner in item:
                    yield from spans(inner)
        case Table():
            for row in (block.head, *block.rows):
                for cell in row:
                    yield from cell
        case Quote() | Details():
            for inner in block.blocks:
                yield from spans(inner)
        case Code():
            return
