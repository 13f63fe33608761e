"""What a search has found: entries with their probability, the evidence that any fits, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.model import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """`matches` best first; a score is the probability, 0..1, that this entry is meant if any entry is.

    `scope` 0..1: evidence that any entry fits at all, comparable between messages and bases. `exact`: the message is,
    letter for letter after normalisation, a question of the first match (of the first two with equal scores, a tie).
    `unknown`: share of the message's own words (grammar left out) that the base does not know.
    `corrected`: word as typed -> word as read.
    """

    matches: tuple[Match, ...] = ()
    scope: float = 0.0
    exact: bool = False
    unknown: float = 1.0
    corrected: Mapping[str, str] = field(default_factory=dict)

    def search(self) -> tuple[Match, ...]:
        """One score an entry that means right *and* in scope: what a list of results shows."""
        return tuple(Match(match.entry, match.score * self.scope) for match in self.matches)
