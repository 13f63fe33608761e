"""What the bot does when the homeserver or the events misbehave. A scripted homeserver, real sockets."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.core.events import Act, Outgoing
from bot.errors import AccessRefused
from bot.matrix.service import Matrix
from tests.fakes import MemoryJournal
from tests.matrix.bots import bot, settings, silent
from tests.servers import fake_homeserver
from tests.servers.fake_homeserver import ME, ROOM, FakeHomeserver, bad_gateway, cut, give, hang, message, refuse

OUT = Outgoing(txn="txn1", room_id=ROOM, body="bonjour")


@pytest.fixture
async def fake() -> AsyncIterator[FakeHomeserver]:
    async with fake_homeserver.running() as server:
        yield server


async def connected(fake: FakeHomeserver, state: Path, journal: MemoryJournal | None = None, **more: Any) -> Matrix:
    return await Matrix.connect(settings(fake.url, ME, state, ROOM, **more), journal or MemoryJournal())


async def test_a_storm_of_502_is_met_with_longer_and_longer_pauses(fake: FakeHomeserver, tmp_path: Path) -> None:
    fake.script["sync"] += [bad_gateway] * 50
    async with await connected(fake, tmp_path) as matrix:
        begin = time.monotonic()
        running = asyncio.create_task(matrix.run(lambda: None))
        await fake.saw("sync", 4)
        running.cancel()
        await asyncio.wait([running])
        assert time.monotonic() - begin >= 0.5 + 1.0 + 2.0  # the least that the jitter leaves
        assert matrix.sync.errors == {"HTTP_502": 3}


async def test_a_first_sync_that_hangs_is_given_up_and_done_again(fake: FakeHomeserver, tmp_path: Path) -> None:
    fake.script["sync"] += [hang, fake.says(message("$1", "imap ?"))]
    journal = MemoryJournal()
    journal.kept_token = "s0"
    async with await connected(fake, tmp_path, journal) as matrix:
        matrix.sync.first_seconds = 0.2
        running = asyncio.create_task(matrix.run(lambda: None))
        async with asyncio.timeout(20):
            await matrix.sync.first_done.wait()
        running.cancel()
        await asyncio.wait([running])
    assert matrix.sync.errors == {"TimeoutError": 1}
    assert [event.body for event in await journal.waiting()] == ["imap ?"]


async def test_a_long_poll_that_never_ends_is_given_up(fake: FakeHomeserver, tmp_path: Path) -> None:
    async with await connected(fake, tmp_path) as matrix:
        matrix.sync.seconds = 0.2
        fake.script["sync"] += [fake.says(), hang, fake.says(message("$1", "imap ?"))]
        arrived = asyncio.Event()
        running = asyncio.create_task(matrix.run(arrived.set))
        async with asyncio.timeout(20):
            await arrived.wait()
        running.cancel()
        await asyncio.wait([running])


GARBAGE: list[Any] = [
    None,
    7,
    "text",
    [],
    {},
    {"type": "m.room.message"},
    {"type": 5, "event_id": "$a", "sender": "@a:b", "origin_server_ts": 1, "content": {}},
    message("$b", None),
    message("$c", {"a": 1}),
    message("$d", ["x"]),
    message("$e", "ok") | {"content": "not an object"},
    message("$f", "ok") | {"content": None},
    message("$g", "ok") | {"origin_server_ts": "yesterday"},
    message("$h", "ok") | {"unsigned": {"redacted_because": 3}},
    message("$i", 3) | {"unsigned": "x"},
    message("$j", "ok") | {"sender": None},
    message("$k", "edit", {"m.relates_to": {"rel_type": "m.replace", "event_id": 5}}),
    message("$l", "edit", {"m.relates_to": {"rel_type": "m.replace", "event_id": "$x"}, "m.new_content": [1]}),
    message("$m", "x") | {"type": "m.reaction"},
    message("$n", "x") | {"type": "m.reaction", "content": {"m.relates_to": "x"}},
    message("$o", "x") | {"type": "m.room.redaction"},
    message("$p", "x") | {"type": "m.room.redaction", "redacts": 5},
    message("$q", "x") | {"type": "m.room.encrypted", "content": {"algorithm": "m.megolm.v1.aes-sha2"}},
    message("$r", "x") | {"type": "m.room.encrypted", "content": {"algorithm": 1, "session_id": "s"}},
    message("$s", "x") | {"type": "m.room.member", "state_key": "@facteur:localhost", "content": {"membership": 5}},
    message("$t", "x") | {"type": "m.room.power_levels", "state_key": "", "content": {"users": []}},
    message("$u", "x") | {"type": "m.room.tombstone", "state_key": "", "content": {"replacement_room": 5}},
    message("$v", "x") | {"type": "m.room.create", "state_key": "", "content": []},
]


@pytest.mark.parametrize("encryption", ["off", "auto"])
async def test_garbage_is_dropped_and_what_is_around_it_heard(
    fake: FakeHomeserver, tmp_path: Path, encryption: str
) -> None:
    odd = message("$odd", "avant", {"m.relates_to": [1], "m.mentions": "me", "formatted_body": 3})
    fake.script["sync"] += [fake.says(), fake.says(odd, *GARBAGE, message("$end", "après"))]
    if encryption == "auto":  # a homeserver that knows nothing of keys must not stop the bot either
        fake.script["keys"] += [give(200, {"one_time_key_counts": {}}) for _ in range(9)]
    given = settings(fake.url, ME, tmp_path, ROOM, encryption=encryption)
    async with bot(given, answer=silent) as one:
        heard = await one.hears(2)
    assert [event.body for event in heard] == ["avant", "après"]


async def test_a_429_is_obeyed_by_its_header_first(fake: FakeHomeserver, tmp_path: Path) -> None:
    limited = give(429, {"errcode": "M_LIMIT_EXCEEDED", "error": "slow", "retry_after_ms": 60_000}, Retry_After="1")
    await assert_waits(fake, tmp_path, limited, 1.0)


async def test_a_429_without_header_is_obeyed_by_its_delay(fake: FakeHomeserver, tmp_path: Path) -> None:
    await assert_waits(fake, tmp_path, refuse(429, "M_LIMIT_EXCEEDED", retry_after_ms=700), 0.7)


async def test_a_429_without_any_delay_is_waited_out_all_the_same(fake: FakeHomeserver, tmp_path: Path) -> None:
    await assert_waits(fake, tmp_path, refuse(429, "M_LIMIT_EXCEEDED"), 1.0)


async def test_a_502_on_sending_is_tried_again(fake: FakeHomeserver, tmp_path: Path) -> None:
    await assert_waits(fake, tmp_path, bad_gateway, 1.0)


async def test_a_connection_cut_while_sending_is_tried_again(fake: FakeHomeserver, tmp_path: Path) -> None:
    await assert_waits(fake, tmp_path, cut, 0.0)  # aiohttp repeats it by itself


async def assert_waits(fake: FakeHomeserver, state: Path, problem: Any, seconds: float) -> None:
    """The message goes out once, under the same transaction id, and not before that time."""
    fake.script["send"] += [problem]
    async with bot(settings(fake.url, ME, state, ROOM)) as one:
        begin = time.monotonic()
        await one.journal.enqueue([OUT])
        one.matrix.wake()
        paths = await fake.saw("send", 2)
        assert time.monotonic() - begin >= seconds
    assert len(set(paths)) == 1
    assert paths[0].endswith("/txn1")
    assert len(fake.sent) == 1


@pytest.mark.parametrize(("status", "code"), [(403, "M_FORBIDDEN"), (413, "M_TOO_LARGE"), (404, "M_NOT_FOUND")])
async def test_what_is_refused_for_good_is_not_tried_again(
    fake: FakeHomeserver, tmp_path: Path, status: int, code: str
) -> None:
    fake.script["send"] += [refuse(status, code)]
    async with bot(settings(fake.url, ME, tmp_path, ROOM)) as one:
        late = Outgoing(txn="txn2", room_id=ROOM, act=Act.EDIT, target_txn="txn1", body="x")
        await one.journal.enqueue([OUT, late, Outgoing(txn="txn3", room_id=ROOM, body="suite")])
        one.matrix.wake()
        await fake.saw("send", 2)
    assert {txn: one.journal.sent.get(txn) for txn in ("txn1", "txn2")} == {"txn1": "", "txn2": ""}
    assert [content["body"] for content in fake.sent] == ["suite"]


async def test_the_rate_is_kept(fake: FakeHomeserver, tmp_path: Path) -> None:
    async with bot(settings(fake.url, ME, tmp_path, ROOM, rate=4.0)) as one:
        begin = time.monotonic()
        await one.journal.enqueue([Outgoing(txn=f"t{n}", room_id=ROOM, body=str(n)) for n in range(8)])
        one.matrix.wake()
        await fake.saw("send", 8)
        assert time.monotonic() - begin >= 1.0  # four at once, four more at four a second
    assert [content["body"] for content in fake.sent[:7]] == [str(n) for n in range(7)]


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "M_UNKNOWN_TOKEN"), (403, "ORG_MATRIX_EXPIRED_ACCOUNT"), (403, "M_USER_DEACTIVATED")],
)
async def test_an_account_no_longer_wanted_stops_the_bot_at_once(
    fake: FakeHomeserver, tmp_path: Path, status: int, code: str
) -> None:
    fake.script["sync"] += [refuse(status, code)]
    token: dict[str, Any] = {"password": "", "access_token": "token", "device_id": "DEVICE"}
    async with await connected(fake, tmp_path, **token) as matrix:
        with pytest.raises(AccessRefused, match=code):
            await asyncio.wait_for(matrix.run(lambda: None), 20)
    assert len(fake.seen("sync")) == 1


async def test_a_token_refused_while_sending_stops_the_bot_too(fake: FakeHomeserver, tmp_path: Path) -> None:
    fake.script["send"] += [refuse(401, "M_UNKNOWN_TOKEN")]
    journal = MemoryJournal()
    await journal.enqueue([OUT])
    token: dict[str, Any] = {"password": "", "access_token": "token", "device_id": "DEVICE"}
    async with await connected(fake, tmp_path, journal, **token) as matrix:
        with pytest.raises(AccessRefused, match="M_UNKNOWN_TOKEN"):
            await asyncio.wait_for(matrix.run(lambda: None), 20)
    assert await journal.unsent() == [OUT]


async def test_a_failing_inbox_makes_the_same_sync_be_asked_again(fake: FakeHomeserver, tmp_path: Path) -> None:
    class FullDisk(MemoryJournal):
        fails = True

        async def receive(self, events: Any, token: str) -> None:
            self.fails = self.fails and not events
            if events and not self.events and len(fake.seen("sync")) < 3:
                raise OSError("disk full")
            await super().receive(events, token)

    again = fake.says(message("$1", "imap ?"))
    fake.script["sync"] += [fake.says(), again, again]
    journal = FullDisk()
    async with bot(settings(fake.url, ME, tmp_path, ROOM), answer=silent, journal=journal) as one:
        heard = await one.hears(1)
    assert [event.body for event in heard] == ["imap ?"]
    second, third = fake.seen("sync")[1:3]
    assert second == third  # the same `since`


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("https://tchap.gouv.fr/#/room/!far?via=a.fr&via=b.fr", ["a.fr", "b.fr"]),
        ("https://tchap.gouv.fr/#/room/#far:a.fr?via=a.fr", ["a.fr", "c.fr"]),
        ("#far:a.fr", ["c.fr"]),
        ("!far:a.fr", []),
    ],
)
async def test_a_room_of_other_servers_is_joined_through_them(
    fake: FakeHomeserver, tmp_path: Path, name: str, asked: list[str]
) -> None:
    fake.script["directory/room/#far:a.fr"].append(give(200, {"room_id": "!far", "servers": ["c.fr"]}))
    async with await Matrix.connect(settings(fake.url, ME, tmp_path, name), MemoryJournal()) as matrix:
        running = asyncio.create_task(matrix.run(lambda: None))
        (path,) = await fake.saw("join", 1)
        running.cancel()
        await asyncio.wait([running])
    query = parse_qs(urlsplit(path).query)
    assert (query.get("via", []), query.get("server_name", [])) == (asked, asked)
