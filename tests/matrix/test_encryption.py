"""Encrypted rooms: the question is read, the answer can be read, the device is signed. Real homeserver, nio as peer."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from nio import RoomKeyRequest

from bot.core.events import Kind, Outgoing
from bot.demo.person import Person
from bot.errors import AccessRefused
from bot.matrix.ed25519 import signed_by
from bot.matrix.service import Matrix
from tests.fakes import MemoryJournal
from tests.matrix.bots import Bot, bot, settings, silent
from tests.matrix.peers import Peer, peer
from tests.servers.synapse import Login, Synapse


class Scene:
    """A peer in an encrypted room of its own, to which the bot can come."""

    def __init__(self, homeserver: Synapse, peer: Peer, watcher: Person, room: str, bot: Login, state: Path) -> None:
        self.homeserver, self.peer, self.watcher, self.room = homeserver, peer, watcher, room
        self.bot, self.state = bot, state
        self.journal = MemoryJournal()

    def settings(self, **more: Any) -> Any:
        return settings(self.homeserver.url, self.bot.user_id, self.state, self.room, encryption="auto", **more)

    def enter(self, **more: Any) -> Any:
        return bot(self.settings(), journal=self.journal, **more)

    async def meet(self) -> None:
        await self.peer.knows(self.room, self.bot.user_id)


@pytest.fixture
async def scene(homeserver: Synapse, tmp_path: Path) -> AsyncIterator[Scene]:
    login = await homeserver.account("alice")
    watcher = await Person.enter(homeserver.url, login.token)
    room = await watcher.create_room(public=True, encrypted=True)
    async with peer(homeserver.url, login, tmp_path / "peer") as one:
        yield Scene(homeserver, one, watcher, room, await homeserver.account("facteur"), tmp_path / "state")
    await watcher.close()


def says(body: str) -> Any:
    return lambda event: getattr(event, "body", None) == body


async def test_a_question_in_an_encrypted_room_is_answered_encrypted(scene: Scene) -> None:
    async with scene.enter() as one:
        await scene.meet()
        question = await scene.peer.say(scene.room, "quel port pour imap ?")
        answer = await scene.peer.wait_for(says("echo quel port pour imap ?"))
        wire = await scene.watcher.wait_for(lambda event: event["event_id"] == answer.event_id)
        assert one.heard[0].body == "quel port pour imap ?"
    assert answer.decrypted
    assert answer.source["content"]["msgtype"] == "m.notice"
    assert answer.source["content"]["m.mentions"] == {"user_ids": [scene.peer.user_id]}
    assert answer.source["content"]["m.relates_to"]["event_id"] == question
    assert wire["type"] == "m.room.encrypted"
    assert "body" not in wire["content"]


async def test_edits_reactions_and_deletions_are_heard_in_encrypted_rooms(scene: Scene) -> None:
    async with scene.enter(answer=silent) as one:
        await scene.meet()
        question = await scene.peer.say(scene.room, "imap ?")
        new = {"msgtype": "m.text", "body": "smtp ?"}
        replaced = {"m.new_content": new, "m.relates_to": {"rel_type": "m.replace", "event_id": question}}
        await scene.peer.say(scene.room, "* smtp ?", **replaced)
        reaction = {"rel_type": "m.annotation", "event_id": question, "key": "👍"}
        await scene.peer.send(scene.room, "m.reaction", {"m.relates_to": reaction})
        await scene.watcher.redact(scene.room, question)
        heard = await one.hears(4)
    assert [(event.kind, event.body) for event in heard] == [
        (Kind.MESSAGE, "imap ?"),
        (Kind.EDIT, "smtp ?"),
        (Kind.REACTION, "👍"),
        (Kind.REDACTION, ""),
    ]


async def test_a_question_asked_while_the_bot_was_down_is_read_after_its_restart(scene: Scene) -> None:
    async with scene.enter() as one:
        await scene.meet()
        await scene.peer.say(scene.room, "avant ?")
        await scene.peer.wait_for(says("echo avant ?"))
        device = one.matrix.client.device_id
    await scene.peer.say(scene.room, "pendant ?")
    async with scene.enter() as one:
        await scene.peer.wait_for(says("echo pendant ?"))
        assert one.matrix.client.device_id == device
    assert (scene.state / "crypto").stat().st_mode & 0o077 == 0


async def test_more_than_a_timeline_of_encrypted_words_while_down_is_read(scene: Scene) -> None:
    async with scene.enter(answer=silent):
        await scene.meet()
        await scene.peer.say(scene.room, "avant ?")  # the room key is shared before the others are said at once
    said = set(await asyncio.gather(*(scene.peer.say(scene.room, f"question {n}") for n in range(105))))
    async with scene.enter(answer=silent) as one:
        heard = await one.hears(105)
    assert {event.event_id for event in heard} >= said
    assert sorted(heard, key=lambda event: event.sent_at) == heard


async def test_clear_words_in_an_encrypted_room_are_not_trusted(scene: Scene) -> None:
    async with scene.enter(answer=silent) as one:
        await scene.meet()
        await scene.watcher.say(scene.room, "en clair ?")
        said = await scene.peer.say(scene.room, "chiffré ?")
        assert [event.event_id for event in await one.hears(1)] == [said]
        assert (await one.matrix.health()).clear_in_encrypted == 1


async def test_a_key_that_comes_late_lets_the_question_be_read(scene: Scene) -> None:
    async with scene.enter(answer=silent) as one:
        await scene.meet()
        key = await scene.peer.say_without_key(scene.room, "en retard ?")
        await undecrypted(one)
        await scene.peer.give_key(key, scene.bot.user_id)
        assert [event.body for event in await one.hears(1)] == ["en retard ?"]
        assert (await one.matrix.health()).undecrypted == 0


async def test_a_key_that_comes_after_a_restart_still_does(scene: Scene) -> None:
    async with scene.enter(answer=silent) as one:
        await scene.meet()
        key = await scene.peer.say_without_key(scene.room, "en retard ?")
        await undecrypted(one)
    await scene.peer.give_key(key, scene.bot.user_id)
    async with scene.enter(answer=silent) as one:
        assert [event.body for event in await one.hears(1)] == ["en retard ?"]


async def test_what_was_deleted_before_its_key_came_is_not_read(scene: Scene) -> None:
    async with scene.enter(answer=silent) as one:
        await scene.meet()
        key = await scene.peer.say_without_key(scene.room, "un mot de passe")
        await undecrypted(one)
        await scene.watcher.redact(scene.room, next(iter(one.matrix.undecrypted.events)))
        await one.hears(1)
        await scene.peer.give_key(key, scene.bot.user_id)
        last = await scene.peer.say(scene.room, "imap ?")
        heard = await one.hears(2)
    assert [(event.kind, event.event_id) for event in heard[1:]] == [(Kind.MESSAGE, last)]


async def test_a_missing_key_is_asked_for_from_the_device_that_has_it(scene: Scene) -> None:
    async with scene.enter(answer=silent) as one:
        await scene.meet()
        key = await scene.peer.say_without_key(scene.room, "sans clé ?")
        await undecrypted(one)
        async with asyncio.timeout(20):
            while not (asked := [event for event in scene.peer.to_device if isinstance(event, RoomKeyRequest)]):
                await scene.peer.sync(1)
        assert (asked[0].session_id, asked[0].requesting_device_id) == (key["session_id"], one.matrix.client.device_id)


async def undecrypted(one: Bot) -> None:
    """Returns when the bot has met a message it cannot read."""
    async with asyncio.timeout(20):
        while not len(one.matrix.undecrypted):  # noqa: ASYNC110 - the bot tells nobody of what it cannot read
            await asyncio.sleep(0.02)


async def test_clients_that_leave_out_the_sender_key_are_read_all_the_same(scene: Scene) -> None:
    """`sender_key` and `device_id` of the event are deprecated since spec v1.3; nio insists on them."""
    async with scene.enter(answer=silent) as one:
        await scene.meet()
        await scene.peer.say(scene.room, "d'abord ?")
        await one.hears(1)
        kind, content = scene.peer.client.encrypt(
            scene.room, "m.room.message", {"msgtype": "m.text", "body": "sans clé d'expéditeur ?"}
        )
        del content["sender_key"], content["device_id"]
        await scene.watcher.send(scene.room, kind, content)
        heard = await one.hears(2)
    assert heard[1].body == "sans clé d'expéditeur ?"


# ---- who vouches for the device ----------------------------------------------------------------------------------


async def own_keys(scene: Scene) -> dict[str, Any]:
    user_id = scene.bot.user_id
    return await scene.watcher.call("POST", "/keys/query", {"device_keys": {user_id: []}})


async def test_the_device_is_signed_before_any_room_is_joined(scene: Scene) -> None:
    async with await Matrix.connect(scene.settings(), scene.journal) as matrix:
        keys, user_id, device = await own_keys(scene), matrix.people.me, matrix.client.device_id
        assert matrix.trust == "signed"
        assert await scene.watcher.members(scene.room) == {scene.watcher.user_id}
    master = next(iter(keys["master_keys"][user_id]["keys"].values()))
    signer = keys["self_signing_keys"][user_id]
    assert signed_by(signer, user_id, master)
    assert signed_by(keys["device_keys"][user_id][device], user_id, next(iter(signer["keys"].values())))


async def test_a_second_start_uploads_nothing(scene: Scene) -> None:
    async with await Matrix.connect(scene.settings(), scene.journal):
        first = await own_keys(scene)
    file = (scene.state / "cross-signing.json").read_bytes()
    async with await Matrix.connect(scene.settings(), scene.journal) as matrix:
        assert matrix.trust == "signed"
        assert await own_keys(scene) == first
    assert (scene.state / "cross-signing.json").read_bytes() == file


async def test_another_identity_of_the_account_is_never_overwritten(scene: Scene) -> None:
    """Somebody made keys for the account elsewhere; the bot says so, and accepts their signature of its device."""
    elsewhere = settings(scene.homeserver.url, scene.bot.user_id, scene.state / "elsewhere", encryption="auto")
    async with await Matrix.connect(elsewhere, MemoryJournal()) as person:
        before = await own_keys(scene)
        async with await Matrix.connect(scene.settings(), scene.journal) as matrix:
            assert matrix.trust == "other identity"
            device = matrix.client.device_id
        assert (await own_keys(scene))["master_keys"] == before["master_keys"]
        assert not (scene.state / "cross-signing.json").exists()
        await sign(person, str(device))
    async with await Matrix.connect(scene.settings(), scene.journal) as matrix:
        assert matrix.trust == "signed"
    assert (await own_keys(scene))["master_keys"] == before["master_keys"]


async def sign(person: Matrix, device_id: str) -> None:
    """As a person does in their client for another session of their account."""
    user_id = person.people.me
    keys = person.keys.load(user_id)
    assert keys
    server = await person.client.ask("POST", "/keys/query", {"device_keys": {user_id: []}})
    device = {k: v for k, v in server["device_keys"][user_id][device_id].items() if k not in ("signatures", "unsigned")}
    signer = keys["self_signing"]
    device["signatures"] = {user_id: {f"ed25519:{signer.public}": signer.sign(device)}}
    await person.client.ask("POST", "/keys/signatures/upload", {user_id: {device_id: device}})


async def test_a_lost_crypto_store_is_told_and_never_replaced_in_silence(scene: Scene) -> None:
    async with await Matrix.connect(scene.settings(), scene.journal):
        before = await own_keys(scene)
    for file in (scene.state / "crypto").iterdir():
        file.unlink()
    with pytest.raises(AccessRefused, match="crypto store is not the one of device"):
        await Matrix.connect(scene.settings(), scene.journal)
    assert await own_keys(scene) == before


async def test_another_passphrase_does_not_open_the_store(scene: Scene) -> None:
    async with await Matrix.connect(scene.settings(crypto_passphrase="one"), scene.journal):
        pass
    with pytest.raises(AccessRefused, match="BOT_CRYPTO_PASSPHRASE of before"):
        await Matrix.connect(scene.settings(crypto_passphrase="two"), scene.journal)


async def test_without_encryption_nothing_is_sent_into_an_encrypted_room(scene: Scene) -> None:
    given = settings(scene.homeserver.url, scene.bot.user_id, scene.state, scene.room, encryption="off")
    async with bot(given, journal=scene.journal) as one:
        await scene.journal.enqueue([Outgoing(txn="txn1", room_id=scene.room, body="en clair")])
        one.matrix.wake()
        async with asyncio.timeout(10):
            while "txn1" not in scene.journal.sent:  # noqa: ASYNC110 - the outbox tells nobody
                await asyncio.sleep(0.02)
    assert scene.journal.sent == {"txn1": ""}
