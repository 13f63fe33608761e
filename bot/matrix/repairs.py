"""The faults of matrix-nio 0.26.0 that lose messages or keys, each repaired here and nowhere else.

Private names of nio are touched, so nio is pinned exactly; tests/matrix/test_repairs.py fails when one of them changes.

1  Olm session and room key are saved apart: a crash between loses the key for ever -> one transaction a sync.
2  One-time keys are saved after their upload: a crash between makes the device deaf -> saved before.
3  A key count of zero is read as "no news": no key is ever uploaded again -> the count is set after each sync.
4  A room key forwarded by the very device that made it is refused -> accepted when asked for.
5  A room key that could not be sent (a proxy's 502 counts as success) is held for shared, and nobody can read the
   answer; a failed claim hangs the room for ever -> an HTTP error is an error, the key stays unshared, nothing hangs.
6  One event that nio cannot parse or digest makes each sync fail for ever -> that event alone is dropped.
7  Any error while sharing a room key, and any soft logout, empties the access token -> an error changes nothing here.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import peewee
import structlog
from nio import (
    AsyncClient,
    ErrorResponse,
    Event,
    ForwardedRoomKeyEvent,
    InviteEvent,
    KeysClaimResponse,
    Response,
    RoomMessagesResponse,
    ShareGroupSessionResponse,
    SyncResponse,
    ToDeviceEvent,
)
from nio.crypto import Olm
from nio.store import DefaultStore

from bot.errors import WorldFailed

log = structlog.get_logger(__name__)

STORE_FAILURES = (sqlite3.Error, peewee.PeeweeException, OSError)


class KeysNotShared(WorldFailed):
    """The room key did not reach everybody: what it encrypts must not be sent yet."""


class RepairedOlm(Olm):
    forward: dict[str, Any] | None = None  # content of the forwarded key being judged

    def share_keys(self) -> dict[str, Any]:  # repair 2
        content: dict[str, Any] = super().share_keys()
        self.save_account()
        return content

    def _handle_forwarded_room_key_event(self, sender: str, sender_key: str, payload: dict[str, Any]) -> Any:
        self.forward = payload.get("content")
        try:
            return super()._handle_forwarded_room_key_event(sender, sender_key, payload)
        finally:
            self.forward = None

    def _should_accept_forward(self, sender: str, sender_key: str, event: ForwardedRoomKeyEvent) -> bool:  # repair 4
        return self.comes_from_its_maker(sender, sender_key, event) or super()._should_accept_forward(
            sender, sender_key, event
        )

    def comes_from_its_maker(self, sender: str, sender_key: str, event: ForwardedRoomKeyEvent) -> bool:
        """We asked for it, and it comes from the device that made the session: as good as its first `m.room_key`."""
        asked, forward = self.outgoing_key_requests.get(event.session_id), self.forward
        device = self.device_store.device_from_sender_key(sender, sender_key)
        if not asked or not forward or not device or device.deleted:
            return False
        return (
            (event.algorithm, event.room_id) == (asked.algorithm, asked.room_id)
            and forward.get("sender_key") == sender_key == device.curve25519
            and forward.get("sender_claimed_ed25519_key") == device.ed25519
            and forward.get("forwarding_curve25519_key_chain") == []
        )


class RepairedClient(AsyncClient):
    """AsyncClient without the faults above. `dropped` counts the events of repair 6."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.dropped = 0
        self.unshared: set[str] = set()  # rooms whose key failed to reach somebody during the share under way

    def load_store(self) -> None:
        """As nio's, with the repaired machine."""
        if self.store or not self.config.encryption_enabled:
            return
        config, device_id = self.config, self.device_id or ""
        self.store = DefaultStore(self.user_id, device_id, self.store_path or "", config.pickle_key, config.store_name)
        self.olm = RepairedOlm(self.user_id, device_id, self.store)
        self.encrypted_rooms = self.store.load_encrypted_rooms()

    async def _handle_sync(self, response: SyncResponse) -> None:  # repairs 1, 3 and 6
        transaction: AbstractContextManager[Any] = self.store.database.atomic() if self.store else nullcontext()
        with transaction:
            try:
                await super()._handle_sync(response)
            except STORE_FAILURES:
                raise  # keys would be lost: the transaction is undone and the same sync asked for again
            except Exception as e:  # nio choked on an event; what it holds is still read from its source
                self.dropped += 1
                log.warning("matrix.undigested", error=type(e).__name__)
        if self.olm:
            self.olm.uploaded_key_count = response.device_key_count.signed_curve25519 or 0

    def _handle_decrypt_to_device(self, to_device_event: Any) -> Any:  # repair 6
        return self.digest(super()._handle_decrypt_to_device, to_device_event)

    def _handle_timeline_event(self, event: Any, *where: Any) -> Any:  # repair 6
        return self.digest(super()._handle_timeline_event, event, *where)

    def digest(self, handle: Any, *given: Any) -> Any:
        try:
            return handle(*given)
        except STORE_FAILURES:
            raise
        except Exception as e:
            self.dropped += 1
            log.warning("matrix.undigested", error=type(e).__name__)
            return None

    async def _send(self, response_class: Any, *given: Any, **named: Any) -> Any:  # repair 5
        try:
            response = await super()._send(response_class, *given, **named)
        except Exception as e:
            self.note_unshared(response_class, named)
            if response_class is KeysClaimResponse:  # among others a TypeError: nio cannot parse its own error
                raise KeysNotShared(f"keys not claimed: {type(e).__name__}") from e
            raise
        if isinstance(response, ErrorResponse):
            self.note_unshared(response_class, named)
        return response

    async def parse_body(self, transport_response: Any) -> dict[Any, Any]:  # repair 5
        content: Any = await super().parse_body(transport_response)
        body: dict[Any, Any] = content if isinstance(content, dict) else {}
        status = transport_response.status
        if status < 400 or "errcode" in body:
            return body
        return body | {"errcode": f"HTTP_{status}", "error": str(transport_response.reason)}

    async def receive_response(self, response: Response) -> None:  # repair 7
        if not isinstance(response, ErrorResponse):
            await super().receive_response(response)

    def note_unshared(self, response_class: Any, named: dict[str, Any]) -> None:
        if response_class is ShareGroupSessionResponse:
            self.unshared.add(named["response_data"][0])

    async def share_group_session(self, room_id: str, ignore_unverified_devices: bool = False) -> Any:
        self.unshared.discard(room_id)
        try:
            shared = await super().share_group_session(room_id, ignore_unverified_devices)
        except BaseException:
            # nio leaves this event behind when claiming fails, and then waits for it for ever.
            if waiting := self.sharing_session.pop(room_id, None):
                waiting.set()
            raise
        if room_id in self.unshared and self.olm:
            self.olm.outbound_group_sessions[room_id].shared = False
            raise KeysNotShared("the room key did not reach everybody")
        return shared

    async def create_matrix_response(
        self, response_class: Any, transport_response: Any, data: Any = None, save_to: Any = None
    ) -> Response:  # repair 6
        try:
            return await super().create_matrix_response(response_class, transport_response, data, save_to)
        except Exception:
            if response_class not in (SyncResponse, RoomMessagesResponse):
                raise
        body = await self.parse_body(transport_response)
        self.dropped += drop_unreadable(body)
        response: Response = response_class.from_dict(body, *(data or ()))
        response.transport_response = transport_response
        return response


def drop_unreadable(body: dict[str, Any]) -> int:
    """Takes what nio cannot parse out of a sync or messages answer, in place; gives how many events that was."""
    dropped = 0
    for events, parse in event_lists(body):
        readable = [event for event in events if parses(parse, event)]
        dropped += len(events) - len(readable)
        events[:] = readable
    return dropped


def event_lists(body: dict[str, Any]) -> Iterator[tuple[list[Any], Any]]:
    yield body.get("chunk", []), Event.parse_event
    yield body.get("to_device", {}).get("events", []), ToDeviceEvent.parse_event
    rooms = body.get("rooms", {})
    for room in [*rooms.get("join", {}).values(), *rooms.get("leave", {}).values()]:
        for part in ("state", "timeline"):
            yield room.get(part, {}).get("events", []), Event.parse_event
    for room in rooms.get("invite", {}).values():
        yield room.get("invite_state", {}).get("events", []), InviteEvent.parse_event


def parses(parse: Any, event: Any) -> bool:
    try:
        parse(event)
    except Exception:
        return False
    return True
