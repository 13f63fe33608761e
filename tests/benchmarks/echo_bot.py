"""The least a nio bot can be: it repeats what it reads, with callbacks and `sync_forever`. For latency.py."""

import asyncio
import sys

from nio import AsyncClient, MatrixRoom, RoomMessageText


async def main(url: str, user: str, password: str, room: str) -> None:
    client = AsyncClient(url, user)
    await client.login(password)
    await client.join(room)
    await client.sync(timeout=0)

    async def echo(where: MatrixRoom, event: RoomMessageText) -> None:
        if event.sender != client.user_id:
            relation = {
                "rel_type": "m.thread",
                "event_id": event.event_id,
                "m.in_reply_to": {"event_id": event.event_id},
            }
            content = {"msgtype": "m.notice", "body": event.body, "m.relates_to": relation}
            await client.room_send(where.room_id, "m.room.message", content)

    client.add_event_callback(echo, RoomMessageText)  # type: ignore[arg-type]  # nio types callbacks on the base event
    await client.sync_forever(timeout=30_000)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
