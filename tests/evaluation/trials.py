"""What is asked of which base, to learn from: no base has seen what it is asked."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.decide.known import Known
from bot.core.model import Entry, Knowledge
from bot.core.services import Services
from tests.evaluation import examples
from tests.evaluation.cases import Case
from tests.evaluation.examples import Asked, Taught

FOLDS = 5
TESTS, ASKED, HELD_OUT, NOT_ANSWERED, LEFT_OUT = 0.7, 0.5, 0.1, 0.7, 0.15  # what a text counts beside a message
SHORT, SHORTER = (3, 10), 0.3  # questions of every entry of a short base
CAUTIOUS = 0.6  # what no entry answers, asked of a short base: it knows little, and is silent rather than wrong
TAUGHT, LISTED, ASKED_ANEW, TAUGHT_WEIGHT = 3, 10, 6, 0.3
HANDFUL, BEGUN = 5, 0.1  # questions of every entry of a base just begun; what a text asked of it counts


@dataclass(frozen=True, slots=True)
class Trial:
    """`answers`: entries that answer the text; none when no entry does."""

    text: str
    answers: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Trials:
    known: Known
    asked: tuple[Trial, ...]


def answered(known: Known, tuning: Sequence[Case]) -> Iterator[Trials]:
    """What some entry answers, nearly always."""
    knowledge, services = known.knowledge, known.services
    yield Trials(known, (*of_cases(tuning), *of_tests(knowledge, TESTS), *of_asked(examples.asked(), ASKED)))
    yield from held_out(knowledge, services)
    for short in shortened(knowledge, services):
        yield Trials(short, (*of_tests(knowledge, SHORTER), *of_asked(examples.asked(), SHORTER)))
    for fold in range(FOLDS):
        young, anew = newly_taught(knowledge, fold)
        # Of all that is asked a part is for the new entries: they must not take what is others'.
        every = (*of_asked(anew, TAUGHT_WEIGHT), *of_asked(examples.asked()[fold::FOLDS], ASKED))
        yield Trials(Known.of(young, services), every)
    yield new_matters(knowledge, services)
    for fold in range(FOLDS):
        small, some = handful(knowledge, fold)
        asked = (one for one in examples.asked() if one.entry in names(small))
        every = (*of_asked(examples.nearly_asked_of(some), BEGUN), *of_tests(small, BEGUN), *of_asked(asked, BEGUN))
        yield Trials(Known.of(small, services), every)


def unanswered(knowledge: Knowledge, services: Services) -> Iterator[Trials]:
    """What no entry answers: left to people, each asked of a base that does not list it; or its entry taken out, though
    its neighbours are near."""
    for fold in range(FOLDS):
        gone = knowledge.unanswered[fold::FOLDS]
        yield Trials(Known.of(unlisted(knowledge, gone), services), of_nobody(gone, NOT_ANSWERED))
    for short in shortened(knowledge, services):
        yield Trials(short, of_nobody(knowledge.unanswered, CAUTIOUS))
    for fold in range(FOLDS):
        small, _ = handful(knowledge, fold)
        others = (text for entry in knowledge.entries if entry.id not in names(small) for text in entry.tests)
        every = (*knowledge.unanswered[fold::FOLDS], *others)
        yield Trials(Known.of(small, services), of_nobody(every, BEGUN))
    for one in knowledge.entries:
        left = replace(knowledge, entries=tuple(without(entry, one.id) for entry in knowledge.entries if entry != one))
        yield Trials(Known.of(left, services), of_nobody((*one.tests, *one.questions[:5]), LEFT_OUT))


# ---- texts -------------------------------------------------------------------------------------------------------


def of_cases(cases: Iterable[Case]) -> Iterator[Trial]:
    for case in cases:
        wanted = (*case.expected.answers, *case.expected.choices)
        if case.kind in ("in-scope", "addressed") and wanted:
            yield Trial(case.message.text, wanted)
        elif case.kind in ("unknown", "other-subject", "addressed-unknown"):
            yield Trial(case.message.text, (), 2.0)
        elif case.kind in ("chatter", "announcement"):
            yield Trial(case.message.text, (), 0.5)


def of_tests(knowledge: Knowledge, weight: float) -> tuple[Trial, ...]:
    """The base's own `tests`, which the matcher never sees."""
    return tuple(Trial(text, (entry.id,), weight) for entry in knowledge.entries for text in entry.tests)


