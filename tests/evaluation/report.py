"""The figures as tables for a terminal and for RESULTS.md."""

from collections.abc import Iterable, Mapping, Sequence

from tests.evaluation import measures
from tests.evaluation.judging import Judged, Mark
from tests.evaluation.measures import Headline, Shares

AIMS = (
    ("in scope, seen in the room: right", "in_scope_right", "≥ 93"),
    ("in scope, seen in the room: wrong", "in_scope_wrong", "≤ 1.5"),
    ("addressed: right or among the choices", "addressed", "≥ 95"),
    ("chatter, human help, other subjects: any reply", "false_replies", "≤ 1"),
    ("mail questions without an entry: answered", "unknown_answered", "≤ 4"),
    ("follow-ups right", "follow_ups", "≥ 90"),
    ("incidents right", "incidents", ""),
    ("secrets found", "secrets_found", "≥ 98"),
    ("secrets: false alarms", "false_alarms", "≤ 2"),
)


def percent(share: float) -> str:
    return f"{100 * share:.1f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def headline(halves: Mapping[str, Headline]) -> str:
    rows = [(what, aim, *(percent(getattr(half, name)) for half in halves.values())) for what, name, aim in AIMS]
    return table(("%", "aim", *halves), rows)


def marks(groups: Mapping[str, Shares], what: str) -> str:
    head = (what, "messages", *(mark.value for mark in Mark))
    rows = ((name, str(one.count), *(percent(one.of(mark)) for mark in Mark)) for name, one in groups.items())
    return table(head, rows)


def reliability(judged: Sequence[Judged]) -> str:
    rows = (
        (f"{one.low:.1f} – {one.high:.1f}", str(one.count), percent(one.said), percent(one.right))
        for one in measures.reliability(judged)
    )
    return table(("confidence", "answers", "said, mean", "right"), rows)


def full(tuning: Sequence[Judged], test: Sequence[Judged], taught: Mapping[str, Sequence[Judged]]) -> str:
    """`taught`: what is asked of entries just taught, by how it is worded."""
    both = {"tuning half": measures.headline(tuning), "test half": measures.headline(test)}
    parts = [
        ("Aims", headline(both)),
        ("By kind, test half", marks(kinds(test), "kind")),
        *(
            (f"Asked {how} of 18 entries just taught, test half", marks(kinds(of), "kind"))
            for how, of in taught.items()
        ),
        ("In scope by style, test half", marks(styles(test), "style")),
        ("In scope by topic, both halves", marks(topics([*tuning, *test]), "topic")),
        ("Calibration of the answers, test half", reliability(test)),
    ]
    return "\n\n".join(f"### {title}\n\n{body}" for title, body in parts) + "\n"


def kinds(judged: Sequence[Judged]) -> dict[str, Shares]:
    return measures.grouped(judged, lambda one: one.case.kind)


def styles(judged: Sequence[Judged]) -> dict[str, Shares]:
    return measures.grouped(measures.kind(judged, "in-scope"), lambda one: one.case.style)


def topics(judged: Sequence[Judged]) -> dict[str, Shares]:
    return measures.grouped(measures.kind(judged, "in-scope", "addressed"), measures.topic)
