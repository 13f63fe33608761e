"""Each repair of nio: the fault shown in nio itself, then gone in ours.

When the first half of a test fails after an upgrade, nio has changed there: read it, then drop or adapt the repair.
"""

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import nio
import pytest
import vodozemac
from nio import AsyncClient, SyncResponse
from nio.crypto import OutgoingKeyRequest

from bot.matrix.repairs import KeysNotShared, RepairedClient, drop_unreadable
from tests.matrix import olms
from tests.matrix.olms import ALICE, BOT, MEGOLM, ROOM, Killed
from tests.servers import fake_homeserver
from tests.servers.fake_homeserver import FakeHomeserver, bad_gateway, cut, give, refuse

Kind = type[AsyncClient]


def test_nio_is_the_version_that_was_read() -> None:
    from importlib.metadata import version

    assert version("matrix-nio") == "0.26.0"


async def after_a_crash(kind: Kind, folder: Path) -> bool:
    """Killed between the Olm session and the room key, then started again with the same message: is the key there?"""
    alice, bot = olms.client(AsyncClient, ALICE, folder / "alice"), olms.client(kind, BOT, folder / "bot")
    olms.introduce(alice, bot)
    key = olms.room_key(alice)
    event = olms.to_device(alice, bot, "m.room_key", key)
    olms.kill_at(bot.olm, "save_inbound_group_session")
    with pytest.raises(Killed):
        await bot.receive_response(olms.sync(event))
    olms.close(bot)
    bot = olms.client(kind, BOT, folder / "bot")
    await bot.receive_response(olms.sync(event))
    got = olms.has_key(bot, alice, key)
    olms.close(bot)
    olms.close(alice)
    return got


async def test_repair_1_a_crash_between_session_and_room_key_loses_nothing(tmp_path: Path) -> None:
    assert not await after_a_crash(AsyncClient, tmp_path / "nio")
    assert await after_a_crash(RepairedClient, tmp_path / "ours")


def uploads(kind: Kind, folder: Path) -> tuple[Any, Any]:
    """The one-time keys of two uploads, the process killed before it heard of the first one's success."""
    out = []
    for _ in range(2):
        bot = olms.client(kind, BOT, folder)
        out.append({name: key["key"] for name, key in bot.olm.share_keys()["one_time_keys"].items()})
        olms.close(bot)
    return out[0], out[1]


def test_repair_2_keys_uploaded_before_a_crash_are_the_same_after_it(tmp_path: Path) -> None:
    first, second = uploads(AsyncClient, tmp_path / "nio")
    assert first.keys() & second.keys()
    assert not first.items() & second.items()  # other keys under the same names: refused, and nobody can write to us
    first, second = uploads(RepairedClient, tmp_path / "ours")
    assert first
    assert all(second[name] == key for name, key in first.items() if name in second)
    assert first.items() & second.items()


async def wants_upload(kind: Kind, folder: Path, keys: int | None) -> bool:
    bot = olms.client(kind, BOT, folder)
    bot.olm.account.shared = True
    await bot.receive_response(olms.sync(keys=keys))
    wants = bool(bot.should_upload_keys)
    olms.close(bot)
    return wants


@pytest.mark.parametrize("keys", [0, None])
async def test_repair_3_without_any_key_left_new_ones_are_uploaded(tmp_path: Path, keys: int | None) -> None:
    assert not await wants_upload(AsyncClient, tmp_path / "nio", keys)
    assert await wants_upload(RepairedClient, tmp_path / "ours", keys)
    assert not await wants_upload(RepairedClient, tmp_path / "full", 50)


class Forwarding:
    """Alice's device forwards a room key of its own to the bot."""

    def __init__(self, kind: Kind, folder: Path) -> None:
        self.alice = olms.client(AsyncClient, ALICE, folder / "alice")
        self.bot = olms.client(kind, BOT, folder / "bot")
        olms.introduce(self.alice, self.bot)
        self.key = olms.room_key(self.alice)
        own = olms.device(self.alice)
        session = self.alice.olm.inbound_group_store.get(ROOM, own.curve25519, self.key["session_id"])
        self.content = {
            "algorithm": MEGOLM,
            "room_id": ROOM,
            "session_id": self.key["session_id"],
            "session_key": session.export_session(0),
            "sender_key": own.curve25519,
            "sender_claimed_ed25519_key": own.ed25519,
            "forwarding_curve25519_key_chain": [],
        }

    def ask(self) -> None:
        session_id = self.key["session_id"]
        request = OutgoingKeyRequest(session_id, session_id, ROOM, MEGOLM)
        self.bot.olm.outgoing_key_requests[session_id] = request
        self.bot.store.add_outgoing_key_request(request)

    async def arrives(self, **changed: Any) -> bool:
        event = olms.to_device(self.alice, self.bot, "m.forwarded_room_key", self.content | changed)
        await self.bot.receive_response(olms.sync(event))
        got = olms.has_key(self.bot, self.alice, self.key)
        olms.close(self.bot)
        olms.close(self.alice)
        return got


async def test_repair_4_a_key_asked_for_is_taken_from_its_maker(tmp_path: Path) -> None:
    for kind, taken in ((AsyncClient, False), (RepairedClient, True)):
        forwarding = Forwarding(kind, tmp_path / kind.__name__)
        forwarding.ask()
        assert await forwarding.arrives() is taken


async def test_a_forwarded_key_that_was_not_asked_for_is_refused(tmp_path: Path) -> None:
    assert not await Forwarding(RepairedClient, tmp_path).arrives()


