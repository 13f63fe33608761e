"""After an answer: which entry does the next message ask for, and does it want any answer that the base has?

The message is read alone, as of the things that the last answer is for, and joined to the question before it; its
clauses too, since most tell how the last answer did. What the readings say of an entry, and how its facets go with
those of the last answer, is weighed by a conditional logit; whether an answer is wanted by a logistic regression. Both
are learnt on follow-ups and on what is said in threads without asking (`python -m tests.evaluation --choose`). Of 80
follow-ups written apart, long and beside the point, 60 % get the right answer; 49 % without the clauses and 390 stories
of their kind to learn from.
"""

import math
from dataclasses import dataclass

from bot.core.decide import follow_weights
from bot.core.decide.second_look import LookModel

FAINT = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """What speaks for an entry: scores 0..1 of the readings, and facets, each counted by its trust. Of those that the
    message names, by how many the entry `agrees`, is `against`, or says nothing (`unsaid`), and what it has that the
    message says it is not about (`denied`); of the last answer's that it does not name, how many are `kept`, `changed`,
    `dropped`; how many it has `beside`."""

    alone: float
    half: float  # of the things that the last answer is for
    joined: float  # to the question before
    part: float  # best of the clauses, times its fit; and so the next three
    part_half: float
    last: float  # clause
    last_half: float
    agrees: float
    against: float
    unsaid: float
    denied: float
    kept: float
    changed: float
    dropped: float
    beside: float
    twin: bool  # it differs from the last answer in what the message names, and in nothing else
    told: bool  # it is the last answer
    seen_also: bool  # the last answer points to it
    points_back: bool  # it points to the last answer
    same_check: bool  # and has the same live check

    def numbers(self) -> tuple[float, ...]:
        """In the order of follow_weights.CLUES."""
        return (
            math.log(self.alone + FAINT),
            math.log(self.half + FAINT),
            math.log(self.joined + FAINT),
            math.log(self.part + FAINT),
            math.log(self.part_half + FAINT),
            math.log(self.last + FAINT),
            math.log(self.last_half + FAINT),
            self.agrees,
            self.against,
            self.unsaid,
            self.denied,
            self.kept,
            self.changed,
            self.dropped,
            self.beside,
            float(self.twin),
            float(self.told),
            float(self.seen_also),
            float(self.points_back),
            float(self.same_check),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What speaks for an answer at all: log odds, and what the best entry and the message are."""

    fit: float  # that an entry answers the message alone
    joined: float  # that one answers it joined to the question before
    part: float  # that one answers some clause
    last: float  # that one answers the last clause
    gate: float  # that a reply is wanted in the room
    first: float  # log of the best entry's probability
    again: float  # probability that the last answer is meant
    asks: bool
    elliptic: bool  # leaves out what the last question said
    elsewhere: bool  # names a matter that the best entry does not speak of
    closes: bool  # thanks, says that it works

    def numbers(self) -> tuple[float, ...]:
        """In the order of follow_weights.HEARD_NAMES."""
        said = (self.asks, self.elliptic, self.elsewhere, self.closes)
        return (self.fit, self.joined, self.part, self.last, self.gate, self.first, self.again, *map(float, said))


@dataclass(frozen=True, slots=True)
class HeardModel:
    bias: float
    weights: tuple[float, ...]

    def probability(self, hearing: Hearing) -> float:
        """That an answer is wanted, and is one that the base has, 0..1."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, hearing.numbers(), strict=True))
        return 1 / (1 + math.exp(-total))


CLUES = LookModel(follow_weights.CLUES)
HEARD = HeardModel(follow_weights.HEARD_BIAS, follow_weights.HEARD)
