"""The pace: the bot's own, and the homeserver's 429 and absences, borne without losing or doubling anything."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.events import Outgoing
from bot.matrix.rate import Rate
from tests.matrix.bots import bot_in_room, silent
from tests.servers import synapse
from tests.servers.synapse import Synapse


@pytest.fixture(scope="module")
async def limited(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Synapse]:
    """A Synapse that takes three messages at once, then one a second."""
    async with synapse.running(tmp_path_factory.mktemp("limited"), limits=True) as server:
        yield server


async def test_a_real_homeservers_limit_is_obeyed(limited: Synapse, tmp_path: Path) -> None:
    async with limited.person("alice") as alice:
        room = await alice.create_room(public=True)
        async with bot_in_room(limited, tmp_path, room) as one:
            await one.journal.enqueue([Outgoing(txn=f"t{n}", room_id=room, body=f"réponse {n}") for n in range(6)])
            one.matrix.wake()
            await alice.wait_for(lambda event: event["content"].get("body") == "réponse 5", timeout=30)
            assert (await one.matrix.health()).rate_limited > 0
    answers = [event["content"]["body"] for event in alice.events if "body" in event["content"]]
    assert answers == [f"réponse {n}" for n in range(6)]


async def test_a_homeserver_restarting_is_waited_out(limited: Synapse, tmp_path: Path) -> None:
    """The last test of this server: its tokens survive, its sockets do not."""
    async with limited.person("alice") as alice:
        room = await alice.create_room(public=True)
        async with bot_in_room(limited, tmp_path, room, answer=silent) as one:
            await limited.stop()
            async with asyncio.timeout(20):
                while not one.matrix.sync.errors:  # noqa: ASYNC110 - nothing tells of a failed sync
                    await asyncio.sleep(0.05)
            await limited.start()
            said = await alice.say(room, "de retour ?")
            assert [event.event_id for event in await one.hears(1, timeout=60)] == [said]


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
