"""It still does not work: the next cause, a live check, people."""

from collections.abc import Sequence

from bot.core.conversation.choosing import SURE
from bot.core.decide import speak
from bot.core.decide.case import Case
from bot.core.decide.known import Known
from bot.core.document import Document
from bot.core.model import Decision, Entry, Outcome
from bot.core.phrasing import decisions as say
from bot.core.phrasing import reasons
from bot.core.understand import conversing


def persistence(known: Known, case: Case) -> Decision | None:
    """The next cause, then a live check, then people; each once in a conversation."""
    turns = case.spoken
    if not turns or not conversing.insists(case.surface):
        return None
    told = [known.entries[entry] for turn in turns for entry in turn.entries if entry in known.entries]
    if not told:
        return None
    last = told[-1]
    cause = next_cause(known, told)
    if cause and turns[-1].outcome is Outcome.ANSWER and not any(t.outcome is Outcome.STATUS for t in turns):
        decision = speak.answered(known, cause, SURE, status=case.status, why=(persists("cause"),))
        return with_reply(decision, say.next_cause(cause))
    if last.check and known.services.find(last.check) and all(t.outcome is not Outcome.STATUS for t in turns):
        return speak.checked(known, last.check, why=(persists("check"),))
    reply = say.still_failing(known.contact)
    return Decision(outcome=Outcome.HANDOVER, reply=reply, why=(persists("people"),), question=True)


def persists(step: str) -> str:
    return reasons.PERSISTS.format(step=reasons.TOLD[step])


def with_reply(decision: Decision, reply: Document) -> Decision:
    return Decision(
        outcome=decision.outcome, matches=decision.matches, reply=reply, why=decision.why, question=decision.question
    )


def next_cause(known: Known, told: Sequence[Entry]) -> Entry | None:
    """Of the entries that the last answer points to: the first that the same live check belongs to and that was not
    told yet. The others are further reading, no cause."""
    last = told[-1]
    seen = (known.entries[entry] for entry in last.see if entry in known.entries)
    return next((entry for entry in seen if last.check and entry.check == last.check and entry not in told), None)
