"""What follows an answer, to learn from: follow-ups of the tuning half, of following.jsonl and of threads.jsonl, and
what else is said in a thread: a question by itself, one that no entry answers, what asks for nothing."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from bot.core.conversation import continuing, follow_up, readings
from bot.core.decide import procedure
from bot.core.decide.case import Case as Read
from bot.core.decide.clues import HeardModel
from bot.core.decide.known import Known
from bot.core.decide.second_look import LookModel
from bot.core.mind import Mind
from bot.core.model import Entry, Knowledge, Message, Outcome, Turn
from tests.evaluation import examples, learning
from tests.evaluation.cases import FOLLOWING, THREADS, Case, Expected, read
from tests.evaluation.judging import Mark, judge

EVERY = 7  # of what else is said, one text in so many
# What each counts beside a follow-up: most of what a thread holds is said by who asked.
SAID, LEFT, ASKED = 0.15, 0.25, 0.3
# The steps that have their say before a follow-up's.
BEFORE = procedure.STEPS[: procedure.STEPS.index(follow_up)]


@dataclass(frozen=True, slots=True)
class Talk:
    """A message after an answer. No entry is expected when it asks for nothing that the base has."""

    case: Case
    weight: float = 1.0

    @property
    def answers(self) -> tuple[str, ...]:
        return (*self.case.expected.answers, *self.case.expected.choices)


def talks(knowledge: Knowledge, tuning: Iterable[Case]) -> list[Talk]:
    found = [Talk(case) for case in (*tuning, *read(FOLLOWING), *read(THREADS)) if case.kind == "follow-up"]
    said = [(one.text, NOTHING) for one in examples.examples() if not one.wanted]
    left = [(text, NOTHING) for text in knowledge.unanswered]
    asked = [(one.text, Expected(answers=(one.entry,))) for one in examples.asked()]
    found += [*in_threads(knowledge, said, SAID), *in_threads(knowledge, left, LEFT)]
    found += in_threads(knowledge, asked, ASKED)
    return [one for one in found if one.answers or one.case.expected == NOTHING]


NOTHING = Expected(outcomes=("silent",))


def in_threads(knowledge: Knowledge, said: Sequence[tuple[str, Expected]], weight: float) -> Iterator[Talk]:
    """Said after an answer to anything."""
    chance = random.Random(1)
    for text, expected in said[::EVERY]:
        entry = chance.choice(knowledge.entries)
        turn = Turn(text=chance.choice(entry.questions), outcome=Outcome.ANSWER, entries=(entry.id,))
        message = Message(text=text, in_bot_thread=True, turns=(turn,))
        yield Talk(Case(id=text, kind="follow-up", style="", message=message, expected=expected), weight)


# ---- learning ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heard:
    """A talk as read: what speaks for each entry, and which of them answer."""

    talk: Talk
    case: Read
    anchor: readings.Anchor
    seen: readings.Readings
    entries: Sequence[Entry]
    looked: learning.Looked


def heard(known: Known, some: Iterable[Talk]) -> list[Heard]:
    """Those that come as far as this step."""
    found = (heard_one(known, talk) for talk in some)
    return [one for one in found if one]


def heard_one(known: Known, talk: Talk) -> Heard | None:
    case = Read.of(talk.case.message, {}, known)
    anchor = readings.anchor_of(known, case)
    if anchor is None or any(step(known, case) for step in BEFORE):
        return None
    seen = readings.read(known, case, anchor)
    entries = list(continuing.candidates(known, anchor, seen))
    numbers = np.array([continuing.clue_of(known, anchor, seen, entry).numbers() for entry in entries])
    right = np.array([entry.id in talk.answers for entry in entries])
    return Heard(talk, case, anchor, seen, entries, learning.Looked(numbers, right, talk.weight))


def learn_clues(some: Iterable[Heard]) -> LookModel:
    return learning.learn_look([one.looked for one in some if one.looked.right.any()])


HEARD_PENALTY = 1.0


def learn_heard(known: Known, some: Sequence[Heard], clues: LookModel) -> HeardModel:
    x = np.array([hearing(known, one, clues) for one in some])
    y = np.array([bool(one.talk.answers) for one in some], float)
    weight = np.array([one.talk.weight for one in some])
    spread = x.std(0) + 1e-9
    model = learning.logistic(x / spread, y, weight=weight, penalty=HEARD_PENALTY)
    return HeardModel(model.bias, tuple(map(float, model.weights / spread)))


def hearing(known: Known, one: Heard, clues: LookModel) -> tuple[float, ...]:
    matches = continuing.ranked(one.entries, clues.of(one.looked.numbers))
    return continuing.hearing_of(known, one.case, one.seen, one.anchor, matches).numbers()


# ---- what is chosen ----------------------------------------------------------------------------------------------

FOLDS = 4
FOLLOW, SURE = (0.15, 0.3, 0.45), (0.35, 0.5)
# What a wrong answer in a thread costs, in right ones: who asked can say so; and one to what asked for nothing.
WRONG, NEEDLESS = 0.7, 0.3


def learn(known: Known, some: Sequence[Heard]) -> Known:
    clues = learn_clues(some)
    return replace(known, clue_model=clues, heard_model=learn_heard(known, some, clues))


def best_talk(known: Known, some: Sequence[Talk]) -> dict[str, float]:
    """From what on the bot answers, and gives one answer; each talk is judged by weights that have not seen it."""
    folds = [[one for at, one in enumerate(some) if at % FOLDS == fold] for fold in range(FOLDS)]
    read = [heard(known, fold) for fold in folds]
    models = [learn(known, [one for other in read if other is not own for one in other]) for own in read]
    scored = []
    for given in ({"follow": least, "follow_sure": sure} for least, sure in product(FOLLOW, SURE)):
        value = 0.0
        counts: Counter[Mark] = Counter()
        for model, fold in zip(models, folds, strict=True):
            mind = Mind(replace(model, thresholds=replace(known.thresholds, **given)))
            for talk, one in zip(fold, judge(mind, [talk.case for talk in fold]), strict=True):
                asked = bool(talk.answers)
                value += talk.weight * (WORTH.get(one.mark, 0.0) if asked else -NEEDLESS * (one.mark is not Mark.RIGHT))
                counts[one.mark] += asked
        print(f"{given}: worth {value:.1f}, of what is asked {dict(counts)}", flush=True)
        scored.append((-round(value, 2), given))
    return min(scored, key=lambda pair: pair[0])[1]


WORTH = {Mark.RIGHT: 1.0, Mark.OFFERED: 0.5, Mark.WRONG: -WRONG, Mark.MISSED: -0.3}
