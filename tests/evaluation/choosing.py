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
from bot.core.model import Knowledge
from bot.core.services import Services
from bot.core.understand.form import FormModel, probability
from tests.evaluation import examples, forms, learning, measures, talks, trials
from tests.evaluation.cases import QUIET, Case, Expected, asked_case, case_of
from tests.evaluation.examples import Example
from tests.evaluation.judging import Mark, judge
from tests.evaluation.learning import Tried
from tests.evaluation.writing import write_decisions, write_forms, write_talk, write_thresholds

# What a share of wrong answers, of replies to what wants none and of answers to what the base does not know costs, in
# shares of right answers, beyond what is allowed of it: the bot is as silent as it must be and no more.
# training.txt and what the base leaves to people hold mostly what is hard to tell from a question, far more of it than
# a room does.
WRONG, FALSE, UNKNOWN, HARD, UNANSWERED = 4.0, 6.0, 1.5, 0.3, 0.2
WRONG_ALLOWED, FALSE_ALLOWED, UNKNOWN_ALLOWED = 0.015, 0.01, 0.04
TAUGHT = 0.15  # what an entry of three questions answers rightly is worth, beside the entries of the base
OFFERED = 0.5  # what a choice is worth that holds the right answer
NEARLY = 0.002  # costs no farther apart are alike, a message or two: the stricter setting is taken
FORM = (0.35, 0.4, 0.45, 0.5, 0.55)
NOISE = 1.0  # what a message kept for nothing costs (a line to skip), beside a question lost (one never answered)
FIT = (0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35)
# A gate above 0.65 leaves one question in five unheard.
ROOM, SURE, FORM_LEAST = (0.45, 0.5, 0.55, 0.65), (0.5, 0.58, 0.62, 0.66, 0.74), (0.3, 0.4)


def choose(knowledge: Knowledge, services: Services, tuning: Sequence[Case]) -> dict[str, float]:
    """Writes the weights and the thresholds into the core (writing.py); returns the thresholds."""
    known = Known.of(knowledge, services)
    own = [*examples.of_cases(tuning), *examples.examples(), *examples.unanswered(knowledge)]
    own += [*examples.of_asked(), *examples.of_tests(knowledge)]
    found = [*own, *examples.of_base(knowledge)]
    seen = [forms.read(known, one.text) for one in found]
    write_forms(forms.learn_forms(found, seen))
    models = forms.folded(found, seen, len(own))
    known, tries = learnt(known, tuning)
    write_decisions(known)
    folds = unseen_by(known, models, own, tries)
    given = gate(folds, tuning, own, forms.unseen_logits(models, seen, len(own)))
    known = replace(known, thresholds=replace(THRESHOLDS, **given))
    given |= best(known, folds, own, tuning)
    given["form"] = best_form(own, forms.unseen_logits(models, seen, len(own)))
    given["fit"] = best_fit(replace(known, thresholds=replace(known.thresholds, **given)), tuning)
    known = replace(known, thresholds=replace(known.thresholds, **given))
    talked = talks.talks(knowledge, tuning)
    after = talks.learn(known, talks.heard(known, talked))
    write_talk(after.clue_model, after.heard_model)
    given |= talks.best_talk(known, talked)
    write_thresholds(given)
    return given


def learnt(known: Known, tuning: Sequence[Case]) -> tuple[Known, list[Tried]]:
    """With a second look, a fit and a lead learnt anew; and what the fit is learnt on."""
    answered = list(trials.answered(known, tuning))
    look = learning.learn_look(learning.looked(answered))
    tries = learning.tried([*answered, *trials.unanswered(known.knowledge, known.services)], look)
    fitting, right = learning.learn_fit(tries), learning.learn_right(tries)
    return replace(known, look_model=look, fit_model=fitting, right_model=right), tries


def gate(
    folds: Sequence[Known], tuning: Sequence[Case], own: Sequence[Example], forms: learning.Array
) -> dict[str, float]:
    tests = {text for entry in folds[0].knowledge.entries for text in entry.tests}
    tests |= {one.text for one in examples.asked()}
    answered = tests | {case.message.text for case in tuning if case.kind == "in-scope"}
    asked = tests | {case.message.text for case in tuning}
    asked |= {text for known in folds for text in known.knowledge.unanswered}
    kept = [at for at, one in enumerate(own) if one.text in asked or not one.wanted]
    fits = np.array([learning.fit_logit(folds[at % len(folds)], own[at].text) for at in kept])
    wanted = np.array([own[at].text in answered for at in kept], float)
    model = learning.learn_gate(forms[kept], fits, wanted)
    return {"gate_bias": model.bias, "gate_form": float(model.weights[0]), "gate_fit": float(model.weights[1])}


def unseen_by(known: Known, models: Sequence[FormModel], own: Sequence[Example], tries: Sequence[Tried]) -> list[Known]:
    """For each fold of `own`, what is known without having seen it: neither as an example nor as left to people."""
    folds = []
    for fold, model in enumerate(models):
        judged = {one.text for one in own[fold :: len(models)]}
        fitting = learning.learn_fit([one for one in tries if one.text not in judged])
        left = like(known, trials.unlisted(known.knowledge, judged))
        folds.append(replace(left, form_model=model, fit_model=fitting))
    return folds


def like(known: Known, knowledge: Knowledge) -> Known:
    """Another base with the same weights."""
    found = Known.of(knowledge, known.services)
    return replace(found, look_model=known.look_model, fit_model=known.fit_model, right_model=known.right_model)


# Messages, each with what is known by who has not seen it.
Apart = list[tuple[Known, list[Case]]]


