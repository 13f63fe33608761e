"""Check results as the reply of a room: the verdict first, the ports, the cause, what to do, then details on demand."""

from collections.abc import Sequence
from itertools import groupby

from bot.core.document import Block, Details, Document, Items, Paragraph, Span, Table, sentence
from bot.core.model import CheckResult, EndpointResult, Verdict
from bot.core.phrasing import at_home
from bot.core.phrasing import checks as say

TROUBLE = (Verdict.DOWN, Verdict.DEGRADED)


def report(results: Sequence[CheckResult], *, now: float, details: bool = False) -> Document:
    """What was seen; `now` in seconds since the epoch gives the age of a shared result."""
    if not results:
        return sentence(say.NOTHING_CONFIGURED)
    return one(results[0], now, details) if len(results) == 1 else several(results, now, details)


def running(done: Sequence[CheckResult], total: int, *, now: float) -> Document:
    """While some targets are still being looked at; one word such as `all` may give more results than words."""
    return sentence(say.running(len(done), total)) + (lines(done, now) if done else Document())


def one(result: CheckResult, now: float, details: bool) -> Document:
    blocks = [headline(result, now), *ports(result), *advice(result)]
    if details:
        blocks.append(Details(say.DETAILS, tuple(stages(result))))
    return Document(tuple(blocks))


def several(results: Sequence[CheckResult], now: float, details: bool) -> Document:
    bad = [result for result in results if result.verdict in TROUBLE]
    unknown = sum(result.verdict is Verdict.UNKNOWN for result in results)
    document = sentence(say.overview(len(results), len(bad), unknown)) + lines(results, now)
    if unknown == len(results):
        document += Document(tuple(advice(results[0])))
    for result in bad:
        document += Document((headline(result, now), *advice(result)))
    blocks = [block for result in results for block in (headline(result, now), *ports(result))]
    if details:
        blocks = [block for result in results for block in (headline(result, now), *stages(result))]
    return document + Document((Details(say.DETAILS if details else say.PORTS, tuple(blocks)),))


def lines(results: Sequence[CheckResult], now: float) -> Document:
    return Document((Items(tuple((headline(result, now),) for result in results)),))


def headline(result: CheckResult, now: float) -> Paragraph:
    mark, title, text = say.headline(result.title, result.verdict, now - result.checked_at, result.code)
    return Paragraph((Span(f"{mark} "), Span(title, bold=True), Span(text)))


def ports(result: CheckResult) -> list[Block]:
    """One row a port: its name, then each address family."""
    rows = [
        ((Span(name),), (Span(" · ".join(say.port_state(endpoint) for endpoint in group)),))
        for name, group in groupby(result.endpoints, key=say.port_name)
    ]
    return [Table(head=((), ()), rows=tuple(rows))] if rows else []


def advice(result: CheckResult) -> list[Block]:
    """The cause, then the remedy; the line to type at home stands apart as code."""
    text, _, home = result.remedy.partition(at_home.HOME)
    hint, _, test = home.partition(" : ")
    blocks: list[Block] = [Paragraph((Span(part.strip()),)) for part in (result.cause, text) if part.strip()]
    if test:
        blocks.append(Paragraph((Span(f"{at_home.HOME}{hint} : "), Span(test.strip(), code=True))))
    return blocks


def stages(result: CheckResult) -> list[Block]:
    return [block for endpoint in result.endpoints for block in endpoint_stages(endpoint)]


def endpoint_stages(endpoint: EndpointResult) -> list[Block]:
    name = f"{say.place(endpoint)} {say.FAMILY.get(endpoint.family, '')}".strip()
    items = tuple((Paragraph((Span(say.stage_line(stage)),)),) for stage in endpoint.stages)
    return [Paragraph((Span(name, bold=True),)), Items(items)]
