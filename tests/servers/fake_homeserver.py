"""A homeserver that misbehaves on demand: for the faults that a real one cannot be made to show.

Answers are scripted by path; what is not scripted is answered as a quiet homeserver would.
"""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

ME, DEVICE, ROOM = "@facteur:localhost", "DEVICE", "!room:localhost"
Reply = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FakeHomeserver:
    """`script[name]` is consumed one answer a request; names: see `name_of`."""

    def __init__(self) -> None:
        self.url = ""
        self.script: dict[str, deque[Reply]] = defaultdict(deque)
        self.requests: list[tuple[str, str]] = []  # name, path with query
        self.sent: list[dict[str, Any]] = []
        self.uploads: list[str] = []
        self.news = asyncio.Condition()
        self.batch = 0

    def seen(self, name: str) -> list[str]:
        return [path for kind, path in self.requests if kind == name]

    async def saw(self, name: str, count: int, timeout: float = 20) -> list[str]:  # noqa: ASYNC109
        """The paths asked for, once they are at least `count`."""
        async with asyncio.timeout(timeout), self.news:
            await self.news.wait_for(lambda: len(self.seen(name)) >= count)
        return self.seen(name)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        name = name_of(request)
        async with self.news:
            self.requests.append((name, request.path_qs))
            self.news.notify_all()
        if self.script[name]:
            return await self.script[name].popleft()(request)
        return await self.ordinary(name, request)

    async def ordinary(self, name: str, request: web.Request) -> web.StreamResponse:
        match name:
            case "sync" if request.query.get("timeout"):
                await asyncio.sleep(3600)  # a quiet room: the client goes away first
            case "sync":
                return web.json_response(self.sync_of([]))
            case "send":
                self.sent.append(await request.json())
                return web.json_response({"event_id": f"$sent{len(self.sent)}"})
            case "login" if request.method == "GET":
                return web.json_response({"flows": [{"type": "m.login.password"}]})
            case "login":
                return web.json_response({"user_id": ME, "device_id": DEVICE, "access_token": "token"})
            case "whoami":
                return web.json_response({"user_id": ME, "device_id": DEVICE})
            case "messages":
                return web.json_response({"chunk": [], "start": "a"})
            case "upload":
                self.uploads.append(await request.text())
                return web.json_response({"content_uri": f"mxc://localhost/{len(self.uploads)}"})
            case "join":
                return web.json_response({"room_id": ROOM})
        return error(404, "M_NOT_FOUND")

    def sync_of(self, events: list[Any], **timeline: Any) -> dict[str, Any]:
        """A sync answer with these events in the room."""
        self.batch += 1
        room = {"timeline": {"events": events, "limited": False, "prev_batch": "p"} | timeline, "state": {"events": []}}
        return {"next_batch": f"s{self.batch}", "rooms": {"join": {ROOM: room}}}

    def says(self, *events: Any, **timeline: Any) -> Reply:
        return give(200, self.sync_of(list(events), **timeline))


def name_of(request: web.Request) -> str:
    tail = request.path.removeprefix("/_matrix/client/v3/").removeprefix("/_matrix/client/r0/")
    for name in (
        "sync",
        "login",
        "whoami",
        "send",
        "redact",
        "messages",
        "join",
        "claim",
        "keys",
        "upload",
        "sendToDevice",
    ):
        if name in tail.split("/"):
            return name
    return tail


def give(status: int, content: Any, **headers: str) -> Reply:
    async def reply(request: web.Request) -> web.StreamResponse:
        return web.json_response(content, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return reply


def error(status: int, code: str, **more: Any) -> web.Response:
    return web.json_response({"errcode": code, "error": "no"} | more, status=status)


def refuse(status: int, code: str, **more: Any) -> Reply:
    return give(status, {"errcode": code, "error": "no"} | more)


async def bad_gateway(request: web.Request) -> web.StreamResponse:
    return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")


async def hang(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(3600)
    return web.Response()


async def cut(request: web.Request) -> web.StreamResponse:
    """The connection is closed without an answer."""
    if request.transport:
        request.transport.close()
    return web.Response()


def message(event_id: str, body: Any, more: dict[str, Any] | None = None) -> dict[str, Any]:
    """Alice's, now; `more` goes into the content."""
    content = {"msgtype": "m.text", "body": body} | (more or {})
    at, sender = int(time.time() * 1000), "@alice:localhost"
    return {
        "type": "m.room.message",
        "event_id": event_id,
        "sender": sender,
        "origin_server_ts": at,
        "content": content,
    }


@asynccontextmanager
async def running() -> AsyncIterator[FakeHomeserver]:
    fake = FakeHomeserver()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", fake.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield fake
    finally:
        await runner.cleanup()
