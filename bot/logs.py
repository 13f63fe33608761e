"""How the bot logs: one entry for all of it, text or JSON lines on stderr, secrets replaced in every form.

Messages of people never reach a log; secrets that slip into an error's text are cut out here, whoever logs them.
"""

import base64
import logging
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any, Literal
from urllib.parse import quote

import structlog

HIDDEN = "•••"


def configure(style: Literal["text", "json"], secrets: Iterable[str] = (), *, level: int = logging.INFO) -> None:
    """Sets structlog and the standard library's logging up; call it once, first thing."""
    shapes = sorted({shape for secret in secrets if secret for shape in forms(secret)}, key=len, reverse=True)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        Hider(shapes),
    ]
    last = structlog.processors.JSONRenderer(ensure_ascii=False) if style == "json" else text_renderer()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=last, foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    # nio warns of every event it does not know and of its own retries; aiohttp logs each request.
    for name in ("nio", "aiohttp", "asyncio", "alembic", "peewee"):
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def text_renderer() -> structlog.dev.ConsoleRenderer:
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)


def forms(secret: str) -> set[str]:
    """The shapes in which a secret may stand in a text: itself, URL-encoded, base64 at each of its three alignments."""
    raw = secret.encode()
    found = {secret, quote(secret, safe="")}
    for lead in range(3):
        # The first and last groups mix with neighbours: what is left is there whatever stands around.
        coded = base64.b64encode(b"\0" * lead + raw).decode().rstrip("=")
        whole = coded[(4 if lead else 0) : len(coded) - (1 if (lead + len(raw)) % 3 else 0)]
        if len(whole) >= 8:  # shorter pieces would hide ordinary words
            found.add(whole)
    return found


class Hider:
    """A structlog processor: every string of an event, however deep, without the secrets."""

    def __init__(self, shapes: list[str]) -> None:
        self.shapes = shapes

    def __call__(self, _: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {key: self.clean(value) for key, value in event.items()}

    def clean(self, value: Any) -> Any:
        if isinstance(value, str):
            for shape in self.shapes:
                value = value.replace(shape, HIDDEN)
            return value
        if isinstance(value, dict):
            return {key: self.clean(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(inner) for inner in value]
        if isinstance(value, BaseException):
            return self.clean(f"{type(value).__name__}: {value}")
        return value
