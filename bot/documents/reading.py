"""Pages from where they stand: a file, a folder, an address; one after the other, so that memory stays flat."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bot.documents.fetch import LARGEST, fetched
from bot.documents.links import BASE_URL
from bot.documents.page import Page
from bot.documents.sections import read_text
from bot.errors import Fault, WorldFailed

MARKDOWN = (".md", ".markdown", ".mdown")
NOT_CONTENT = frozenset({"summary.md"})  # the table of contents of a GitBook
# Reading takes as long as drafting (30 ms a page each): one process that reads and one that drafts halve the time.
# It takes half a second to start, so a few files are read where one stands.
READERS = 1
MANY = 50
AHEAD = 8
Fetch = Callable[[str], bytes]


def read_pages(target: str | Path, base_url: str = BASE_URL, *, fetch: Fetch = fetched) -> Iterator[Page]:
    """The pages of a target, read one at a time. Never raises for a page: what cannot be read is in `faults`.

    `base_url`: where the folder's root is published; relative links start there.
    """
    text = str(target)
    if text.startswith(("https://", "http://")):
        yield from_url(text, fetch, base_url)
        return
    path = Path(target)
    if path.is_dir():
        yield from from_files([(file, file.relative_to(path).as_posix(), base_url) for file in files_of(path)])
    else:
        yield from_file(path, path.name, base_url)


def files_of(folder: Path) -> Iterator[Path]:
    """Markdown files in the order of their paths; hidden folders hold the editor's own files."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in MARKDOWN and not hidden and path.name.lower() not in NOT_CONTENT and path.is_file():
            yield path


def from_files(files: Sequence[tuple[Path, str, str]]) -> Iterator[Page]:
    """In the order given. Many are read by other processes meanwhile, a few pages ahead of who takes them."""
    if len(files) < MANY:
        yield from (from_file(*file) for file in files)
        return
    waiting: deque[Future[Page]] = deque()
    with ProcessPoolExecutor(READERS, mp_context=get_context("spawn")) as pool:
        for file in files:
            waiting.append(pool.submit(from_file, *file))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def from_file(path: Path, name: str, base_url: str) -> Page:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return unread(name, f"{size} bytes", f"at most {LARGEST} bytes")
        return read_text(path.read_bytes(), name, base_url)
    except OSError as e:
        return unread(name, e.strerror or type(e).__name__, "a readable file or folder")


def from_url(url: str, fetch: Fetch, base_url: str) -> Page:
    try:
        return read_text(fetch(url), url, base_url)
    except WorldFailed as e:
        return unread(url, str(e).removeprefix(f"{url}: "), "a page of Markdown over https")


def unread(name: str, value: str, expected: str) -> Page:
    return Page(name=name, address="", title=name, faults=(Fault(name, 0, 0, "", value, expected),))
