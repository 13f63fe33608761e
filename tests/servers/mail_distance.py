"""Puts a server at a distance: a relay that delays each direction. Run: `mail_distance.py MS PORT=TARGET…`.

Connecting is not delayed (the kernel answers), so a distance is told a little too short, for everybody alike.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable

HOST = "127.0.0.2"


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    """Bytes arrive `delay` seconds after they were sent, in order."""
    loop = asyncio.get_running_loop()
    while data := await reader.read(65536):
        loop.call_later(delay, writer.write, data)
    loop.call_later(delay, writer.close)


def relay(target: int, delay: float) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(HOST, target)
        await asyncio.gather(carry(reader, far_writer, delay), carry(far_reader, writer, delay), return_exceptions=True)

    return accept


async def main(delay_ms: float, pairs: list[tuple[int, int]]) -> None:
    for port, target in pairs:
        await asyncio.start_server(relay(target, delay_ms / 1000), HOST, port)
        await asyncio.start_server(relay(target, delay_ms / 1000), "127.0.0.1", port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asked = [tuple(map(int, pair.split("="))) for pair in sys.argv[2:]]
    asyncio.run(main(float(sys.argv[1]), [(port, target) for port, target in asked]))
