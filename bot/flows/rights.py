"""Who may teach the bot: moderators of the rooms served, by their power level at this moment."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.ports import People

# "moderateur" in Matrix clients; spec v1.19, m.room.power_levels: 50 is the default for kicking and redacting.
MODERATOR = 50


@dataclass(frozen=True, slots=True)
class Rights:
    """`served`: whether a room is one of BOT_ROOMS or the moderation room. Levels elsewhere count for nothing: anybody
    is an administrator of a room of their own, and of a conversation of two."""

    people: People
    served: Callable[[str], bool]

    async def moderates(self, room_id: str, user_id: str) -> bool:
        return self.served(room_id) and await self.people.level(room_id, user_id) >= MODERATOR
