"""Times as people in France read them. The one place that knows the time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def clock_time(seconds: float) -> str:
    """`14:05`."""
    return f"{datetime.fromtimestamp(seconds, PARIS):%H:%M}"


def day(seconds: float) -> str:
    """`23/11/2026`."""
    return f"{datetime.fromtimestamp(seconds, PARIS):%d/%m/%Y}"


def moment(seconds: float) -> str:
    """`23/11 à 14:05`."""
    return f"{datetime.fromtimestamp(seconds, PARIS):%d/%m à %H:%M}"


def iso_day(seconds: float) -> str:
    """`2026-11-23`, as files write it."""
    return f"{datetime.fromtimestamp(seconds, PARIS):%Y-%m-%d}"
