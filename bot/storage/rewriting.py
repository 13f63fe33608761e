"""One change of a knowledge folder, from the lock to the renamed file; what the change is stands in editing.py."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from bot.core.document import Document
from bot.core.model import Entry
from bot.core.phrasing import editing as say
from bot.errors import FileWrong, RequestWrong
from bot.ports import Change
from bot.storage import atomic, knowledge, patches, splices
from bot.storage.knowledge import Base
from bot.storage.sheets import Sheet
from bot.storage.yaml_tree import BOM

# Where entries taught in the room go, and how that file begins.
TAUGHT = "faq/salon.yaml"
HEAD = """\
# yaml-language-server: $schema=../schema.json
# Les réponses enseignées depuis le salon : chacune a son auteur et sa date.
"""

Entries = Mapping[str, Entry]
AboutTo = Callable[[Change], None]
UNREAD = Document()


@contextmanager
def rewriting(folder: Path, about_to: AboutTo = lambda _: None) -> Iterator["Rewriting"]:
    """The folder under its lock, as it stands on the disk. `about_to` hears of a change before any file is touched."""
    with ExitStack() as stack:
        try:
            stack.enter_context(atomic.locked(folder))
        except OSError as e:
            raise RequestWrong(say.not_written(e.strerror or str(e))) from e
        atomic.sweep(folder / "faq")
        yield Rewriting(folder, knowledge.read(folder), about_to)


class Rewriting:
    def __init__(self, folder: Path, base: Base, about_to: AboutTo) -> None:
        self.folder = folder
        self.base = base
        self.about_to = about_to

    def entry(self, entry_id: str) -> Entry | None:
        return self.base.knowledge.entry(entry_id)

    def sheet(self, path: str) -> Sheet | None:
        return next((sheet for sheet in self.base.faq if sheet.path == path), None)

    def commit(
        self, change: Change, texts: Mapping[str, str], wanted: Callable[[Entries], Entries] | None = None
    ) -> Change:
        """Writes new texts of files, by path, in their order; every step of it is a valid base.

        `wanted`: the entries as they shall be, from those that are; the texts must give exactly these.
        """
        now = {entry.id: entry for entry in self.base.knowledge.entries}
        after = self.read_again(texts)
        if wanted is not None and bare(after.knowledge.entries) != bare(wanted(now).values()):
            raise RequestWrong(say.only_form(next(iter(texts))))
        done = replace(
            change,
            before=lines(self.base, change.entry),
            after=lines(after, change.entry),
            patch=patches.pack({path: self.text(path) for path in texts}, texts),
        )
        self.about_to(done)
        self.write_all(texts)  # the last thing that can fail
        return done

    def write_all(self, texts: Mapping[str, str]) -> None:
        """All files or none: when one cannot be written, those before it get their text back."""
        done: list[str] = []
        try:
            for path, text in texts.items():
                self.write(path, text, self.there(path))
                done.append(path)
        except RequestWrong:
            for path in reversed(done):
                self.write(path, self.there(path), texts[path])
            raise

    def read_again(self, texts: Mapping[str, str]) -> Base:
        try:
            return knowledge.read(self.folder, {path: text.encode() for path, text in texts.items()})
        except FileWrong as wrong:
            raise RequestWrong(say.refused(wrong.faults)) from wrong

    def there(self, path: str) -> str:
        sheet = self.sheet(path)
        return sheet.text if sheet else ""

    def text(self, path: str) -> str:
        """The text of a file; of one that is still to be, how it begins: undoing its first entry leaves that."""
        return self.there(path) or (HEAD if path == TAUGHT else "")

    def write(self, path: str, text: str, known: str) -> None:
        """In the encoding the file had. Somebody with an editor knows no lock: what they saved meanwhile stays."""
        file = self.folder / path
        try:
            there = file.read_bytes() if file.exists() else b""
            if there.removeprefix(BOM) != known.encode():
                raise RequestWrong(say.changed_since(path))
            atomic.write(file, (BOM if there.startswith(BOM) else b"") + text.encode())
        except OSError as e:
            raise RequestWrong(say.not_written(e.strerror or str(e))) from e


def bare(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Entries without their places, which a change elsewhere moves, nor parsed answers: the Markdown says it all."""
    return {entry.id: replace(entry, file="", line=0, answer=UNREAD) for entry in entries}


def lines(base: Base, entry_id: str) -> str:
    """The lines of an entry as its file has them; empty when there is none."""
    for sheet in base.faq:
        node = splices.entry(sheet, entry_id)
        if node is not None:
            try:
                start, end = splices.lines_of(sheet, node)
            except splices.Unsplicable:
                start, end = node.start.index, splices.end_of(sheet.text, node)
            return sheet.text[start:end]
    return ""
