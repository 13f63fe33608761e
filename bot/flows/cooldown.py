"""How often one person may ask for live checks; told once, then silent until the window is over."""

from dataclasses import dataclass, field
from enum import Enum

# A person may look five times in five minutes: results are shared for a minute, more would show the same.
LOOKS, WINDOW_MS = 5, 5 * 60 * 1000


class Pace(Enum):
    FREE = "free"
    TELL = "tell"  # too often, and not said yet
    SILENT = "silent"


@dataclass(slots=True)
class Cooldown:
    """Who looked when; in memory, since forgetting it at a restart harms nobody."""

    looks: dict[str, list[int]] = field(default_factory=dict)

    def state(self, person: str, now: int) -> "Pace":
        """Counts this look; `now` in milliseconds."""
        recent = [at for at in self.looks.get(person, []) if now - at < WINDOW_MS]
        self.looks[person] = [*recent, now][-LOOKS - 2 :]
        if len(self.looks) > 5000:  # a bound, not a policy
            self.looks.pop(next(iter(self.looks)))
        return Pace.FREE if len(recent) < LOOKS else Pace.TELL if len(recent) == LOOKS else Pace.SILENT
