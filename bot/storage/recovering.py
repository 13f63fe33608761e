"""A change that was about to be made when the process died: was it made? What is half made is taken back."""

from bot.ports import Change
from bot.storage import patches
from bot.storage.rewriting import Rewriting, lines


def stands(base: Rewriting, change: Change) -> bool:
    """Whether the files hold the change. One of several files is not enough: it gets its old text back, for whoever
    asked for the change asks again, and the second time must find everything to undo."""
    parts = patches.unpack(change.patch)
    made = [part for part in parts if part.stands(base.text(part.path))]
    whole = lines(base.base, change.entry) == change.after
    if len(parts) == 1 or len(made) == len(parts):
        return whole
    base.write_all({part.path: part.undo(base.text(part.path)) for part in reversed(made)})
    return False
