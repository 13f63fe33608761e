"""The knowledge folder as a whole: read, watched, and compared with what moderators made of it. The port Shelf."""

from collections.abc import AsyncIterator, Sequence
from difflib import unified_diff
from hashlib import blake2b
from pathlib import Path

import structlog
from watchfiles import awatch

from bot.core.model import Knowledge
from bot.core.services import Services
from bot.errors import FileWrong
from bot.ports import Change
from bot.storage import knowledge, patches, sheets
from bot.storage.rewriting import HEAD

log = structlog.get_logger()

# Editors write a file in several steps: what comes within this time is one change. Where the system tells nothing
# (network folders, some containers) the files are looked at every half minute all the same.
STEPS_MS, AT_LEAST_MS = 400, 30_000


class FolderShelf:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self) -> tuple[Knowledge, Services]:
        base = knowledge.read(self.folder)
        return base.knowledge, base.services or Services()

    def mark(self) -> str:
        digest = blake2b(digest_size=16)
        for path in self.paths():
            digest.update(f"\0{path}\0".encode())
            try:
                digest.update((self.folder / path).read_bytes())
            except OSError as e:
                digest.update(f"errno {e.errno}".encode())
        return digest.hexdigest()

    def paths(self) -> list[str]:
        try:
            faq = sheets.faq_files(self.folder)
        except FileWrong:
            faq = []
        return [sheets.HEAD, sheets.LEXICON, sheets.SERVICES, sheets.UNANSWERED, *faq]

    def patch(self, changes: Sequence[Change]) -> tuple[str, int]:
        """The files with all these changes taken back, against the files as they are."""
        now = {path: self.text(path) for path in self.paths()}
        then, lost = dict(now), 0
        for change in changes:
            try:
                then |= before(then, change)
            except patches.Moved:
                lost += 1
        return "".join(diff(path, but_head(then[path]), but_head(now.get(path, ""))) for path in sorted(then)), lost

    def text(self, path: str) -> str:
        file = self.folder / path
        return file.read_bytes().decode("utf-8-sig", errors="replace") if file.exists() else ""

    async def stirs(self) -> AsyncIterator[None]:
        async for _ in awatch(self.folder, debounce=STEPS_MS, rust_timeout=AT_LEAST_MS, yield_on_timeout=True):
            yield


def before(texts: dict[str, str], change: Change) -> dict[str, str]:
    """The files of one change as they were before it. Moved: somebody has rewritten the place since."""
    changed: dict[str, str] = {}
    for patch in reversed(patches.unpack(change.patch)):
        changed[patch.path] = patch.undo(changed.get(patch.path, texts.get(patch.path, "")))
    return changed


def but_head(text: str) -> str:
    """A file of nothing but its head is what undoing leaves of one that was not there."""
    return "" if text.strip() == HEAD.strip() else text


def diff(path: str, then: str, now: str) -> str:
    """As `git apply` and `patch -p1` read it."""
    old = "/dev/null" if not then else f"a/{path}"
    new = "/dev/null" if not now else f"b/{path}"
    lines = unified_diff(then.splitlines(keepends=True), now.splitlines(keepends=True), old, new)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
