"""Files written whole or not at all, by one writer at a time. Knows nothing of YAML."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LEFTOVER = ".facteur-tmp"  # behind a leading dot: what is being written; found again, it is what a crash left


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One writer of a folder, among threads and processes. The lock is on the folder itself: no file to forget."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write(path: Path, data: bytes) -> None:
    """The old content or the new one, whatever happens: written beside, flushed, renamed, the folder flushed.

    Keeps the file's mode and, where it may, its owner; a link stays a link. OSError: nothing has changed.
    """
    path = path.resolve()
    beside = path.parent / f".{path.name}{LEFTOVER}"
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            dress_like(file.fileno(), path)
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):  # what went wrong first is what is told
            beside.unlink(missing_ok=True)
        raise
    flush(path.parent)


def dress_like(handle: int, path: Path) -> None:
    try:
        like = path.stat()
    except FileNotFoundError:
        return
    os.fchmod(handle, like.st_mode & 0o7777)
    with contextlib.suppress(PermissionError):
        os.fchown(handle, like.st_uid, like.st_gid)


def flush(folder: Path) -> None:
    """Makes a rename last."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Removes what a crash left; only under the lock."""
    for beside in folder.glob(f".*{LEFTOVER}"):
        with contextlib.suppress(OSError):  # not ours after all; writing will tell
            beside.unlink()
