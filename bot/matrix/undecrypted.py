"""Words that could not be decrypted yet: kept, asked for, and tried again whenever a room key arrives.

Kept in `undecrypted.json` of the state folder too (as ciphertext), so that a restart between question and key loses
nothing. What is older than the age limit would not be answered any more and is let go.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from nio import EncryptionError, Event, ForwardedRoomKeyEvent, MegolmEvent, RoomKeyEvent, UnknownToDeviceEvent
from nio.client.base_client import ClientCallback

from bot.matrix import files
from bot.matrix.client import Client

log = structlog.get_logger(__name__)

MOST_KEPT = 500  # a room of which nothing can be read must not fill the memory


@dataclass(frozen=True, slots=True)
class Heard:
    """An event of a room, decrypted if need be, as its source."""

    room_id: str
    source: Mapping[str, Any]


class Undecrypted:
    """`withheld` counts the keys not given to us, by code: `m.unverified` (device not cross-signed), `m.no_olm`."""

    def __init__(self, client: Client, path: Path, max_age: int) -> None:
        self.client, self.path, self.max_age = client, path, max_age
        self.events: dict[str, Heard] = {
            str(event["source"]["event_id"]): Heard(str(event["room_id"]), event["source"])
            for event in files.read(path).get("events", [])
        }
        self.keys_came = bool(self.events)
        self.changed = False
        self.withheld: dict[str, int] = {}
        client.to_device_callbacks += [
            ClientCallback(self.note_key, (RoomKeyEvent, ForwardedRoomKeyEvent)),
            ClientCallback(self.note_refusal, UnknownToDeviceEvent),
        ]

    def __len__(self) -> int:
        return len(self.events)

    async def note_key(self, event: Any) -> None:
        self.keys_came = True

    async def note_refusal(self, event: Any) -> None:
        if event.type == "m.room_key.withheld":
            code = str(event.source.get("content", {}).get("code"))
            self.withheld[code] = self.withheld.get(code, 0) + 1
            log.warning("matrix.key_withheld", code=code)

    def keep(self, room_id: str, source: Mapping[str, Any]) -> None:
        if len(self.events) < MOST_KEPT and self.young(source):
            self.events[str(source["event_id"])] = Heard(room_id, source)
            self.changed = True
            self.ask(self.events[str(source["event_id"])])
            log.info("matrix.undecrypted", room=room_id, event_id=source["event_id"])

    def drop(self, event_id: str) -> None:
        """Deleted by its sender before it could be read: it must not be read later."""
        self.changed = self.events.pop(event_id, None) is not None or self.changed

    def young(self, source: Mapping[str, Any]) -> bool:
        sent_at = source.get("origin_server_ts")
        return isinstance(sent_at, int) and time.time() - sent_at / 1000 <= self.max_age

    def retry(self) -> list[Heard]:
        """What can be read now, oldest first; nothing is tried while no key has come."""
        if not self.keys_came:
            return []
        self.keys_came = False
        read = [again for heard in list(self.events.values()) if (again := self.decrypt(heard))]
        for heard in read:
            del self.events[str(heard.source["event_id"])]
        self.changed = self.changed or bool(read)
        return read

    def decrypt(self, heard: Heard) -> Heard | None:
        event = megolm(self.client, heard)
        if event is None:
            return None
        try:
            clear = self.client.decrypt_event(event)
        except EncryptionError:  # the key starts later in the session than this message
            return None
        return Heard(heard.room_id, clear.source)

    def ask(self, heard: Heard) -> None:
        """Queues a request to the sender's device, once a session: nio does so only while its Olm session is young."""
        event, olm = megolm(self.client, heard), self.client.olm
        if event is None or olm is None or event.session_id in olm.outgoing_key_requests:
            return
        queued = {getattr(message, "session_id", None) for message in olm.outgoing_to_device_messages}
        if event.session_id not in queued:
            request = event.as_key_request(event.sender, olm.device_id, device_id=event.device_id)
            olm.outgoing_to_device_messages.append(request)

    def save(self) -> None:
        """Called before the sync token is stored."""
        old = [key for key, heard in self.events.items() if not self.young(heard.source)]
        for key in old:
            del self.events[key]
        if self.changed or old:
            kept = [{"room_id": heard.room_id, "source": heard.source} for heard in self.events.values()]
            files.write(self.path, {"events": kept})
            self.changed = False


def megolm(client: Client, heard: Heard) -> MegolmEvent | None:
    """The event for nio, which insists on two fields that clients may leave out since spec v1.3: they are looked up."""
    source = {**heard.source, "room_id": heard.room_id, "content": dict(heard.source["content"])}
    content = source["content"]
    if client.olm and not content.get("sender_key"):
        sessions = [session for session in client.olm.inbound_group_store if session.room_id == heard.room_id]
        found = [session for session in sessions if session.id == content.get("session_id")]
        content["sender_key"] = found[0].sender_key if found else "unknown"
    content.setdefault("device_id", "unknown")
    event = Event.parse_event(source)
    if not isinstance(event, MegolmEvent):
        return None
    event.room_id = heard.room_id
    return event
