"""`doctor` beside a real homeserver: before the first start, and after it."""

import asyncio
from pathlib import Path

from bot.demo.person import Person
from tests.cli.running import Ended, facteur
from tests.servers.synapse import PASSWORD, Login, Synapse
from tests.service.bots import KNOWLEDGE, serving, settings


async def doctor(homeserver: Synapse, account: Login, state: Path, room: str) -> Ended:
    environment = {
        "BOT_HOMESERVER": homeserver.url,
        "BOT_USER": account.user_id,
        "BOT_PASSWORD": PASSWORD,
        "BOT_ROOMS": room,
        "BOT_STATE": str(state),
    }
    return await asyncio.to_thread(lambda: facteur("doctor", given="", knowledge=KNOWLEDGE, **environment))


async def test_everything_is_well_before_and_after_the_first_start(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    account = await homeserver.account("facteur")
    room = await alice.create_room(invite=[account.user_id])
    before = await doctor(homeserver, account, tmp_path, room)
    assert before.code == 0, before.out
    assert "no session yet" in before.out
    async with serving(settings(homeserver, account, tmp_path, room, encryption="auto")):
        pass
    after = await doctor(homeserver, account, tmp_path, room)
    assert after.code == 0, after.out
    for said in (account.user_id, "cross-signed", "not encrypted", "0 message(s) to handle", "5 entries"):
        assert said in after.out


async def test_a_homeserver_that_is_down_and_a_room_unknown_are_told(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    account = await homeserver.account("facteur")
    unknown = await doctor(homeserver, account, tmp_path, "#nowhere:localhost")
    assert unknown.code == 1
    assert "#nowhere:localhost is unknown" in unknown.out
    down = await asyncio.to_thread(
        lambda: facteur(
            "doctor", BOT_HOMESERVER="http://127.0.0.1:9", BOT_USER="@x:localhost", BOT_PASSWORD="x", BOT_ROOMS="!r"
        )
    )
    assert down.code == 1
    assert "does not answer" in down.out
    assert "Traceback" not in down.out + down.err