def best(known: Known, folds: Sequence[Known], own: Sequence[Example], tuning: Sequence[Case]) -> dict[str, float]:
    """The thresholds with the most right in the room, less what faults cost. Each message is judged by weights that
    have not seen it."""
    places = {one.text: at % len(folds) for at, one in enumerate(own)}
    room = [case for case in tuning if case.kind in ("in-scope", "unknown", *QUIET)]
    room += [asked_case(one.text, one.entry) for one in examples.asked()]
    hard = [quiet_case(one.text) for one in own if not one.wanted and one.text not in texts(tuning)]
    outside = [quiet_case(text) for text in known.knowledge.unanswered]
    sets = [apart(folds, places, cases) for cases in (room, hard, outside)]
    sets += [[taught(known, fold) for fold in range(len(folds))], [new_matters(known)]]
    start = replace(known.thresholds, sure=SURE[0])
    gates = [{"room": opened, "room_ask": opened, "form_least": least} for opened, least in product(ROOM, FORM_LEAST)]
    given = cheapest(start, gates, sets)
    # Whether the bot speaks is the gate's; what it says, an answer or a choice, is judged on what is asked alone.
    asked = [[(apart, kept(cases)) for apart, cases in one] for one in sets]
    return given | cheapest(replace(start, **given), [{"sure": sure} for sure in SURE], asked)


def kept(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if case.kind == "in-scope"]


def cheapest(start: Thresholds, choices: Sequence[dict[str, float]], sets: Sequence[Apart]) -> dict[str, float]:
    """`choices`: the stricter the later. `sets`: the room, what is hard to tell from a question, what is left to
    people, entries taught lately beside others like them and on new matters."""
    scored = []
    for given in choices:
        room, hard, outside, anew, new = (headline(replace(start, **given), one) for one in sets)
        cost = WRONG * beyond(room.in_scope_wrong, WRONG_ALLOWED) + FALSE * beyond(room.false_replies, FALSE_ALLOWED)
        cost += UNKNOWN * beyond(room.unknown_answered, UNKNOWN_ALLOWED)
        cost += HARD * hard.false_replies + UNANSWERED * beyond(outside.false_replies, UNKNOWN_ALLOWED)
        cost -= worth(room) + TAUGHT * (worth(anew) + worth(new))
        scored.append(round(cost, 4))
        print(
            f"{given}: {room.in_scope_right:.3f} right, {room.in_scope_wrong:.3f} wrong, "
            f"{room.in_scope_offered:.3f} offered, unknown "
            f"{room.unknown_answered:.3f}, false {room.false_replies:.3f}, {hard.false_replies:.3f}, "
            f"{outside.false_replies:.3f}; newly taught "
            f"{anew.in_scope_right:.3f} right, {anew.in_scope_wrong:.3f} wrong; new matters "
            f"{new.in_scope_right:.3f} right, {new.in_scope_wrong:.3f} wrong; costs {scored[-1]}",
            flush=True,
        )
    alike = [given for given, cost in zip(choices, scored, strict=True) if cost <= min(scored) + NEARLY]
    return alike[-1]


def beyond(share: float, allowed: float) -> float:
    return max(0.0, share - allowed)


def worth(asked: measures.Headline) -> float:
    return asked.in_scope_right + OFFERED * asked.in_scope_offered


def apart(folds: Sequence[Known], places: Mapping[str, int], cases: Sequence[Case]) -> Apart:
    groups: list[list[Case]] = [[] for _ in folds]
    for case in cases:
        groups[places.get(case.message.text, 0)].append(case)
    return list(zip(folds, groups, strict=True))


def taught(known: Known, fold: int) -> tuple[Known, list[Case]]:
    """Entries with a few questions, and what they are asked next."""
    young, anew = trials.newly_taught(known.knowledge, fold)
    return like(known, young), [asked_case(one.text, one.entry) for one in anew]


def new_matters(known: Known) -> tuple[Known, list[Case]]:
    some = [one for one in examples.taught() if one.tuning]
    asked = [asked_case(one.text, one.entry) for one in examples.asked_of(some)]
    return like(known, examples.with_taught(known.knowledge, some)), asked


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
    """The fit from which a message to the bot is answered or asked back, rather than handed over. It leaves the
    fewest tests of the base unmet: `kb test` would fail."""
    entries = known.knowledge.entries
    asked = [case for case in tuning if case.kind == "addressed"]
    tests = [asked_case(text, entry.id, addressed=True) for entry in entries for text in entry.tests]
    handed = Expected(outcomes=("handover",))
    unknown = [
        case_of("unknown", case.message.text, handed, addressed=True)
        for case in tuning
        if case.kind in ("unknown", "addressed-unknown")
    ]
    scored = []
    for least in FIT:
        mind = Mind(replace(known, thresholds=replace(known.thresholds, fit=least)))
        promised = judge(mind, tests)
        inside, outside = measures.shares([*promised, *judge(mind, asked)]), measures.shares(judge(mind, unknown))
        broken = sum(one.mark not in (Mark.RIGHT, Mark.OFFERED) for one in promised)
        value = inside.of(Mark.RIGHT) + 0.7 * inside.of(Mark.OFFERED) - inside.of(Mark.WRONG)
        value -= outside.of(Mark.WRONG) + 0.3 * outside.of(Mark.MISSED)
        print(f"fit {least}: {value:.3f}, {broken} tests not met, inside {dict(inside.by)}, outside {dict(outside.by)}")
        scored.append((broken, -round(value, 3), least))
    return min(scored)[2]


def texts(cases: Iterable[Case]) -> set[str]:
    return {case.message.text for case in cases}


def quiet_case(text: str) -> Case:
    return case_of("chatter", text, Expected(outcomes=("silent",)))
