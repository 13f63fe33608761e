"""Logs: one line an event, and no secret in any form."""

import base64
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

SECRET = "Tr0ub4dor&3 é"


@pytest.fixture(autouse=True)
def undisturbed() -> Iterator[None]:
    """The root logger is everybody's: put back as it was."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:], logging.root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize(
    "shape",
    [
        SECRET,
        "Tr0ub4dor%263%20%C3%A9",
        base64.b64encode(SECRET.encode()).decode(),
        base64.b64encode(b"\0camille\0" + SECRET.encode()).decode(),
        base64.b64encode(b"camille:" + SECRET.encode()).decode(),
        base64.b64encode(b"camille@x:" + SECRET.encode() + b"!").decode(),
    ],
)
def test_a_secret_is_hidden_whatever_its_form(style: str, shape: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json" if style == "json" else "text", [SECRET])
    structlog.get_logger().warning("login failed", detail=f"AUTH PLAIN {shape}", nested={"list": [shape]})
    written = capsys.readouterr().err
    assert logs.HIDDEN in written
    for part in (SECRET, "Tr0ub4dor", base64.b64encode(SECRET.encode()).decode()[:12]):
        assert part not in written


def test_a_secret_in_an_exception_is_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", [SECRET])
    try:
        raise ValueError(f"refused {SECRET}")
    except ValueError:
        structlog.get_logger().exception("broken")
    written = capsys.readouterr().err
    assert "broken" in written
    assert SECRET not in written


def test_other_libraries_log_through_the_same_filter(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", [SECRET])
    logging.getLogger("some.library").warning("with %s", SECRET)
    written = capsys.readouterr().err
    assert f"with {logs.HIDDEN}" in written
    assert SECRET not in written
