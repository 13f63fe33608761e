"""`python -m tests.evaluation --choose`: learns the weights, chooses the thresholds, writes them into the core.

Only the tuning half, the base, training.txt and asked.txt are used. Thresholds are chosen with weights
that have not seen the message judged (folds), or they would trust the weights too much; and on what is asked in
asked.txt too, since the base was mended after the misses of the tuning half.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from bot.core.decide.known import Known
from bot.core.decide.thresholds import THRESHOLDS, Thresholds
from bot.core.mind import Mind
from bot.core.model import Knowledge, Message
from bot.core.services import Services
from bot.core.understand.form import FormModel, probability
from tests.evaluation import learning, measures
from tests.evaluation.cases import QUIET, Case, Expected
from tests.evaluation.judging import Mark, judge
from tests.evaluation.learning import Example
from tests.evaluation.writing import write_fit, write_forms, write_thresholds

# What a share of wrong answers, of replies to what wants none and of answers to what the base does not know costs, in
# shares of right answers: each the more, the less of it is allowed (1.5, 1 and 4 %).
# training.txt and what the base leaves to people hold mostly what is hard to tell from a question, far more of it than
# a room does.
WRONG, FALSE, UNKNOWN, HARD, UNANSWERED = 4.0, 6.0, 1.5, 0.3, 0.2
TAUGHT = 0.15  # what an entry of three questions answers rightly is worth, beside the entries of the base
FORM = (0.35, 0.4, 0.45, 0.5, 0.55)
NOISE = 1.0  # what a message kept for nothing costs (a line to skip), beside a question lost (one never answered)
FIT = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35)
# A gate above 0.65 leaves one question in four unheard.
ROOM, SURE, FORM_LEAST = (0.45, 0.55, 0.65), (0.68, 0.72, 0.76, 0.8), (0.3, 0.4)


def choose(knowledge: Knowledge, services: Services, tuning: Sequence[Case]) -> dict[str, float]:
    """Writes form_weights.py, fit_weights.py and thresholds.py; returns the thresholds."""
    known = Known.of(knowledge, services)
    own = [*learning.of_cases(tuning), *learning.examples(), *learning.unanswered(knowledge)]
    own += [*learning.of_asked(), *learning.of_tests(knowledge)]
    found = [*own, *learning.of_base(knowledge)]
    seen = [learning.read(known, one.text) for one in found]
    write_forms(learning.learn_forms(found, seen))
    models = learning.folded(found, seen, len(own))
    tries = [
        *learning.tried_cases(known, tuning),
        *learning.tried_tests(known),
        *learning.tried_asked(known),
        *learning.tried_unanswered(knowledge, services),
        *learning.tried_taught(knowledge, services),
        *learning.held_out(knowledge, services),
        *learning.left_out(knowledge, services),
    ]
    fitting = learning.learn_fit(tries)
    right = learning.learn_right(tries)
    write_fit(fitting, right)
    known = replace(known, fit_model=fitting, right_model=right)
    folds = unseen_by(known, models, own)
    given = gate(folds, tuning, own, learning.unseen_logits(models, seen, len(own)))
    known = replace(known, thresholds=replace(THRESHOLDS, **given))
    given |= best(known, folds, own, tuning)
    given["form"] = best_form(own, learning.unseen_logits(models, seen, len(own)))
    given["fit"] = best_fit(replace(known, thresholds=replace(known.thresholds, **given)), tuning)
    write_thresholds(given)
    return given


def gate(
    folds: Sequence[Known], tuning: Sequence[Case], own: Sequence[Example], forms: learning.Array
) -> dict[str, float]:
    tests = {text for entry in folds[0].knowledge.entries for text in entry.tests}
    tests |= {one.text for one in learning.asked()}
    answered = tests | {case.message.text for case in tuning if case.kind == "in-scope"}
    asked = tests | {case.message.text for case in tuning}
    asked |= {text for known in folds for text in known.knowledge.unanswered}
    kept = [at for at, one in enumerate(own) if one.text in asked or not one.wanted]
    fits = np.array([learning.fit_logit(folds[at % len(folds)], own[at].text) for at in kept])
    wanted = np.array([own[at].text in answered for at in kept], float)
    model = learning.learn_gate(forms[kept], fits, wanted)
    return {"gate_bias": model.bias, "gate_form": float(model.weights[0]), "gate_fit": float(model.weights[1])}


def unseen_by(known: Known, models: Sequence[FormModel], own: Sequence[Example]) -> list[Known]:
    """For each fold of `own`, what is known without having seen it: neither as an example nor as left to people."""
    folds = []
    for fold, model in enumerate(models):
        left = learning.unlisted(known.knowledge, {one.text for one in own[fold :: len(models)]})
        apart = Known.of(left, known.services)
        folds.append(replace(apart, form_model=model, fit_model=known.fit_model, right_model=known.right_model))
    return folds


# Messages, each with what is known by who has not seen it.
Apart = list[tuple[Known, list[Case]]]


def best(known: Known, folds: Sequence[Known], own: Sequence[Example], tuning: Sequence[Case]) -> dict[str, float]:
    """The thresholds with the most right in the room, less what faults cost. Each message is judged by weights that
    have not seen it."""
    places = {one.text: at % len(folds) for at, one in enumerate(own)}
    room = [case for case in tuning if case.kind in ("in-scope", "unknown", *QUIET)]
    room += [asked_case(one) for one in learning.asked()]
    hard = [quiet_case(one.text) for one in own if not one.wanted and one.text not in texts(tuning)]
    outside = [quiet_case(text) for text in known.knowledge.unanswered]
    sets = [apart(folds, places, cases) for cases in (room, hard, outside)]
    sets.append([taught(known, fold) for fold in range(len(folds))])
    start = replace(known.thresholds, sure=SURE[0])
    gates = [{"room": opened, "room_ask": opened, "form_least": least} for opened, least in product(ROOM, FORM_LEAST)]
    given = cheapest(start, gates, sets)
    return given | cheapest(replace(start, **given), [{"sure": sure} for sure in SURE], sets)


def cheapest(start: Thresholds, choices: Sequence[dict[str, float]], sets: Sequence[Apart]) -> dict[str, float]:
    """`sets`: the room, what is hard to tell from a question, what is left to people, entries taught lately."""
    scored = []
    for given in choices:
        room, hard, outside, anew = (headline(replace(start, **given), one) for one in sets)
        cost = WRONG * room.in_scope_wrong + FALSE * room.false_replies + UNKNOWN * room.unknown_answered
        cost += HARD * hard.false_replies + UNANSWERED * outside.false_replies
        scored.append(round(cost - room.in_scope_right - TAUGHT * anew.in_scope_right, 4))
        print(
            f"{given}: {room.in_scope_right:.3f} right, {room.in_scope_wrong:.3f} wrong, unknown "
            f"{room.unknown_answered:.3f}, false {room.false_replies:.3f}, {hard.false_replies:.3f}, "
            f"{outside.false_replies:.3f}; newly taught "
            f"{anew.in_scope_right:.3f} right, {anew.in_scope_wrong:.3f} wrong; costs {scored[-1]}",
            flush=True,
        )
    return choices[scored.index(min(scored))]


def apart(folds: Sequence[Known], places: Mapping[str, int], cases: Sequence[Case]) -> Apart:
    groups: list[list[Case]] = [[] for _ in folds]
    for case in cases:
        groups[places.get(case.message.text, 0)].append(case)
    return list(zip(folds, groups, strict=True))


def taught(known: Known, fold: int) -> tuple[Known, list[Case]]:
    """Entries with a few questions, and what they are asked next."""
    young, anew = learning.newly_taught(known.knowledge, fold)
    apart = Known.of(young, known.services)
    learnt = replace(apart, fit_model=known.fit_model, right_model=known.right_model)
    return learnt, [asked_case(one) for one in anew]


def headline(thresholds: Thresholds, some: Apart) -> measures.Headline:
    judged = [one for known, cases in some for one in judge(Mind(replace(known, thresholds=thresholds)), cases)]
    return measures.headline(judged)


def best_form(own: Sequence[Example], logits: learning.Array) -> float:
    """The form from which a message is kept for the moderators as a question: most of what is asked, little else."""
    said = [(probability(logit), one.wanted) for one, logit in zip(own, logits, strict=True)]
    asked = [form for form, wanted in said if wanted]
    quiet = [form for form, wanted in said if not wanted]
    scored = []
    for least in FORM:
        kept, noise = (sum(form >= least for form in forms) / len(forms) for forms in (asked, quiet))
        print(f"form {least}: {kept:.3f} of what is asked, {noise:.3f} of the rest")
        scored.append((round(NOISE * noise - kept, 4), least))
    return min(scored)[1]


def best_fit(known: Known, tuning: Sequence[Case]) -> float:
    """The fit from which a message to the bot is answered or asked back, rather than handed over."""
    entries = known.knowledge.entries
    asked = [case for case in tuning if case.kind == "addressed"]
    asked += [direct(text, Expected(answers=(entry.id,))) for entry in entries for text in entry.tests]
    handed = Expected(outcomes=("handover",))
    unknown = [direct(case.message.text, handed) for case in tuning if case.kind in ("unknown", "addressed-unknown")]
    scored = []
    for least in FIT:
        mind = Mind(replace(known, thresholds=replace(known.thresholds, fit=least)))
        inside, outside = measures.shares(judge(mind, asked)), measures.shares(judge(mind, unknown))
        value = inside.of(Mark.RIGHT) + 0.7 * inside.of(Mark.OFFERED) - inside.of(Mark.WRONG)
        value -= outside.of(Mark.WRONG) + 0.3 * outside.of(Mark.MISSED)
        print(f"fit {least}: {value:.3f}, inside {dict(inside.by)}, outside {dict(outside.by)}")
        scored.append((-round(value, 3), least))
    return min(scored)[1]


def direct(text: str, expected: Expected) -> Case:
    return Case(id=text, kind="", style="", message=Message(text=text, addressed=True), expected=expected)


def texts(cases: Iterable[Case]) -> set[str]:
    return {case.message.text for case in cases}


def quiet_case(text: str) -> Case:
    silent = Expected(outcomes=("silent",))
    return Case(id=text, kind="chatter", style="", message=Message(text=text), expected=silent)


def asked_case(one: learning.Asked) -> Case:
    wanted = Expected(answers=(one.entry,))
    return Case(id=one.text, kind="in-scope", style="", message=Message(text=one.text), expected=wanted)
