"""A command line: who wrote it, may they, run it, reply. What commands do stands in commands/, one file each."""

import re
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core import phrasing
from bot.core.document import Document
from bot.core.events import Incoming
from bot.core.model import Outcome
from bot.errors import RequestWrong
from bot.flows import replies
from bot.flows.commands import COMMANDS
from bot.flows.commands.command import MODERATOR, Command, Request, Tools
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
        return Request(found["name"].lower(), found["argument"].strip(), event)

    def is_command(self, event: Incoming) -> bool:
        return self.request(event) is not None

    def is_slow(self, event: Incoming) -> bool:
        request = self.request(event)
        command = BY_NAME.get(request.name) if request else None
        return command is not None and command.slow

    async def run(self, event: Incoming) -> None:
        request = self.request(event)
        if request is None:
            return
        document = await self.outcome(request)
        out = []
        if document:
            key = replies.txn(event.event_id, "reply")
            out = [replies.reply(replies.Place.of(event), document, key=key, cause=event.event_id)]
        await self.tools.journal.settle(event, out, self.exchange(event, out[0].txn if out else ""))

    async def outcome(self, request: Request) -> Document:
        command = BY_NAME.get(request.name)
        if command is None:
            return self.unknown(request)
        if command.moderators and not await self.allowed(request.event):
            return phrasing.moderators_only(command.usage)
        return await self.executed(command, request)

    async def executed(self, command: Command, request: Request) -> Document:
        try:
            async with shown(self.tools.people, request.event.room_id):
                return await command.run(request, self.tools)
        except RequestWrong as e:
            return phrasing.plain(str(e))

    async def allowed(self, event: Incoming) -> bool:
        return await self.tools.people.level(event.room_id, event.sender) >= MODERATOR

    def unknown(self, request: Request) -> Document:
        person = (request.event.room_id, self.tools.memory.pseudonym(request.event.sender))
        last = self.told.get(person)
        if last is not None and request.event.sent_at - last < UNKNOWN_AGAIN_MS:
            return Document()
        if len(self.told) > 1000:  # a bound, not a policy
            self.told.clear()
        self.told[person] = request.event.sent_at
        return phrasing.unknown_command(request.name, nearest(request.name))

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
    """The command that the typed name looks most like; `!aide` when it looks like none."""
    found = process.extractOne(name, list(BY_NAME), scorer=OSA.normalized_similarity, score_cutoff=0.5)
    return BY_NAME[found[0]] if found else BY_NAME["aide"]
