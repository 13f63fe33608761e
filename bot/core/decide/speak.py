"""A choice becomes a decision: the reply, the matches with their confidence, the reasons. Decides nothing more."""

from collections.abc import Mapping, Sequence

from bot.core.decide.choices import Choice
from bot.core.decide.known import Known
from bot.core.decide.search import Found
from bot.core.document import Document
from bot.core.model import Decision, Entry, Match, Outcome, Verdict
from bot.core.phrasing import decisions as say
from bot.core.phrasing import reasons

SHOWN = 5  # candidates kept with a decision
EXAMPLES = 4

Reasons = tuple[str, ...]


def silent(*why: str, found: Found | None = None, question: bool = False) -> Decision:
    return Decision(outcome=Outcome.SILENT, why=why, candidates=candidates(found), question=question)


def answered(
    known: Known, entry: Entry, score: float, *, status: Mapping[str, Verdict], why: Reasons, found: Found | None = None
) -> Decision:
    before, more = trouble(known, (entry,), status)
    return Decision(
        outcome=Outcome.ANSWER,
        matches=(Match(entry.id, round(score, 4)),),
        reply=before + entry.answer,
        question=True,
        why=why + more,
        candidates=candidates(found),
    )


def answered_all(known: Known, matches: Sequence[Match], *, status: Mapping[str, Verdict], why: Reasons) -> Decision:
    entries = [known.entries[match.entry] for match in matches]
    before, more = trouble(known, entries, status)
    return Decision(
        outcome=Outcome.ANSWER,
        matches=tuple(matches),
        reply=before + say.several(entries),
        question=True,
        why=(*why, reasons.TWO, *more),
        candidates=tuple(matches),
    )


def asked_back(known: Known, choice: Choice, found: Found, *, why: Reasons) -> Decision:
    entries = [known.entries[match.entry] for match in choice.matches]
    labels = [known.facets.label(choice.facet, entry.facets[choice.facet]) for entry in entries] if choice.facet else []
    return Decision(
        outcome=Outcome.CLARIFY,
        matches=tuple(Match(match.entry, round(match.score * found.fit, 4)) for match in choice.matches),
        reply=say.which(entries, labels),
        question=True,
        why=(*why, reasons.asks_back(choice.facet)),
        candidates=candidates(found),
    )


def checked(known: Known, service: str, *, why: Reasons) -> Decision:
    named = known.services.find(service)
    reply = say.would_check(named.title, named.id) if named else say.would_check_all()
    return Decision(
        outcome=Outcome.STATUS, check=service, reply=reply, question=True, why=(*why, reasons.incident(service))
    )


def handed_over(known: Known, *, why: Reasons, found: Found | None = None, question: bool = True) -> Decision:
    reply = say.handover(known.contact)
    return Decision(outcome=Outcome.HANDOVER, reply=reply, why=why, candidates=candidates(found), question=question)


def helped(known: Known) -> Decision:
    """Examples spread over the base, so that they show its breadth; the same each time."""
    entries = known.knowledge.entries
    step = max(1, len(entries) // EXAMPLES)
    examples = [entry.questions[0] for entry in entries[::step][:EXAMPLES]]
    return Decision(
        outcome=Outcome.HELP, reply=say.help_about(known.knowledge.title, examples), why=(reasons.ABOUT_BOT,)
    )


def candidates(found: Found | None) -> tuple[Match, ...]:
    if found is None:
        return ()
    return tuple(Match(match.entry, round(match.score * found.fit, 4)) for match in found.matches[:SHOWN])


def trouble(known: Known, entries: Sequence[Entry], status: Mapping[str, Verdict]) -> tuple[Document, Reasons]:
    """What is to be said first when a service that the answers need is not well."""
    before, why = Document(), []
    for service in dict.fromkeys(entry.check for entry in entries if entry.check):
        verdict = status.get(service, Verdict.UNKNOWN)
        if verdict in (Verdict.DOWN, Verdict.DEGRADED):
            named = known.services.find(service)
            title = named.title if named else service
            before += say.down(title) if verdict is Verdict.DOWN else say.degraded(title)
            why.append(reasons.service_down(service))
    return before, tuple(why)
