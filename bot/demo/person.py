"""A person with a Matrix client, reduced to what the demo and the tests need. Plain HTTP: no Matrix library here."""

import asyncio
import itertools
import json
import time
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.errors import WorldFailed

V3 = "/_matrix/client/v3"
FILTER = json.dumps({"room": {"timeline": {"limit": 100}, "ephemeral": {"types": ["m.typing"]}}})

Event = dict[str, Any]


class Person:
    """`events` holds every timeline event seen by `sync`, oldest first, with its `room_id`; of more than a hundred
    between two syncs of a room, the last hundred."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.user_id = url, ""
        self.http = aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"})
        self.events: list[Event] = []
        self.invites: dict[str, list[Event]] = {}
        self.typing: dict[str, list[str]] = {}
        self.since = ""
        self.names = map(f"p{time.time_ns()}-{{}}".format, itertools.count())

    @classmethod
    async def enter(cls, url: str, token: str) -> "Person":
        """With the token that registration gave."""
        person = cls(url, token)
        person.user_id = (await person.call("GET", "/account/whoami"))["user_id"]
        return person

    @classmethod
    async def login(cls, url: str, name: str, password: str) -> "Person":
        person = cls(url, "none")
        identifier = {"type": "m.id.user", "user": name}
        body = {"type": "m.login.password", "identifier": identifier, "password": password}
        token = (await person.call("POST", "/login", body))["access_token"]
        await person.close()
        return await cls.enter(url, token)

    async def close(self) -> None:
        await self.http.close()

    async def call(self, method: str, path: str, body: Any = None, **query: str) -> dict[str, Any]:
        """One request; waits out 429. Raises WorldFailed with status and errcode when it is refused."""
        while True:
            async with self.http.request(method, self.url + V3 + path, json=body, params=query) as answer:
                content: dict[str, Any] = await answer.json()
            if answer.status == 200:
                return content
            if answer.status != 429:
                raise WorldFailed(f"{method} {path}: {answer.status} {content.get('errcode')} {content.get('error')}")
            await asyncio.sleep(content.get("retry_after_ms", 500) / 1000)

    # ---- rooms -------------------------------------------------------------------------------------------------

    async def create_room(
        self, *, alias: str = "", invite: Collection[str] = (), version: str = "", encrypted: bool = False,
        direct: bool = False, public: bool = False,
    ) -> str:  # fmt: skip
        body: Event = {"invite": list(invite), "preset": "public_chat" if public else "private_chat"}
        body |= {"room_alias_name": alias} if alias else {}
        body |= {"room_version": version} if version else {}
        body |= {"is_direct": True, "preset": "trusted_private_chat"} if direct else {}
        if encrypted:
            algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
            body["initial_state"] = [{"type": "m.room.encryption", "state_key": "", "content": algorithm}]
        return str((await self.call("POST", "/createRoom", body))["room_id"])

    async def join(self, room: str) -> str:
        return str((await self.call("POST", f"/join/{quote(room, safe='')}", {}))["room_id"])

    async def leave(self, room: str) -> None:
        await self.call("POST", f"/rooms/{quote(room, safe='')}/leave", {})

    async def invite(self, room: str, user_id: str) -> None:
        await self.call("POST", f"/rooms/{quote(room, safe='')}/invite", {"user_id": user_id})

    async def set_state(self, room: str, kind: str, content: Event, key: str = "") -> None:
        await self.call("PUT", f"/rooms/{quote(room, safe='')}/state/{kind}/{quote(key, safe='')}", content)

    async def set_level(self, room: str, user_id: str, level: int) -> None:
        levels = await self.call("GET", f"/rooms/{quote(room, safe='')}/state/m.room.power_levels")
        levels.setdefault("users", {})[user_id] = level
        await self.set_state(room, "m.room.power_levels", levels)

    async def members(self, room: str) -> set[str]:
        return set((await self.call("GET", f"/rooms/{quote(room, safe='')}/joined_members"))["joined"])

    async def download(self, address: str) -> bytes:
        """The bytes of a file, as they are stored, by its `mxc://` address."""
        path = f"/_matrix/client/v1/media/download/{address.removeprefix('mxc://')}"
        async with self.http.get(self.url + path) as answer:
            if answer.status != 200:
                raise WorldFailed(f"GET {path}: {answer.status}")
            return await answer.read()

    # ---- what a person does ------------------------------------------------------------------------------------

    async def send(self, room: str, kind: str, content: Event) -> str:
        path = f"/rooms/{quote(room, safe='')}/send/{kind}/{next(self.names)}"
        return str((await self.call("PUT", path, content))["event_id"])

    async def say(self, room: str, text: str, *, thread: str = "", reply: str = "", **more: Any) -> str:
        """A message; `thread` is a root, `reply` the event replied to; other keys go into the content as they are."""
        relation: Event = {"rel_type": "m.thread", "event_id": thread, "is_falling_back": not reply} if thread else {}
        if reply or thread:
            relation["m.in_reply_to"] = {"event_id": reply or thread}
        content = {"msgtype": "m.text", "body": text} | ({"m.relates_to": relation} if relation else {}) | more
        return await self.send(room, "m.room.message", content)

    async def edit(self, room: str, event_id: str, text: str) -> str:
        new = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": event_id}
        content = {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation}
        return await self.send(room, "m.room.message", content)

    async def react(self, room: str, event_id: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
        return await self.send(room, "m.reaction", {"m.relates_to": relation})

    async def redact(self, room: str, event_id: str) -> None:
        await self.call("PUT", f"/rooms/{quote(room, safe='')}/redact/{event_id}/{next(self.names)}", {})

    # ---- what a person sees ------------------------------------------------------------------------------------

    async def sync(self, seconds: float = 0) -> None:
        """What is new since the last call; waits up to `seconds` for something."""
        query = {"filter": FILTER, "timeout": str(int(seconds * 1000))} | ({"since": self.since} if self.since else {})
        answer = await self.call("GET", "/sync", **query)
        self.since = answer["next_batch"]
        rooms = answer.get("rooms", {})
        self.invites |= {room: info["invite_state"]["events"] for room, info in rooms.get("invite", {}).items()}
        for room, info in rooms.get("join", {}).items():
            self.events += [event | {"room_id": room} for event in info["timeline"]["events"]]
            for event in info.get("ephemeral", {}).get("events", []):
                self.typing[room] = event["content"]["user_ids"]

    async def wait_for(self, seen: Callable[[Event], bool], timeout: float = 15) -> Event:  # noqa: ASYNC109
        """The first event, old or new, for which `seen` is true. Raises TimeoutError."""
        looked = 0
        async with asyncio.timeout(timeout):
            while True:
                for event in self.events[looked:]:
                    if seen(event):
                        return event
                looked = len(self.events)
                await self.sync(5)
