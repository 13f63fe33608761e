"""What was said in the rooms since the last sync: complete, in order, decrypted where possible.

A sync answer holds at most the filter's limit of events a room; when it says `limited`, the gap is walked back page by
page to where the last sync ended.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from nio import MegolmEvent, RoomMessagesResponse, SyncResponse

from bot.errors import WorldFailed
from bot.matrix.client import Client
from bot.matrix.undecrypted import Heard, Undecrypted

log = structlog.get_logger(__name__)

PAGE = 100
MOST_PAGES = 50  # 5,000 events of one room in one gap: beyond, somebody floods the room

Source = Mapping[str, Any]


class Timeline:
    def __init__(self, client: Client, undecrypted: Undecrypted, max_age: int) -> None:
        self.client, self.undecrypted, self.max_age = client, undecrypted, max_age
        self.clear_in_encrypted = 0  # words in clear in an encrypted room: anybody could have written them

    async def read(self, response: SyncResponse, since: str | None) -> list[Heard]:
        """Every event that happened since, oldest first in its room; those decrypted late come first."""
        heard = self.undecrypted.retry()
        for room_id, info in response.rooms.join.items():
            events = list(info.timeline.events)
            if info.timeline.limited and since and info.timeline.prev_batch:
                events = await self.gap(room_id, info.timeline.prev_batch, since, events) + events
            heard += self.heard(room_id, after_own_join(events, self.client.user_id, known=since is not None))
        return heard + self.undecrypted.retry()

    async def gap(self, room_id: str, start: str, since: str, newer: Sequence[Any]) -> list[Any]:
        """The events between `since` and the timeline, oldest first. Raises WorldFailed: the sync is done again."""
        pages: list[list[Any]] = []
        for _ in range(MOST_PAGES):
            if self.reaches_far_enough(pages[0] if pages else newer):
                break
            page = await self.client.room_messages(room_id, start=start, end=since, limit=PAGE)
            if not isinstance(page, RoomMessagesResponse):
                raise WorldFailed(f"messages: {page.status_code}")
            pages.insert(0, list(reversed(page.chunk)))
            if not page.chunk or not page.end or page.end == start:
                break
            start = page.end
        log.info("matrix.gap", room=room_id, events=sum(map(len, pages)))
        return [event for page in pages for event in page]

    def reaches_far_enough(self, events: Sequence[Any]) -> bool:
        """Older than what is answered at all, or the bot's own arrival in the room."""
        oldest = next((source_of(event) for event in events), {})
        age = time.time() - oldest.get("origin_server_ts", time.time() * 1000) / 1000
        return age > self.max_age or any(own_join(source_of(event), self.client.user_id) for event in events)

    def heard(self, room_id: str, events: Sequence[Any]) -> list[Heard]:
        room = self.client.rooms.get(room_id)
        encrypted = bool(room and room.encrypted)
        out = []
        for event in events:
            source = source_of(event)
            if source.get("type") == "m.room.encrypted":
                self.locked(room_id, event)
            elif encrypted and source.get("type") == "m.room.message" and not getattr(event, "decrypted", False):
                self.clear_in_encrypted += 1
            else:
                self.undecrypted.drop(redacted_by(source))
                out.append(Heard(room_id, source))
        return out

    def locked(self, room_id: str, event: Any) -> None:
        """Kept for later if it is a message at all. A BadEvent may lack fields that only nio needs: tried at once."""
        source = source_of(event)
        if not self.client.olm or not isinstance(source.get("content"), dict) or "session_id" not in source["content"]:
            return
        self.undecrypted.keep(room_id, source)
        if not isinstance(event, MegolmEvent):
            self.undecrypted.keys_came = True


def source_of(event: Any) -> Source:
    """Any of nio's events, broken ones too, as the JSON object it came from."""
    return event.source if isinstance(event.source, dict) else {}


def redacted_by(source: Source) -> str:
    """The event that this one deletes; empty for other events. In `content` since room version 11."""
    if source.get("type") != "m.room.redaction":
        return ""
    content = source.get("content")
    target = (content.get("redacts") if isinstance(content, dict) else None) or source.get("redacts")
    return target if isinstance(target, str) else ""


def own_join(source: Source, me: str) -> bool:
    """The bot's arrival in the room; a change of its name is also a `join`, after another one."""
    if source.get("type") != "m.room.member" or source.get("state_key") != me:
        return False
    unsigned = source.get("unsigned")
    before = (unsigned.get("prev_content") if isinstance(unsigned, dict) else None) or {}
    return source.get("content", {}).get("membership") == "join" and before.get("membership") != "join"


def after_own_join(events: Sequence[Any], me: str, *, known: bool) -> Sequence[Any]:
    """What came after the bot's arrival. Without an arrival: all of it, or nothing at the very first sync."""
    for index in range(len(events) - 1, -1, -1):
        if own_join(source_of(events[index]), me):
            return events[index + 1 :]
    return events if known else ()
