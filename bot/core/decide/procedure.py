"""From a message to a decision: the questions asked of it, in order. The first that has an answer decides.

The order is the policy: what harms (a leaked secret) before what helps; whose message it is before what it asks;
what the conversation is about before what the message says alone.
"""

from collections.abc import Callable

from bot.core import conversation
from bot.core.decide import questions, several, speak
from bot.core.decide.case import Case
from bot.core.decide.known import Known
from bot.core.model import Decision, Outcome
from bot.core.phrasing import decisions as say
from bot.core.phrasing import reasons
from bot.core.understand import conversing, surface
from bot.core.understand.clauses import clauses
from bot.core.understand.secrets import leak

Step = Callable[[Known, Case], Decision | None]


def command(known: Known, case: Case) -> Decision | None:
    text = case.message.text.lstrip()
    if text[:1] == "!" and text[1:2].isalpha():
        return Decision(outcome=Outcome.COMMAND, why=(reasons.COMMAND,))
    return None


def secret(known: Known, case: Case) -> Decision | None:
    kind = leak(case.message.text)
    if kind is None:
        return None
    return Decision(outcome=Outcome.SECRET, reply=say.warning(kind), why=(reasons.secret(kind.value),))


def nothing_said(known: Known, case: Case) -> Decision | None:
    if not surface.empty(case.surface):
        return None
    bare_mention = case.addressed and not case.surface.code and not case.message.turns
    return speak.helped(known) if bare_mention else speak.silent(reasons.NOTHING_SAID)


def for_others(known: Known, case: Case) -> Decision | None:
    return speak.silent(reasons.TO_OTHERS) if case.message.to_others and not case.addressed else None


def about_bot(known: Known, case: Case) -> Decision | None:
    hello = conversing.greets(case.surface) or conversing.about_bot(case.surface)
    return speak.helped(known) if hello and case.addressed and not chosen_before(case) else None


def chosen_before(case: Case) -> bool:
    return bool(case.message.turns) and case.message.turns[-1].outcome is Outcome.CLARIFY


def small_talk(known: Known, case: Case) -> Decision | None:
    if conversing.insists(case.surface) and case.spoken:
        return None
    if conversing.small_talk(case.surface):
        return speak.silent(reasons.SMALL_TALK)
    # "Les mails arrivent, merci. Les réunions par contre…": in a thread what follows is heard first.
    more = case.message.in_bot_thread and clauses(case.text)
    return None if more else closing(known, case)


def closing(known: Known, case: Case) -> Decision | None:
    return speak.silent(reasons.CLOSING) if closed(case) else None


def closed(case: Case) -> bool:
    return bool(case.message.turns) and conversing.closes(case.surface)


def incident(known: Known, case: Case) -> Decision | None:
    service = known.incidents.service(case.surface)
    against = AGAINST_INCIDENT - ({"announces"} if case.surface.asks else set())
    if not service or closed(case) or (not case.addressed and against.intersection(case.form.names)):
        return None
    return speak.checked(known, service, why=())


# An incident told, solved or joked about is not asked about.
AGAINST_INCIDENT = frozenset({"announces", "quoted", "laughs", "told story", "thanks first", "tells what to do"})

STEPS: tuple[Step, ...] = (
    command,
    secret,
    nothing_said,
    for_others,
    conversation.choice,
    about_bot,
    small_talk,
    incident,
    conversation.persistence,
    conversation.follow_up,
    closing,
    several.several,
    questions.one,
)


def decide(known: Known, case: Case) -> Decision:
    for step in STEPS:
        decision = step(known, case)
        if decision is not None:
            return decision
    return speak.silent()
