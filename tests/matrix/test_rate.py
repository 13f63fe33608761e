"""The pace: the bot's own, and the homeserver's 429, which it obeys without losing or doubling anything."""

import asyncio
import time

import pytest

from bot.matrix.rate import Rate
from tests.matrix.bots import bot_in_room
from tests.servers import synapse


async def test_a_real_homeservers_limit_is_obeyed(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("limited")
    async with synapse.running(folder, limits=True) as server, server.person("alice") as alice:
        room = await alice.create_room(public=True)
        async with bot_in_room(server, folder / "state", room) as one:
            for n in range(14):
                await alice.say(room, f"question {n}")
            await one.hears(14)
            await alice.wait_for(lambda event: event["content"].get("body") == "echo question 13", timeout=30)
            assert (await one.matrix.health()).rate_limited > 0
    answers = [event for event in alice.events if event["content"].get("msgtype") == "m.notice"]
    assert [event["content"]["body"] for event in answers] == [f"echo question {n}" for n in range(14)]


async def test_calls_come_at_the_rate_after_the_first_second() -> None:
    rate, begin = Rate(20), time.monotonic()
    for _ in range(30):
        await rate.wait()
    assert time.monotonic() - begin >= 0.45  # twenty at once, ten more at twenty a second


async def test_a_pause_holds_everybody_back() -> None:
    rate, begin = Rate(100), time.monotonic()
    rate.pause(0.3)
    assert not rate.spare()
    await asyncio.gather(rate.wait(), rate.wait())
    assert time.monotonic() - begin >= 0.3


def test_what_is_spare_is_taken_only_once() -> None:
    rate = Rate(1)
    assert [rate.spare(), rate.spare()] == [True, False]
