"""What the stories need from the world, four or five verbs each. Real things live in storage, matrix and checks;
the fakes of the tests pass the same contract suites."""

from bot.ports.looking import Clock, Incident, Prober, Watchbook
from bot.ports.talking import Exchange, Journal, Memory, Messages, Past, People
from bot.ports.teaching import Audit, Change, Draft, Drafts, Editor, Prepare, Shelf, Versions, unprepared

__all__ = [
    "Audit",
    "Change",
    "Clock",
    "Draft",
    "Drafts",
    "Editor",
    "Exchange",
    "Incident",
    "Journal",
    "Memory",
    "Messages",
    "Past",
    "People",
    "Prepare",
    "Prober",
    "Shelf",
    "Versions",
    "Watchbook",
    "unprepared",
]
