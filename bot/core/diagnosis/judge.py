"""Stages -> the verdict of an endpoint; endpoints -> the verdict of a service and the one cause to tell."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.diagnosis.codes import CODES, RANK, Meaning, Who
from bot.core.model import CheckResult, EndpointResult, Stage, StageStatus, Verdict
from bot.core.phrasing.checks import cause_and_remedy

# Worst first: a fault seen is worth more than a stage that could not be tried.
SEVERITY = (Verdict.DOWN, Verdict.DEGRADED, Verdict.UNKNOWN, Verdict.OK)
FINE = Meaning(Verdict.OK, Who.NOBODY)
# What says that packets do not come back; seen everywhere at once, it is not the services' fault.
NETWORK_CODES = frozenset({"tcp_timeout", "dns_timeout", "unreachable", "dns_no_resolver"})
NAME_CODES = frozenset({"dns_nxdomain", "dns_servfail"})


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """OK for none."""
    found = set(verdicts)
    return next((verdict for verdict in SEVERITY if verdict in found), Verdict.OK)


def endpoint_verdict(stages: Sequence[Stage]) -> Verdict:
    """Unknown when nothing was tried; else the worst of what the stages mean."""
    if all(stage.status is StageStatus.SKIPPED and not stage.code for stage in stages):
        return Verdict.UNKNOWN
    return worst(stage_meaning(stage).verdict for stage in stages)


def stage_meaning(stage: Stage) -> Meaning:
    """A failure without a known code is a failure all the same."""
    if stage.code in CODES:
        return CODES[stage.code]
    return CODES["unexpected_reply"] if stage.status is StageStatus.FAIL else FINE


def judged(endpoint: EndpointResult) -> EndpointResult:
    return replace(endpoint, verdict=endpoint_verdict(endpoint.stages))


def diagnose(*, target: str, title: str, endpoints: Sequence[EndpointResult], checked_at: float) -> CheckResult:
    """The endpoints of one target -> its result, with the cause as a code and in French."""
    endpoints = in_context([judged(endpoint) for endpoint in endpoints])
    verdict = service_verdict(endpoints)
    code = family_code(endpoints) or first_code(endpoints, verdict)
    cause, remedy = cause_and_remedy(code, verdict, endpoints)
    return CheckResult(
        target=target, title=title, checked_at=checked_at, verdict=verdict,
        code=code, cause=cause, remedy=remedy, endpoints=tuple(endpoints),
    )  # fmt: skip


def service_verdict(endpoints: Sequence[EndpointResult]) -> Verdict:
    """All well, all down, or something between; endpoints that could not be tried do not count."""
    seen = {endpoint.verdict for endpoint in endpoints} - {Verdict.UNKNOWN}
    if not seen:
        return Verdict.UNKNOWN
    if seen == {Verdict.DOWN} or any(stage_meaning(stage).wide for e in endpoints for stage in e.stages):
        return Verdict.DOWN
    return Verdict.OK if seen == {Verdict.OK} else Verdict.DEGRADED


def first_code(endpoints: Sequence[EndpointResult], verdict: Verdict) -> str:
    """The code to tell: the first of the table among those that made the verdict; empty when all is well."""
    codes = {stage.code for endpoint in endpoints for stage in endpoint.stages if stage.code in CODES}
    if verdict in (Verdict.DEGRADED, Verdict.DOWN):
        codes = {code for code in codes if CODES[code].verdict in (Verdict.DEGRADED, Verdict.DOWN)}
    return min(codes & TOLD, key=RANK.__getitem__, default="")


# Not worth a sentence of their own when nothing else is to be said.
QUIET = frozenset({"login_elsewhere", "no_ipv6_here", "tls12_only", "logout_untidy", "other_host", "in_clear",
                   "no_canary",
                   "not_deleted", "lookup_failed"})  # fmt: skip
TOLD = frozenset(CODES) - QUIET


def family_code(endpoints: Sequence[EndpointResult]) -> str:
    """One address family fails at connecting everywhere, the other works everywhere."""
    verdicts: dict[str, set[Verdict]] = {"ipv4": set(), "ipv6": set()}
    for endpoint in endpoints:
        verdicts.setdefault(endpoint.family, set()).add(endpoint.verdict)
    for dead, alive in (("ipv6", "ipv4"), ("ipv4", "ipv6")):
        unconnected = all(stops_at_tcp(endpoint) for endpoint in endpoints if endpoint.family == dead)
        if verdicts[dead] == {Verdict.DOWN} and verdicts[alive] == {Verdict.OK} and unconnected:
            return f"{dead}_dead"
    return ""


def stops_at_tcp(endpoint: EndpointResult) -> bool:
    return bool(endpoint.stages) and endpoint.stages[-1].name == "tcp"


def in_context(endpoints: Sequence[EndpointResult]) -> list[EndpointResult]:
    """Port 25 that does not answer beside another port that does: blocked on the way, as many networks do."""
    works = {(e.host, e.family) for e in endpoints if e.verdict in (Verdict.OK, Verdict.DEGRADED)}
    return [filtered(e) if e.port == 25 and (e.host, e.family) in works else e for e in endpoints]


def filtered(endpoint: EndpointResult) -> EndpointResult:
    *before, last = endpoint.stages
    if last.code != "tcp_timeout":
        return endpoint
    return judged(replace(endpoint, stages=(*before, replace(last, code="port25_filtered"))))


def cut_off(endpoints: Sequence[EndpointResult]) -> bool:
    """Several hosts and not one packet back, or not one name known in several domains."""
    hosts = {endpoint.host for endpoint in endpoints}
    domains = {host.partition(".")[2] for host in hosts}
    silent = all(lost(endpoint, NETWORK_CODES) for endpoint in endpoints)
    unnamed = all(lost(endpoint, NETWORK_CODES | NAME_CODES) for endpoint in endpoints)
    return (silent and len(hosts) > 1) or (unnamed and len(domains) > 1)


def lost(endpoint: EndpointResult, codes: frozenset[str]) -> bool:
    return any(stage.code in codes for stage in endpoint.stages)


def together(results: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
    """Nothing answers anywhere: the bot's own network is down, and nothing is known of the services."""
    endpoints = [endpoint for result in results for endpoint in result.endpoints]
    if not cut_off(endpoints):
        return tuple(results)
    cause, remedy = cause_and_remedy("bot_offline", Verdict.UNKNOWN, endpoints)
    return tuple(
        replace(result, verdict=Verdict.UNKNOWN, code="bot_offline", cause=cause, remedy=remedy) for result in results
    )
