"""Who is in the room, asked when it matters: power levels are read at each call, never remembered."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from bot.errors import FacteurError, WorldFailed
from bot.matrix.client import Client, part
from bot.matrix.rate import Rate

log = structlog.get_logger(__name__)

# Room versions in which creators stand above all power levels: 12 and later, and 12's name while it was tried out.
HYDRA = "org.matrix.hydra.11"
TYPING_MS = 20_000


@dataclass(frozen=True, slots=True)
class Creation:
    """The `m.room.create` of a room: who made it, with which version."""

    sender: str
    content: Mapping[str, Any]

    @property
    def sovereigns(self) -> set[str]:
        """Those whose level is infinite; nobody before room version 12."""
        version = str(self.content.get("room_version", "1"))
        if version != HYDRA and not (version.isdigit() and int(version) >= 12):
            return set()
        more = self.content.get("additional_creators")
        return (
            {self.sender, *(user for user in more if isinstance(user, str))}
            if isinstance(more, list)
            else {self.sender}
        )


class People:
    """The People port over a client."""

    def __init__(self, client: Client, rate: Rate) -> None:
        self.client, self.rate = client, rate
        self.creations: dict[str, Creation] = {}  # never changes, so it may be remembered
        self.typing_in: set[str] = set()

    @property
    def me(self) -> str:
        return str(self.client.user_id)

    async def level(self, room_id: str, user_id: str) -> float:
        """Raises WorldFailed when the homeserver does not say: nobody is a moderator by accident."""
        if user_id in (await self.creation(room_id)).sovereigns:
            return math.inf
        return level_of(await self.levels(room_id), user_id)

    async def may_invite(self, room_id: str, user_id: str) -> bool:
        needed = (await self.levels(room_id)).get("invite", 0)
        return await self.level(room_id, user_id) >= number(needed)

    async def levels(self, room_id: str) -> Mapping[str, Any]:
        path = f"/rooms/{part(room_id)}/state/m.room.power_levels"
        answer = await self.client.call("GET", path)
        if answer.status == 200:
            return answer.content
        if answer.code == "M_NOT_FOUND":  # a room without power levels: its creator rules, everybody else is at 0
            return {"users": {(await self.creation(room_id)).sender: 100}}
        raise WorldFailed(f"power levels of {room_id}: {answer.code}")

    async def creation(self, room_id: str) -> Creation:
        """Asked as a whole event, for its sender; servers that do not know `format=event` are asked for all state."""
        if room_id not in self.creations:
            path = f"/rooms/{part(room_id)}/state/m.room.create"
            event = await self.client.ask("GET", path, None, format="event")
            if "sender" not in event:
                event = await self.creation_among_all(room_id)
            self.creations[room_id] = Creation(str(event["sender"]), event["content"])
        return self.creations[room_id]

    async def creation_among_all(self, room_id: str) -> Mapping[str, Any]:
        state = await self.client.room_get_state(room_id)
        events: list[dict[str, Any]] = getattr(state, "events", [])
        for event in events:
            if event.get("type") == "m.room.create":
                return event
        raise WorldFailed(f"creator of {room_id}: unknown")

    async def typing(self, room_id: str, on: bool) -> None:
        """Only when a call is to spare; cleared only if it was shown."""
        if (not on and room_id not in self.typing_in) or not self.rate.spare():
            return
        (self.typing_in.add if on else self.typing_in.discard)(room_id)
        body = {"typing": True, "timeout": TYPING_MS} if on else {"typing": False}
        try:
            await self.client.call("PUT", f"/rooms/{part(room_id)}/typing/{part(self.me)}", body)
        except FacteurError as e:
            log.debug("matrix.typing", error=type(e).__name__)


def level_of(levels: Mapping[str, Any], user_id: str) -> float:
    users = levels.get("users")
    given = users.get(user_id) if isinstance(users, Mapping) else None
    return number(levels.get("users_default", 0) if given is None else given)


def number(value: Any) -> float:
    """Old rooms may hold levels as strings; anything else is worth nothing."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0
