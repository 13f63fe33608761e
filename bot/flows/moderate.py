"""A command line: who wrote it, may they, run it, reply. What commands do stands in commands/, one file each."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.document import Document
from bot.core.events import Incoming
from bot.core.model import Outcome
from bot.core.phrasing import moderating, room
from bot.errors import RequestWrong
from bot.flows.commands import COMMANDS
from bot.flows.commands.command import Command, Request, Tools
from bot.flows.typing import shown
from bot.ports import Exchange

# `!check smtp`, also behind a mention: "Facteur : !check smtp". "!!!" and "! attention" are no commands.
LINE = re.compile(
    r"^\s*(?:(?P<mention>[^!\n]{1,80}?)[\s:,]+)?!(?P<name>[a-zA-ZÀ-ÿ][\w-]*)[ \t]*(?P<argument>.*)$", re.S
)
# An unknown command is pointed out once a person in this time, so that another bot's commands do not become noise.
UNKNOWN_AGAIN_MS = 10 * 60 * 1000
BY_NAME = {command.name: command for command in COMMANDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Commands:
    tools: Tools
    told: dict[tuple[str, str], int] = field(default_factory=dict)

    def request(self, event: Incoming) -> Request | None:
        found = LINE.match(event.body)
        if not found or (found["mention"] and self.tools.people.me not in event.mentions):
            return None
        progress = self.tools.live.progress(event)
        return Request(found["name"].lower(), found["argument"].strip(), event, progress)

    def is_command(self, event: Incoming) -> bool:
        return self.request(event) is not None

    async def run(self, event: Incoming) -> Callable[[], Awaitable[None]] | None:
        """Runs it, or returns the run of a command that takes seconds."""
        request = self.request(event)
        if request and request.name in BY_NAME and BY_NAME[request.name].slow:
            return lambda: self.settled(request)
        if request:
            await self.settled(request)
        return None

    async def settled(self, request: Request) -> None:
        out = request.progress.finish(await self.outcome(request))
        exchange = self.exchange(request.event, request.progress.txn if out else "")
        await self.tools.journal.settle(request.event, out, exchange)

    async def outcome(self, request: Request) -> Document:
        command = BY_NAME.get(request.name)
        if command is None:
            return self.unknown(request)
        if command.moderators and not await self.tools.rights.moderates(request.event.room_id, request.event.sender):
            return self.refused(command, request.event)
        return await self.executed(command, request)

    async def executed(self, command: Command, request: Request) -> Document:
        try:
            async with shown(self.tools.people, request.event.room_id):
                return await command.run(request, self.tools)
        except RequestWrong as e:
            return room.plain(str(e))

    def refused(self, command: Command, event: Incoming) -> Document:
        """A moderator of the room does not get far elsewhere: in a conversation of two everybody is one."""
        served = self.tools.rights.served(event.room_id)
        return room.moderators_only(command.usage) if served else moderating.sentence(moderating.NOT_HERE)

    def unknown(self, request: Request) -> Document:
        person = (request.event.room_id, self.tools.memory.pseudonym(request.event.sender))
        last = self.told.get(person)
        if last is not None and request.event.sent_at - last < UNKNOWN_AGAIN_MS:
            return Document()
        if len(self.told) > 1000:  # a bound, not a policy
            self.told.clear()
        self.told[person] = request.event.sent_at
        near = nearest(request.name)
        return room.unknown_command(request.name, near.usage, near.summary)

    def exchange(self, event: Incoming, reply: str) -> Exchange:
        return Exchange(
            question=event.event_id,
            room_id=event.room_id,
            thread=event.thread or event.event_id,
            asker=self.tools.memory.pseudonym(event.sender),
            text="",
            outcome=Outcome.COMMAND,
            reply=reply,
            at=event.sent_at,
        )


def nearest(name: str) -> Command:
    """The command that the typed name begins with or looks most like; `!aide` when it looks like none."""
    if begun := [known for known in BY_NAME if name.startswith(known) or known.startswith(name)]:
        return BY_NAME[begun[0]]
    found = process.extractOne(name, list(BY_NAME), scorer=OSA.normalized_similarity, score_cutoff=0.5)
    return BY_NAME[found[0]] if found else BY_NAME["aide"]
