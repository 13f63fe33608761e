"""The knowledge folder -> Knowledge, or every fault of every file at once. Reads only; editing.py writes.

knowledge.yaml and one entry in faq/ are required; lexicon.yaml, services.yaml and unanswered.yaml are not.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from bot.core.model import Entry, FacetValue, Knowledge, Lexicon, Source
from bot.core.services import Services
from bot.errors import Fault, FileWrong
from bot.storage import references, services, sheets
from bot.storage.answers import Answer
from bot.storage.faults import Gathering, validate
from bot.storage.shapes import EntryShape, Head, LexiconShape, UnansweredShape
from bot.storage.sheets import NO_FILES, Sheet
from bot.storage.yaml_tree import Pairs

HEAD = TypeAdapter(Head)
ENTRIES = TypeAdapter(tuple[EntryShape, ...])
LEXICON = TypeAdapter(LexiconShape)
UNANSWERED = TypeAdapter(UnansweredShape)
NOTHING = LEXICON.validate_python({})


@dataclass(frozen=True, slots=True)
class Base:
    """What was read: the knowledge, the services if the folder names any, and the files behind it."""

    knowledge: Knowledge
    services: Services | None
    faq: tuple[Sheet, ...]
    lexicon: Sheet | None
    unanswered: Sheet | None


def load(folder: Path) -> Knowledge:
    """The knowledge of a folder, entries in the order of their ids. FileWrong: every fault of every file."""
    return read(folder).knowledge


def read(folder: Path, replaced: Mapping[str, bytes] = NO_FILES) -> Base:
    """The same with the files themselves. `replaced`: contents, by path below the folder, that stand for the files'."""
    with collector_at_rest():
        return Reader(folder, replaced).base()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """A tree of 200,000 nodes makes the garbage collector walk it again and again: half the time of a load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Reader:
    """One reading of a folder: every step adds its faults, the end raises them together."""

    def __init__(self, folder: Path, replaced: Mapping[str, bytes]) -> None:
        self.folder = folder
        self.replaced = replaced
        self.gathering = Gathering()
        self.twice: list[Fault] = []  # keys that stand twice in files that can be read on
        self.unread = False  # a file of faq/ is no YAML at all: its ids are not known

    def base(self) -> Base:
        head = self.head()
        lexicon_sheet, lexicon = self.lexicon()
        offered = self.services()
        unanswered_sheet, unanswered = self.unanswered()
        faq, shapes = self.faq()
        self.cross_check(faq, lexicon, offered)
        if self.gathering.faults or self.twice or head is None:
            raise FileWrong(self.faults())
        found = [entry(shape, sheet, node.start.line + 1) for sheet, node, shape in shapes]
        if not found:
            raise FileWrong([Fault(str(self.folder / "faq"), 0, 0, "", "", "at least one entry (- id: …)")])
        entries = tuple(sorted(found, key=lambda one: one.id))
        knowledge = Knowledge(
            language=head.language,
            title=head.title,
            entries=entries,
            lexicon=words(lexicon),
            unanswered=unanswered,
        )
        return Base(knowledge, offered, tuple(faq), lexicon_sheet, unanswered_sheet)

    def read(self, path: str) -> Sheet:
        return sheets.read(self.folder, path, self.replaced, self.twice)

    def faults(self) -> list[Fault]:
        """All of them, in the order of the files."""
        return sorted([*self.gathering.faults, *self.twice], key=lambda fault: (fault.file, fault.line, fault.column))

    def head(self) -> Head | None:
        with self.gathering:
            sheet = self.read(sheets.HEAD)
            return validate(HEAD, Head, sheet.root, sheet.name)
        return None

    def lexicon(self) -> tuple[Sheet | None, LexiconShape]:
        with self.gathering:
            if sheets.present(self.folder, sheets.LEXICON, self.replaced):
                sheet = self.read(sheets.LEXICON)
                return sheet, validate(LEXICON, LexiconShape, sheet.root, sheet.name) if sheet.root else NOTHING
        return None, NOTHING

    def unanswered(self) -> tuple[Sheet | None, tuple[str, ...]]:
        with self.gathering:
            if sheets.present(self.folder, sheets.UNANSWERED, self.replaced):
                sheet = self.read(sheets.UNANSWERED)
                read = validate(UNANSWERED, UnansweredShape, sheet.root, sheet.name) if sheet.root else None
                return sheet, read.questions if read else ()
        return None, ()

    def services(self) -> Services | None:
        with self.gathering:
            if sheets.present(self.folder, sheets.SERVICES, self.replaced):
                return services.read(self.read(sheets.SERVICES), self.folder)
        return None

    def faq(self) -> tuple[list[Sheet], list[tuple[Sheet, Pairs, EntryShape]]]:
        faq: list[Sheet] = []
        found: list[tuple[Sheet, Pairs, EntryShape]] = []
        for path in self.paths():
            sheet = self.sheet(path)
            if sheet is None:
                continue
            faq.append(sheet)
            with self.gathering:
                shapes = validate(ENTRIES, EntryShape, sheet.root, sheet.name) if sheet.root else ()
                found += zip([sheet] * len(shapes), sheet.entries(), shapes, strict=True)
        return faq, found

    def paths(self) -> list[str]:
        with self.gathering:
            return sheets.faq_files(self.folder, self.replaced)
        return []

    def sheet(self, path: str) -> Sheet | None:
        with self.gathering:
            return self.read(path)
        self.unread = True
        return None

    def cross_check(self, faq: Sequence[Sheet], lexicon: LexiconShape, offered: Services | None) -> None:
        """Links are not judged while a file hides its ids: that would be guessing."""
        self.gathering.faults += references.twice(faq)
        if not self.unread:
            self.gathering.faults += references.dead_links(faq)
        if offered is not None:
            self.gathering.faults += references.dead_checks(faq, offered)
        if lexicon.facets:
            self.gathering.faults += references.unknown_facets(faq, lexicon.facets)


def entry(shape: EntryShape, sheet: Sheet, line: int) -> Entry:
    return Entry(
        id=shape.id,
        title=shape.title,
        questions=shape.questions,
        markdown=shape.answer,
        answer=Answer(shape.answer),
        refuses=shape.refuses,
        facets=shape.facets,
        check=shape.check,
        see=shape.see,
        source=Source(**shape.source.model_dump()),
        tests=shape.tests,
        threshold=shape.threshold,
        file=sheet.path,
        line=line,
    )


def words(shape: LexiconShape) -> Lexicon:
    return Lexicon(
        abbreviations=shape.abbreviations,
        synonyms=shape.synonyms,
        products=shape.products,
        facets={
            facet: {value: FacetValue(label=one.label, words=one.words) for value, one in values.items()}
            for facet, values in shape.facets.items()
        },
    )
