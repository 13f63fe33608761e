"""A message after an answer: what was answered last, and the ways in which the message is read beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.decide.case import Case
from bot.core.decide.facets import Named
from bot.core.decide.known import Known
from bot.core.decide.search import Found, seek
from bot.core.model import Entry, Match, Outcome, Turn
from bot.core.understand import conversing
from bot.core.understand.clauses import clauses

RELIABLE = 0.5  # of a facet: what the last answer is for holds for the next question


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The last answer given, the question it was given to, what the message after it names, and what it is not about:
    "j'ai pas d'iPhone"."""

    turn: Turn
    entry: Entry
    named: Named
    denied: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """`parts`: the clauses read alone; `halves`: of the things that the last answer is for. Of a message that is one
    clause, `alone` and `half` again."""

    alone: Found
    half: Found
    joined: Found
    parts: tuple[Found, ...]
    halves: tuple[Found, ...]

    @property
    def all(self) -> tuple[Found, ...]:
        return self.alone, self.half, self.joined


def anchor_of(known: Known, case: Case) -> Anchor | None:
    """The last turn in which an entry was given that is still there."""
    for turn in reversed(case.spoken):
        if entries := [known.entries[one] for one in turn.entries if one in known.entries]:
            entry = entries[0] if turn.outcome is Outcome.CLARIFY else entries[-1]
            said, meant = (
                known.facets.named(one) for one in (case.surface.plain, conversing.undenied(case.surface.plain))
            )
            denied = {
                facet: tuple(one for one in values if one not in meant.get(facet, ())) for facet, values in said.items()
            }
            return Anchor(turn=turn, entry=entry, named=meant or case.found.named, denied=denied)
    return None


def read(known: Known, case: Case, anchor: Anchor) -> Readings:
    held: Named = {one: (value,) for one, value in anchor.entry.facets.items() if known.facets.reliable(one) > RELIABLE}
    half, said = seek(known, case.text, held, again=False), clauses(case.text)
    return Readings(
        alone=case.found,
        half=half,
        joined=seek(known, f"{anchor.turn.text} {case.text}", {**held, **anchor.named}),
        parts=tuple(seek(known, one) for one in said) or (case.found,),
        halves=tuple(seek(known, one, held, again=False) for one in said) or (half,),
    )


def score_of(matches: Sequence[Match], entry: Entry) -> float:
    return next((match.score for match in matches if match.entry == entry.id), 0.0)


def sure_of(reading: Found, entry: Entry) -> float:
    return reading.fit * score_of(reading.matches, entry)
