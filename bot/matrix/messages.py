"""One message of a room, looked up: as it reads now, decrypted if need be. The port Messages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nio import EncryptionError

from bot.core.events import Incoming, Kind
from bot.matrix.client import Client, part
from bot.matrix.listener import Ear, hear, mapping
from bot.matrix.undecrypted import Heard, megolm

Source = Mapping[str, Any]


class Messages:
    """`ear`: only for the name that people put before their question."""

    def __init__(self, client: Client, ear: Ear) -> None:
        self.client, self.ear = client, ear

    async def message(self, room_id: str, event_id: str) -> Incoming | None:
        """None for what is no text of a person. WorldFailed: the homeserver does not answer."""
        answer = await self.client.call("GET", f"/rooms/{part(room_id)}/event/{part(event_id)}")
        source = self.clear(room_id, answer.content) if answer.status == 200 else None
        said = hear(source, room_id, self.ear) if source else None
        if source is None or said is None or said.kind is not Kind.MESSAGE:
            return None
        edit = self.edit(room_id, answer.content)
        same = edit and edit.sender == said.sender and edit.target == event_id
        return replace(said, body=edit.body) if edit and same else said

    def edit(self, room_id: str, source: Source) -> Incoming | None:
        """The last edit, which the homeserver puts beside the original (spec v1.19, aggregations)."""
        relations = mapping(mapping(source, "unsigned"), "m.relations")
        latest = self.clear(room_id, mapping(relations, "m.replace"))
        edited = hear(latest, room_id, self.ear) if latest else None
        return edited if edited and edited.kind is Kind.EDIT else None

    def clear(self, room_id: str, source: Source) -> Source | None:
        if source.get("type") != "m.room.encrypted":
            return source
        if not self.client.olm or not isinstance(source.get("content"), dict) or "session_id" not in source["content"]:
            return None
        event = megolm(self.client, Heard(room_id, source))
        try:
            decrypted = self.client.decrypt_event(event) if event else None
        except EncryptionError:
            return None
        return decrypted.source if decrypted else None