def of_asked(asked: Iterable[Asked], weight: float) -> tuple[Trial, ...]:
    return tuple(Trial(one.text, (one.entry,), weight) for one in asked)


def of_nobody(texts: Iterable[str], weight: float) -> tuple[Trial, ...]:
    return tuple(Trial(text, (), weight) for text in texts)


# ---- bases -------------------------------------------------------------------------------------------------------


def held_out(knowledge: Knowledge, services: Services) -> Iterator[Trials]:
    """The base's own questions, each asked of a base that does not have it."""
    for fold in range(FOLDS):
        short = replace(knowledge, entries=tuple(without_fold(entry, fold) for entry in knowledge.entries))
        gone = (Asked(text, entry.id) for entry in knowledge.entries for text in entry.questions[fold::FOLDS])
        yield Trials(Known.of(short, services), of_asked(gone, HELD_OUT))


def without_fold(entry: Entry, fold: int) -> Entry:
    return replace(entry, questions=tuple(text for at, text in enumerate(entry.questions) if at % FOLDS != fold))


def shortened(knowledge: Knowledge, services: Services) -> Iterator[Known]:
    """Bases with few questions an entry, that list nothing of what they leave to people."""
    for count in SHORT:
        yield Known.of(replace(cut(knowledge, count), unanswered=()), services)


def cut(knowledge: Knowledge, count: int) -> Knowledge:
    """So many questions an entry, taken from all over its list."""
    entries = (
        replace(one, questions=one.questions[:: max(1, len(one.questions) // count)][:count])
        for one in knowledge.entries
    )
    return replace(knowledge, entries=tuple(entries))


def handful(knowledge: Knowledge, fold: int) -> tuple[Knowledge, list[Taught]]:
    """A base as it begins: a few entries, nothing listed, and others just taught with one question each."""
    few = cut(replace(knowledge, entries=knowledge.entries[fold::FOLDS], unanswered=()), HANDFUL)
    some = [one for one in examples.taught() if one.tuning][fold::FOLDS]
    once = [replace(one, entry=replace(one.entry, questions=one.entry.questions[:1])) for one in some]
    return examples.with_taught(few, once), some


def names(knowledge: Knowledge) -> set[str]:
    return {entry.id for entry in knowledge.entries}


def newly_taught(knowledge: Knowledge, fold: int) -> tuple[Knowledge, list[Asked]]:
    """Some entries as a moderator taught them: a few questions, while others like them were left to people until then;
    and what is asked next."""
    others = knowledge.entries[fold::FOLDS]
    some = {entry.id for entry in others}
    entries = (replace(one, questions=one.questions[:TAUGHT]) if one.id in some else one for one in knowledge.entries)
    first, last = TAUGHT + LISTED, TAUGHT + LISTED + ASKED_ANEW
    listed = tuple(text for entry in others for text in entry.questions[TAUGHT:first])
    anew = [Asked(text, entry.id) for entry in others for text in entry.questions[first:last]]
    return replace(knowledge, entries=tuple(entries), unanswered=(*knowledge.unanswered, *listed)), anew


def new_matters(knowledge: Knowledge, services: Services) -> Trials:
    """Entries taught on matters of which the base said nothing, and what is asked of them and of the others."""
    some = [one for one in examples.taught() if one.tuning]
    anew = of_asked(examples.asked_of(some), TAUGHT_WEIGHT)
    known = Known.of(examples.with_taught(knowledge, some), services)
    return Trials(known, (*anew, *of_tests(knowledge, TAUGHT_WEIGHT)))


def unlisted(knowledge: Knowledge, gone: Collection[str]) -> Knowledge:
    """Without these among what is left to people."""
    left = set(gone)
    return replace(knowledge, unanswered=tuple(text for text in knowledge.unanswered if text not in left))


def without(entry: Entry, gone: str) -> Entry:
    return replace(entry, see=tuple(name for name in entry.see if name != gone))
