"""One process a device. Two on one crypto store damage it silently: no error, answers nobody can read."""

import fcntl
import os
from pathlib import Path

from bot.errors import WorldFailed


def take(path: Path) -> int:
    """Locks the file until the descriptor returned is closed, or the process ends. Raises WorldFailed when taken."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise WorldFailed(f"{path.parent} is in use by another process of the bot: stop that one first") from None
    return descriptor
