"""What the bot knows now. One attribute that is swapped whole: a reader never sees half of a change."""

from dataclasses import dataclass

from bot.core.mind import Mind
from bot.core.model import Knowledge


@dataclass(slots=True)
class Knowing:
    """`mind` and `knowledge` always belong together; `revision` counts the swaps."""

    knowledge: Knowledge
    mind: Mind
    revision: int = 0

    def swap(self, knowledge: Knowledge, mind: Mind) -> None:
        self.knowledge, self.mind = knowledge, mind
        self.revision += 1
