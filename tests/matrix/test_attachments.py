"""A file goes out once, in its thread; where it is refused the text does, under the same transaction id."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from nio.crypto.attachments import decrypt_attachment

from bot.core.events import Incoming, Kind, Outgoing
from bot.demo.person import Person
from bot.matrix.service import Matrix
from tests.fakes import MemoryJournal
from tests.matrix.bots import bot, reply, settings
from tests.matrix.peers import peer
from tests.servers import fake_homeserver
from tests.servers.fake_homeserver import ME, ROOM, FakeHomeserver, Reply, bad_gateway, cut, give, refuse
from tests.servers.synapse import Synapse

OUT = Outgoing(
    txn="txn1", room_id=ROOM, body="le texte", thread="$root", replies_to="$q", mentions=("@boss:localhost",),
    file="facteur-2026-11-24.patch", file_text="+é\n", caption="Les changements.",
)  # fmt: skip


@pytest.fixture
async def fake() -> AsyncIterator[FakeHomeserver]:
    async with fake_homeserver.running() as server:
        yield server


async def sent(fake: FakeHomeserver, state: Path, out: Outgoing = OUT) -> MemoryJournal:
    journal = MemoryJournal()
    await journal.enqueue([out])
    async with await Matrix.connect(settings(fake.url, ME, state, ROOM), journal) as matrix:
        await matrix.sender.deliver(out)
    return journal


async def test_a_file_is_uploaded_and_named_in_its_thread(fake: FakeHomeserver, tmp_path: Path) -> None:
    journal = await sent(fake, tmp_path)
    assert fake.uploads == ["+é\n"]
    (path,) = fake.seen("upload")
    assert path.endswith("?filename=facteur-2026-11-24.patch")
    (content,) = fake.sent
    relation = content.pop("m.relates_to")
    assert content == {
        "msgtype": "m.file",
        "body": "Les changements.",
        "filename": "facteur-2026-11-24.patch",
        "url": "mxc://localhost/1",
        "info": {"mimetype": "text/plain", "size": 4},
        "m.mentions": {"user_ids": ["@boss:localhost"]},
    }
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", "$root")
    assert relation["m.in_reply_to"] == {"event_id": "$q"}
    assert journal.sent == {"txn1": "$sent1"}


REFUSED: dict[str, list[Reply]] = {
    "forbidden": [refuse(403, "M_FORBIDDEN")],
    "too large": [refuse(413, "M_TOO_LARGE")],
    "not clean": [refuse(403, "MCS_MEDIA_NOT_CLEAN")],
    "no media repository": [refuse(404, "M_UNRECOGNIZED")],
    "a proxy's page": [bad_gateway] * 3,
    "cut off": [cut] * 9,  # a connection cut off is tried again below us too
    "no address": [give(200, {})] * 3,
}


@pytest.mark.parametrize("answers", REFUSED.values(), ids=REFUSED.keys())
async def test_where_the_file_is_refused_the_text_goes_out(
    fake: FakeHomeserver, tmp_path: Path, answers: list[Reply]
) -> None:
    fake.script["upload"] += answers
    journal = await sent(fake, tmp_path)
    (content,) = fake.sent
    assert (content["msgtype"], content["body"]) == ("m.notice", "le texte")
    assert content["m.relates_to"]["event_id"] == "$root"
    assert [path.split("/")[-1] for path in fake.seen("send")] == ["txn1"]
    assert journal.sent == {"txn1": "$sent1"}


async def test_where_only_the_event_is_refused_the_text_goes_out_too(fake: FakeHomeserver, tmp_path: Path) -> None:
    fake.script["send"].append(refuse(403, "M_FORBIDDEN"))
    await sent(fake, tmp_path)
    assert [content["msgtype"] for content in fake.sent] == ["m.notice"]


async def test_a_limit_is_waited_for_and_a_moment_of_trouble_survived(fake: FakeHomeserver, tmp_path: Path) -> None:
    fake.script["upload"] += [refuse(429, "M_LIMIT_EXCEEDED", retry_after_ms=50), bad_gateway]
    fake.script["send"].append(bad_gateway)
    await sent(fake, tmp_path)
    assert [content["msgtype"] for content in fake.sent] == ["m.file"]
    assert len(fake.uploads) == 1  # the event was tried again, not the file


async def test_a_crash_between_file_and_event_sends_one_event(fake: FakeHomeserver, tmp_path: Path) -> None:
    """A homeserver knows a transaction id; the second upload is a file that nobody sees."""
    await sent(fake, tmp_path)
    await sent(fake, tmp_path)
    assert len({path.split("/")[-1] for path in fake.seen("send")}) == 1


async def test_in_an_encrypted_room_the_file_is_sealed(homeserver: Synapse, tmp_path: Path) -> None:
    login = await homeserver.account("alice")
    watcher = await Person.enter(homeserver.url, login.token)
    room = await watcher.create_room(public=True, encrypted=True)

    def answer(event: Incoming) -> list[Outgoing]:
        if event.kind is not Kind.MESSAGE:
            return []
        return [replace(reply(event, "le texte"), file="f.patch", file_text="+é\n", caption="Les changements.")]

    given = settings(
        homeserver.url, (await homeserver.account("facteur")).user_id, tmp_path / "state", room, encryption="auto"
    )
    async with peer(homeserver.url, login, tmp_path / "peer") as one, bot(given, answer=answer):
        await one.knows(room, given.user)
        question = await one.say(room, "!faq export")
        got = await one.wait_for(lambda event: event.source["content"].get("msgtype") == "m.file")
        wire = await watcher.wait_for(lambda event: event["event_id"] == got.event_id)
    content = got.source["content"]
    sealed = content["file"]
    data = await watcher.download(sealed["url"])
    await watcher.close()
    assert got.decrypted
    assert "+é" not in data.decode(errors="replace")
    assert decrypt_attachment(data, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"]) == "+é\n".encode()
    assert (content["filename"], content["m.relates_to"]["event_id"]) == ("f.patch", question)
    assert "f.patch" not in str(wire)
