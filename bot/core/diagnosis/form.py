"""A result as the JSON of `check --json`; the shape is a promise to scripts, so keys are only ever added."""

from datetime import UTC, datetime
from typing import Any

from bot.core.model import CheckResult, EndpointResult, Stage


def as_json(result: CheckResult) -> dict[str, Any]:
    """`checked_at` in RFC 3339, UTC; `ms` with a tenth."""
    return {
        "target": result.target,
        "checked_at": datetime.fromtimestamp(result.checked_at, UTC)
        .isoformat(timespec="seconds")
        .replace("+00:00", "Z"),
        "verdict": result.verdict.value,
        "cause": result.cause,
        "remedy": result.remedy,
        "endpoints": [endpoint_json(endpoint) for endpoint in result.endpoints],
    }


def endpoint_json(endpoint: EndpointResult) -> dict[str, Any]:
    return {
        "host": endpoint.host,
        "port": endpoint.port,
        "security": endpoint.security,
        "family": endpoint.family,
        "verdict": endpoint.verdict.value,
        "stages": [stage_json(stage) for stage in endpoint.stages],
    }


def stage_json(stage: Stage) -> dict[str, Any]:
    return {"name": stage.name, "status": stage.status.value, "ms": round(stage.ms, 1), "detail": stage.detail}
