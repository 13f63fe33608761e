"""A reader of the homeserver for `doctor`: the kept session, plain GET requests, a deadline on each."""

import json
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import aiohttp

from bot.config import Settings
from bot.errors import WorldFailed
from bot.matrix.proxy import proxy_for

V3 = "/_matrix/client/v3"
DEADLINE = aiohttp.ClientTimeout(total=15)


class Visitor:
    """`token` is empty before the bot's first start."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.url = settings, settings.homeserver
        self.token, self.device_id, self.user_id = kept(settings)
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        self.http = aiohttp.ClientSession(headers=headers, timeout=DEADLINE, proxy=proxy_for(self.url))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, e: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.http.close()

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        """Status and content; an answer that is no JSON object is an empty one. WorldFailed: no answer at all."""
        try:
            async with self.http.request(method, self.url + path, json=body) as answer:
                try:
                    content = await answer.json(content_type=None)
                except ValueError:
                    content = {}
        except aiohttp.ClientError as e:
            raise WorldFailed(f"{self.url} does not answer ({type(e).__name__})") from e
        return answer.status, content if isinstance(content, dict) else {}

    async def get(self, path: str) -> dict[str, Any]:
        status, content = await self.ask("GET", path)
        if status != 200:
            raise WorldFailed(f"{path.rpartition('/')[2]}: {status} {content.get('errcode', '')}".strip())
        return content

    async def versions(self) -> list[str]:
        return list((await self.get("/_matrix/client/versions")).get("versions", []))

    async def flows(self) -> list[str]:
        return [str(flow.get("type")) for flow in (await self.get(f"{V3}/login")).get("flows", [])]

    async def whoami(self) -> dict[str, Any]:
        who = await self.get(f"{V3}/account/whoami")
        self.user_id = str(who.get("user_id", self.user_id))
        return who

    async def joined(self) -> set[str]:
        return set((await self.get(f"{V3}/joined_rooms")).get("joined_rooms", []))

    async def room_id(self, name: str) -> str:
        """Empty when the homeserver does not know the alias."""
        if name.startswith("!"):
            return name
        _, content = await self.ask("GET", f"{V3}/directory/room/{quote(name, safe='')}")
        return str(content.get("room_id", ""))

    async def state(self, room_id: str, kind: str) -> dict[str, Any]:
        """Empty when the room has no such state."""
        _, content = await self.ask("GET", f"{V3}/rooms/{quote(room_id, safe='')}/state/{kind}")
        return {} if "errcode" in content else content

    async def signed(self) -> bool:
        """The device carries a signature by the account's own self-signing key (its validity: see crosssigning)."""
        _, keys = await self.ask("POST", f"{V3}/keys/query", {"device_keys": {self.user_id: []}})
        device = keys.get("device_keys", {}).get(self.user_id, {}).get(self.device_id, {})
        signing = keys.get("self_signing_keys", {}).get(self.user_id, {}).get("keys", {})
        return bool(set(signing) & set(device.get("signatures", {}).get(self.user_id, {})))


def kept(settings: Settings) -> tuple[str, str, str]:
    """Token, device and user of the settings or of the last start; empty when there was none."""
    if token := settings.access_token.get_secret_value():
        return token, settings.device_id, settings.user
    try:
        content = json.loads((settings.state / "session.json").read_text(encoding="utf-8"))
        return str(content["access_token"]), str(content["device_id"]), str(content["user_id"])
    except (OSError, ValueError, KeyError):
        return "", "", ""