@pytest.mark.parametrize(
    "changed",
    [
        {"sender_key": "somebody else's"},
        {"sender_claimed_ed25519_key": "somebody else's"},
        {"forwarding_curve25519_key_chain": ["through somebody"]},
    ],
)
async def test_a_key_forwarded_for_somebody_else_is_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    forwarding = Forwarding(RepairedClient, tmp_path)
    forwarding.ask()
    assert not await forwarding.arrives(**changed)


# ---- sharing a room key ------------------------------------------------------------------------------------------


@pytest.fixture
async def fake() -> AsyncIterator[FakeHomeserver]:
    async with fake_homeserver.running() as server:
        yield server


def in_room(kind: Kind, folder: Path, url: str, *, session: bool) -> Any:
    """The bot in an encrypted room with alice, whose device it knows, with or without an Olm session to it."""
    alice, bot = olms.client(AsyncClient, ALICE, folder / "alice"), olms.client(kind, BOT, folder / "bot", url)
    olms.introduce(bot, alice)
    if not session:
        bot.olm.session_store = type(bot.olm.session_store)()
    room = nio.MatrixRoom(ROOM, BOT, encrypted=True)
    room.add_member(ALICE, "Alice", None)
    bot.rooms[ROOM] = room
    olms.close(alice)
    return bot


async def leave(bot: Any) -> None:
    await bot.client_session.close()
    olms.close(bot)


@pytest.mark.parametrize("fault", [bad_gateway, cut])
async def test_repair_5_a_room_key_that_could_not_be_sent_is_not_held_for_shared(
    fake: FakeHomeserver, tmp_path: Path, fault: Any
) -> None:
    fake.script["sendToDevice"] += [fault, fault]
    bot = in_room(AsyncClient, tmp_path / "nio", fake.url, session=True)
    await bot.share_group_session(ROOM, ignore_unverified_devices=True)
    assert bot.olm.outbound_group_sessions[ROOM].shared  # and alice will read nothing of it
    await leave(bot)

    fake.script["sendToDevice"].clear()
    fake.script["sendToDevice"] += [fault, fault]
    bot = in_room(RepairedClient, tmp_path / "ours", fake.url, session=True)
    with pytest.raises(KeysNotShared):
        await bot.share_group_session(ROOM, ignore_unverified_devices=True)
    assert not bot.olm.outbound_group_sessions[ROOM].shared
    fake.script["sendToDevice"].clear()
    fake.script["sendToDevice"] += [give(200, {})]
    await bot.share_group_session(ROOM, ignore_unverified_devices=True)
    assert bot.olm.outbound_group_sessions[ROOM].shared
    await leave(bot)


async def test_repair_5_keys_that_could_not_be_claimed_leave_nothing_hanging(
    fake: FakeHomeserver, tmp_path: Path
) -> None:
    fake.script["claim"] += [bad_gateway]
    bot = in_room(AsyncClient, tmp_path / "nio", fake.url, session=False)
    with pytest.raises(TypeError):  # from its own parsing of the error
        await bot.share_group_session(ROOM, ignore_unverified_devices=True)
    assert ROOM in bot.sharing_session  # the next message waits for it for ever
    await leave(bot)

    fake.script["claim"] += [bad_gateway]
    bot = in_room(RepairedClient, tmp_path / "ours", fake.url, session=False)
    with pytest.raises(KeysNotShared):
        await bot.share_group_session(ROOM, ignore_unverified_devices=True)
    assert not bot.sharing_session
    await leave(bot)


async def test_repair_7_an_error_does_not_log_the_client_out(fake: FakeHomeserver, tmp_path: Path) -> None:
    for kind, token in ((AsyncClient, ""), (RepairedClient, "token")):
        fake.script["sendToDevice"] += [refuse(500, "M_UNKNOWN")]
        bot = in_room(kind, tmp_path / kind.__name__, fake.url, session=True)
        with suppress(KeysNotShared):
            await bot.share_group_session(ROOM, ignore_unverified_devices=True)
        assert bot.access_token == token
        await leave(bot)


# ---- what nio cannot digest --------------------------------------------------------------------------------------


def test_repair_6_an_event_that_cannot_be_parsed_is_taken_out() -> None:
    good = {"type": "m.room.message", "event_id": "$1", "sender": ALICE, "origin_server_ts": 1, "content": {}}
    body = {"next_batch": "s", "rooms": {"join": {ROOM: {"timeline": {"events": [None, good]}}}}}
    with pytest.raises(TypeError):
        SyncResponse.from_dict(body)
    assert drop_unreadable(body) == 1
    response = SyncResponse.from_dict(body)
    assert isinstance(response, SyncResponse)
    assert len(response.rooms.join[ROOM].timeline.events) == 1


async def test_repair_6_a_device_message_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    for kind, digested in ((AsyncClient, False), (RepairedClient, True)):
        folder = tmp_path / kind.__name__
        alice, bot = olms.client(AsyncClient, ALICE, folder / "alice"), olms.client(kind, BOT, folder / "bot")
        olms.introduce(alice, bot)
        key = olms.room_key(alice)
        good = olms.to_device(alice, bot, "m.room_key", key)
        bad = {**good, "content": {**good["content"], "ciphertext": {}}}
        bad["content"]["ciphertext"] = {olms.device(bot).curve25519: {"type": 0, "body": "bm90IGEgbWVzc2FnZQ"}}
        response = olms.sync(bad, good)
        if digested:
            await bot.receive_response(response)
        else:
            with pytest.raises(vodozemac.DecodeException):
                await bot.receive_response(response)
        assert olms.has_key(bot, alice, key) is digested
        olms.close(alice)
        olms.close(bot)
