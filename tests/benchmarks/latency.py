"""From a person's message to the answer on their screen, over Synapse, beside a bare nio echo bot in the same run.

Both bots are processes of their own; each question is asked to one, then to the other, so that the machine's mood is
shared. The figure that counts is the ratio of the medians. Also: the bot's resident memory.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo.person import Person
from tests.servers import synapse
from tests.servers.synapse import PASSWORD, Login, Synapse

ROOT = Path(__file__).parents[2]
ROUNDS, WARM_UP = 60, 5
QUESTION = "Comment régler l'envoi dans Thunderbird ?"


@asynccontextmanager
async def process(*command: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    one = await asyncio.create_subprocess_exec(
        sys.executable, *command, env={**os.environ, **environment}, cwd=ROOT, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield one
    finally:
        one.terminate()
        await one.wait()


def running(homeserver: Synapse, account: Login, room: str, state: Path) -> dict[str, str]:
    return {
        "BOT_HOMESERVER": homeserver.url,
        "BOT_USER": account.user_id,
        "BOT_PASSWORD": PASSWORD,
        "BOT_ROOMS": room,
        "BOT_STATE": str(state),
        "BOT_WEB": "off",
        "BOT_WATCH": "0",
        "BOT_RATE": "1000",
    }


async def asked(person: Person, room: str) -> float:
    """Seconds from sending to seeing the answer."""
    start = time.perf_counter()
    question = await person.say(room, QUESTION)
    await person.wait_for(
        lambda event: (
            event["content"].get("m.relates_to", {}).get("m.in_reply_to", {}).get("event_id") == question
            and event["sender"] != person.user_id
        ),
        60,
    )
    return time.perf_counter() - start


async def arrived(person: Person, room: str, count: int) -> None:
    while len(await person.members(room)) < count:  # noqa: ASYNC110 - the homeserver tells by its state only
        await asyncio.sleep(0.1)


def resident(pid: int) -> float:
    """MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with synapse.running(Path(folder) / "synapse") as homeserver, homeserver.person() as person:
            facteur, echo = await homeserver.account("facteur"), await homeserver.account("echo")
            ours = await person.create_room(invite=[facteur.user_id])
            theirs = await person.create_room(invite=[echo.user_id])
            settings = running(homeserver, facteur, ours, Path(folder) / "state")
            bare = ("-m", "tests.benchmarks.echo_bot", homeserver.url, echo.user_id, PASSWORD, theirs)
            async with process("-m", "bot", "run", **settings) as bot, process(*bare):
                await arrived(person, ours, 2)
                await arrived(person, theirs, 2)
                rows = [(await asked(person, ours), await asked(person, theirs)) for _ in range(WARM_UP + ROUNDS)]
                memory = resident(bot.pid)
    mine, other = ([1000 * row[i] for row in rows[WARM_UP:]] for i in (0, 1))
    print(f"{'message to answer':<22}{'min':>8}{'median':>9}{'max':>8}  ms, {ROUNDS} rounds")
    for name, times in (("facteur", mine), ("bare nio echo bot", other)):
        print(f"{name:<22}{min(times):>8.0f}{statistics.median(times):>9.0f}{max(times):>8.0f}")
    print(f"ratio of medians {statistics.median(mine) / statistics.median(other):.2f} (to reach: at most 1.2)")
    print(f"resident memory of run {memory:.0f} MB (to reach: under 250)")


if __name__ == "__main__":
    asyncio.run(main())
