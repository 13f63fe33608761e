"""One login in a life; a dead token, a refused password and a second process each end in one clear sentence."""

import json
import socket
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pytest

from bot.demo.person import Person
from bot.errors import AccessRefused, WorldFailed
from bot.matrix.service import Matrix
from tests.fakes import MemoryJournal
from tests.matrix.bots import bot, settings
from tests.servers import fake_homeserver
from tests.servers.fake_homeserver import ME, ROOM, give, refuse
from tests.servers.synapse import PASSWORD, Login, Synapse


async def connect(given: Any) -> Matrix:
    return await Matrix.connect(given, MemoryJournal(), patience=0)


async def devices(homeserver: Synapse, account: Login) -> set[str]:
    """Those of the account, but not the one its registration made."""
    person = await Person.enter(homeserver.url, account.token)
    own = (await person.call("GET", "/account/whoami"))["device_id"]
    all_of_them = (await person.call("GET", "/devices"))["devices"]
    await person.close()
    return {device["device_id"] for device in all_of_them} - {own}


async def test_token_and_device_are_kept_across_restarts(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    account, room = await homeserver.account("facteur"), await alice.create_room(public=True)
    given = settings(homeserver.url, account.user_id, tmp_path, room)
    async with bot(given) as one:
        first = one.matrix.client.access_token
        journal = one.journal
    async with bot(given, journal=journal) as one:
        assert one.matrix.client.access_token == first
        assert await devices(homeserver, account) == {one.matrix.client.device_id}
    assert S_IMODE((tmp_path / "session.json").stat().st_mode) == 0o600


async def test_a_dead_token_is_renewed_for_the_same_device(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    account, room = await homeserver.account("facteur"), await alice.create_room(public=True)
    async with bot(settings(homeserver.url, account.user_id, tmp_path, room, encryption="auto")) as one:
        client = one.matrix.client
        device, token = client.device_id, client.access_token
        await client.call("POST", "/logout", {})
        await alice.say(room, "toujours là ?")
        await alice.wait_for(lambda event: event["content"].get("body") == "echo toujours là ?")
        assert (client.device_id, client.access_token != token) == (device, True)
        assert one.matrix.trust == "signed"  # the logout took the device's keys along: they were uploaded again
        assert await devices(homeserver, account) == {device}


async def test_a_token_dead_at_the_start_is_renewed_for_the_same_device(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    account, room = await homeserver.account("facteur"), await alice.create_room(public=True)
    given = settings(homeserver.url, account.user_id, tmp_path, room)
    async with await connect(given) as matrix:
        device = matrix.client.device_id
        await matrix.client.call("POST", "/logout", {})
    async with await connect(given) as matrix:
        assert matrix.client.device_id == device


async def test_an_access_token_is_used_as_it_is(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    account, room = await homeserver.account("facteur"), await alice.create_room(public=True)
    person = await Person.enter(homeserver.url, account.token)
    device = (await person.call("GET", "/account/whoami"))["device_id"]
    given = {"password": "", "access_token": account.token}
    async with bot(settings(homeserver.url, account.user_id, tmp_path, room, device_id=device, **given)) as one:
        await alice.say(room, "avec un jeton ?")
        await alice.wait_for(lambda event: event["content"].get("body") == "echo avec un jeton ?")
        assert one.matrix.client.device_id == device
    with pytest.raises(AccessRefused, match="expected BOT_DEVICE_ID"):
        await connect(settings(homeserver.url, account.user_id, tmp_path, room, device_id="OTHER", **given))
    await person.call("POST", "/logout", {})
    await person.close()
    with pytest.raises(AccessRefused, match="M_UNKNOWN_TOKEN"):
        await connect(settings(homeserver.url, account.user_id, tmp_path, room, device_id=device, **given))


async def test_a_refused_password_is_not_tried_twice(homeserver: Synapse, tmp_path: Path) -> None:
    account = await homeserver.account("facteur")
    wrong = settings(homeserver.url, account.user_id, tmp_path, "!r:localhost", password="wrong")
    with pytest.raises(AccessRefused, match="password was refused"):
        await connect(wrong)
    nowhere = settings("http://127.0.0.1:1", account.user_id, tmp_path, "!r:localhost", password="wrong")
    with pytest.raises(AccessRefused, match="password was refused"):  # without a word to the homeserver
        await connect(nowhere)
    right = settings(homeserver.url, account.user_id, tmp_path, "!r:localhost")
    async with await connect(right) as matrix:
        assert matrix.people.me == account.user_id
    assert not (tmp_path / "login-refused.json").exists()


async def test_a_deactivated_account_is_told_as_such(homeserver: Synapse, tmp_path: Path) -> None:
    account = await homeserver.account("facteur")
    person = await Person.enter(homeserver.url, account.token)
    auth = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": account.user_id}}
    await person.call("POST", "/account/deactivate", {"auth": auth | {"password": PASSWORD}})
    await person.close()
    with pytest.raises(AccessRefused):
        await connect(settings(homeserver.url, account.user_id, tmp_path, "!r:localhost"))


async def test_an_expired_account_is_told_as_such(tmp_path: Path) -> None:
    async with fake_homeserver.running() as fake:
        fake.script["login"] += [
            give(200, {"flows": [{"type": "m.login.password"}]}),
            refuse(403, "ORG_MATRIX_EXPIRED_ACCOUNT"),
        ]
        with pytest.raises(AccessRefused, match="ORG_MATRIX_EXPIRED_ACCOUNT: the account has expired"):
            await connect(settings(fake.url, ME, tmp_path, ROOM))


async def test_a_lock_out_is_respected_by_the_next_start_too(tmp_path: Path) -> None:
    async with fake_homeserver.running() as fake:
        fake.script["login"] += [
            give(200, {"flows": [{"type": "m.login.password"}]}),
            refuse(429, "M_LIMIT_EXCEEDED", retry_after_ms=1_800_000),
        ]
        for password in ("one", "two"):
            with pytest.raises(AccessRefused, match="no login for 30 minutes"):
                await connect(settings(fake.url, ME, tmp_path, ROOM, password=password))
        assert len(fake.seen("login")) == 2


async def test_a_soft_logout_is_followed_by_a_login_for_the_same_device(tmp_path: Path) -> None:
    async with fake_homeserver.running() as fake:
        fake.script["sync"] += [fake.says(), refuse(401, "M_UNKNOWN_TOKEN", soft_logout=True)]
        async with bot(settings(fake.url, ME, tmp_path, ROOM)):
            await fake.saw("sync", 3)
        assert len(fake.seen("login")) == 4  # twice: what is offered, and the login


async def test_a_homeserver_without_passwords_is_told_as_such(tmp_path: Path) -> None:
    async with fake_homeserver.running() as fake:
        fake.script["login"] += [give(200, {"flows": [{"type": "m.login.sso"}]})]
        with pytest.raises(AccessRefused, match=r"no password login \(m.login.sso\): give BOT_ACCESS_TOKEN"):
            await connect(settings(fake.url, ME, tmp_path, ROOM))


async def test_a_homeserver_that_is_not_there_is_waited_for(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: refused for as long as we hold it
        given = settings(f"http://127.0.0.1:{closed.getsockname()[1]}", ME, tmp_path, ROOM)
        with pytest.raises(WorldFailed, match="GET /login"):
            await Matrix.connect(given, MemoryJournal(), patience=1.5)


async def test_two_processes_cannot_share_one_state(homeserver: Synapse, tmp_path: Path) -> None:
    given = settings(homeserver.url, (await homeserver.account("facteur")).user_id, tmp_path, "!r:localhost")
    async with await connect(given):
        with pytest.raises(WorldFailed, match="in use by another process"):
            await connect(given)
    async with await connect(given):
        pass


async def test_another_account_in_the_settings_gets_its_own_session(homeserver: Synapse, tmp_path: Path) -> None:
    first, second = await homeserver.account("facteur"), await homeserver.account("facteur")
    async with await connect(settings(homeserver.url, first.user_id, tmp_path, "!r:localhost")):
        pass
    async with await connect(settings(homeserver.url, second.user_id, tmp_path, "!r:localhost")) as matrix:
        assert matrix.people.me == second.user_id
    kept = json.loads((tmp_path / "session.json").read_text())
    assert kept["user_id"] == second.user_id
