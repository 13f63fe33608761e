"""One message looked up again: as it reads now, decrypted, and only when a person wrote it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.person import Person
from tests.matrix.bots import Bot, bot, settings, silent
from tests.matrix.peers import peer
from tests.servers.synapse import Synapse


@pytest.fixture
async def room(homeserver: Synapse, alice: Person) -> str:
    return await alice.create_room(public=True)


@pytest.fixture
async def one(homeserver: Synapse, room: str, tmp_path: Path) -> AsyncIterator[Bot]:
    account = await homeserver.account("facteur")
    async with bot(settings(homeserver.url, account.user_id, tmp_path, room), answer=silent) as running:
        yield running


async def test_a_message_comes_with_its_thread_and_without_the_bots_name(one: Bot, alice: Person, room: str) -> None:
    root = await alice.say(room, "> <@x:localhost> avant\n\noù est-ce ?")
    answer = await alice.say(room, "Là.\n\n- ici", thread=root, reply=root)
    said = await one.matrix.messages.message(room, answer)
    assert said is not None
    assert (said.body, said.sender, said.thread, said.replies_to) == ("Là.\n\n- ici", alice.user_id, root, root)


async def test_an_edited_message_reads_as_it_was_edited(one: Bot, alice: Person, room: str) -> None:
    said = await alice.say(room, "Là.")
    await alice.edit(room, said, "Ici.")
    await alice.edit(room, said, "Ici même.")
    found = await one.matrix.messages.message(room, said)
    assert found is not None
    assert found.body == "Ici même."


async def test_what_no_person_says_is_none(one: Bot, alice: Person, room: str) -> None:
    deleted = await alice.say(room, "Là.")
    await alice.redact(room, deleted)
    notice = await alice.say(room, "Là.", msgtype="m.notice")
    edit = await alice.edit(room, notice, "Ici.")
    reaction = await alice.react(room, notice, "📌")
    for event in (deleted, notice, edit, reaction, "$nothing", "", "../../x"):
        assert await one.matrix.messages.message(room, event) is None


async def test_in_an_encrypted_room_it_is_decrypted(homeserver: Synapse, tmp_path: Path) -> None:
    login = await homeserver.account("alice")
    account = await homeserver.account("facteur")
    watcher = await Person.enter(homeserver.url, login.token)
    room = await watcher.create_room(public=True, encrypted=True)
    given = settings(homeserver.url, account.user_id, tmp_path / "state", room, encryption="auto")
    async with peer(homeserver.url, login, tmp_path / "peer") as alice, bot(given, answer=silent) as one:
        await alice.knows(room, account.user_id)
        said = await alice.say(room, "Dans Paramètres.")
        await one.hears(1)
        found = await one.matrix.messages.message(room, said)
        assert found is not None
        assert (found.body, found.sender) == ("Dans Paramètres.", alice.user_id)
        new = {"msgtype": "m.text", "body": "Dans Réglages."}
        relation = {"rel_type": "m.replace", "event_id": said}
        await alice.say(room, "* Dans Réglages.", **{"m.new_content": new, "m.relates_to": relation})
        await one.hears(2)
        found = await one.matrix.messages.message(room, said)
        assert found is not None
        assert found.body == "Dans Réglages."
    await watcher.close()
