"""How often a person, and a room, may have the services looked at; told once, then silent until there is room again."""

from dataclasses import dataclass, field
from enum import Enum

# How many people or rooms are remembered: a bound, not a policy.
MOST = 5000


class Pace(Enum):
    FREE = "free"
    TELL = "tell"  # too often, and not said yet
    SILENT = "silent"


@dataclass(slots=True)
class Cooldown:
    """At most `looks` in any `window` milliseconds for each name. In memory: a restart that forgets it harms nobody."""

    looks: int
    window: int
    past: dict[str, list[int]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def state(self, name: str, now: int) -> Pace:
        """Counts this look if it is free, and only then; `now` in milliseconds."""
        recent = [at for at in self.past.pop(name, []) if now - at < self.window]
        free = len(recent) < self.looks
        self.past[name] = [*recent, now] if free else recent
        if len(self.past) > MOST:
            self.forget(next(iter(self.past)))
        if free:
            self.told.discard(name)
            return Pace.FREE
        pace = Pace.SILENT if name in self.told else Pace.TELL
        self.told.add(name)
        return pace

    def forget(self, name: str) -> None:
        del self.past[name]
        self.told.discard(name)


def of_people() -> Cooldown:
    """Five in five minutes: results are shared for a minute, more would show the same and fill the room."""
    return Cooldown(looks=5, window=5 * 60 * 1000)


def of_rooms() -> Cooldown:
    """Six new runs a minute, whoever asks: one for each kind of service. What is shared is no new run."""
    return Cooldown(looks=6, window=60 * 1000)
