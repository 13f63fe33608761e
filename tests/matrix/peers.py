"""A person with an encrypting client: plain nio, nothing of the bot's, so that both sides are not wrong together."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from nio import AsyncClient, AsyncClientConfig, RoomSendResponse, SyncResponse

from tests.servers.synapse import Login

Events = list[Any]


class Peer:
    """`events` holds every timeline event seen, decrypted where possible."""

    def __init__(self, client: AsyncClient) -> None:
        self.client = client
        self.events: Events = []
        self.to_device: Events = []

    @property
    def user_id(self) -> str:
        return self.client.user_id

    async def sync(self, seconds: float = 0) -> None:
        response = await self.client.sync(timeout=int(seconds * 1000) or 1, full_state=not self.client.next_batch)
        assert isinstance(response, SyncResponse), response
        for info in response.rooms.join.values():
            self.events += info.timeline.events
        self.to_device += response.to_device_events
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        if self.client.should_query_keys:
            await self.client.keys_query()
        await self.client.send_to_device_messages()

    async def wait_for(self, seen: Callable[[Any], bool], timeout: float = 20) -> Any:  # noqa: ASYNC109
        async with asyncio.timeout(timeout):
            while True:
                for event in self.events:
                    if seen(event):
                        return event
                await self.sync(5)

    async def knows(self, room: str, user_id: str) -> None:
        """Returns when that person is in the room and their devices are known: what is said now reaches them."""
        async with asyncio.timeout(20):
            while user_id not in self.client.rooms[room].users or not list(
                self.client.device_store.active_user_devices(user_id)
            ):
                await self.sync(1)

    async def say(self, room: str, text: str, **more: Any) -> str:
        return await self.send(room, "m.room.message", {"msgtype": "m.text", "body": text} | more)

    async def send(self, room: str, kind: str, content: dict[str, Any]) -> str:
        answer = await self.client.room_send(room, kind, content, ignore_unverified_devices=True)
        assert isinstance(answer, RoomSendResponse), answer
        return answer.event_id

    # ---- what goes wrong in the wild ---------------------------------------------------------------------------

    async def say_without_key(self, room: str, text: str) -> dict[str, Any]:
        """An encrypted message whose key reaches nobody; gives the key, to be sent later."""
        olm = self.client.olm
        assert olm
        olm.create_outbound_group_session(room)
        session = olm.outbound_group_sessions[room]
        key = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "room_id": room,
            "session_id": session.id,
            "session_key": session.session_key,
        }
        session.shared = True
        await self.say(room, text)
        return key

    async def give_key(self, key: dict[str, Any], user_id: str) -> None:
        """The room key to every device of that person, as a client does before its first message."""
        olm = self.client.olm
        assert olm
        await self.open_sessions(user_id)
        encrypt: Callable[..., Any] = olm._olm_encrypt
        messages: dict[str, dict[str, Any]] = {user_id: {}}
        for device in self.client.device_store.active_user_devices(user_id):
            session = olm.session_store.get(device.curve25519)
            messages[user_id][device.id] = encrypt(session, device, "m.room_key", key)
        await put_to_device(self.client, messages)

    async def open_sessions(self, user_id: str) -> None:
        missing = self.client.olm.get_missing_sessions([user_id])  # type: ignore[union-attr]
        if missing:
            await self.client.keys_claim(missing)


async def put_to_device(client: AsyncClient, messages: dict[str, dict[str, Any]]) -> None:
    headers = {"Authorization": f"Bearer {client.access_token}"}
    path = f"/_matrix/client/v3/sendToDevice/m.room.encrypted/{uuid.uuid4()}"
    answer = await client.send("PUT", path, json.dumps({"messages": messages}), headers)
    assert answer.status == 200


@asynccontextmanager
async def peer(url: str, account: Login, store: Path) -> AsyncIterator[Peer]:
    store.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - a folder of the test
    config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False, max_limit_exceeded=1, max_timeouts=1)
    client = AsyncClient(url, account.user_id, store_path=str(store), config=config)
    try:
        await client.login(account.password)
        one = Peer(client)
        await one.sync()
        yield one
    finally:
        session, client.client_session = client.client_session, None
        if session:
            await session.close()
        if client.store:
            client.store.database.close()
