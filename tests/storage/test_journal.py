"""The contract of the journal, on the fake and on both databases."""

import asyncio

from bot.core.events import Act, Incoming, Kind, Outgoing
from bot.core.model import Outcome
from bot.ports import Exchange, Journal


def event(number: int, **others: object) -> Incoming:
    known: dict[str, object] = {"room_id": "!salon", "sender": "@alice:test", "sent_at": 1000 + number}
    return Incoming(**known | {"event_id": f"$e{number}"} | others)  # type: ignore[arg-type]  # a table of keywords


def call(txn: str, **others: object) -> Outgoing:
    return Outgoing(txn=txn, room_id="!salon", **others)  # type: ignore[arg-type]


def exchange(question: str, **others: object) -> Exchange:
    known: dict[str, object] = {"room_id": "!salon", "thread": question, "asker": "a", "text": "port ?"}
    return Exchange(**known | {"question": question, "outcome": Outcome.ANSWER} | others)  # type: ignore[arg-type]


async def test_before_the_first_batch_there_is_nothing(journal: Journal) -> None:
    assert await journal.token() is None
    assert list(await journal.waiting()) == []
    assert list(await journal.unsent()) == []
    assert await journal.event_of("t") == ""


async def test_events_wait_in_the_order_of_receipt_with_their_token(journal: Journal) -> None:
    await journal.receive([event(3), event(1)], "s1")
    await journal.receive([event(2)], "s2")
    assert [one.event_id for one in await journal.waiting()] == ["$e3", "$e1", "$e2"]
    assert await journal.token() == "s2"


async def test_an_empty_batch_moves_the_token(journal: Journal) -> None:
    await journal.receive([], "s1")
    assert await journal.token() == "s1"


async def test_an_event_comes_back_as_it_was(journal: Journal) -> None:
    odd = event(
        1,
        kind=Kind.EDIT,
        body="null \0, half a pair \ud83d, bidi \u202e, 😀 ' \" \\",
        target="$t",
        thread="$r",
        replies_to="$p",
        mentions=("@a:b", "@c:d"),
        direct=True,
    )
    await journal.receive([odd], "s1")
    assert list(await journal.waiting()) == [odd]


async def test_64_kb_and_5000_events_are_no_matter(journal: Journal) -> None:
    events = [event(number) for number in range(5_000)]
    await journal.receive([event(5_000, body="é" * 65_536), *events], "s1")
    assert len(await journal.waiting()) == 5_001


async def test_an_event_known_is_left_alone(journal: Journal) -> None:
    await journal.receive([event(1, body="first"), event(1, body="again")], "s1")
    await journal.receive([event(1, body="later"), event(2)], "s2")
    assert [one.body for one in await journal.waiting()] == ["first", ""]
    await journal.settle(event(1))
    await journal.receive([event(1)], "s3")
    assert [one.event_id for one in await journal.waiting()] == ["$e2"]


async def test_a_settled_event_waits_no_more_and_its_replies_do(journal: Journal) -> None:
    await journal.receive([event(1), event(2)], "s1")
    await journal.settle(event(1), [call("a"), call("b")], exchange("$e1"))
    assert [one.event_id for one in await journal.waiting()] == ["$e2"]
    assert [one.txn for one in await journal.unsent()] == ["a", "b"]


async def test_a_call_comes_back_as_it_was(journal: Journal) -> None:
    odd = call(
        "t",
        act=Act.EDIT,
        body="\0",
        html="<b>é</b>",
        thread="$r",
        replies_to="$q",
        mentions=("@a:b",),
        target="$x",
        target_txn="s",
        cause="$e1",
        text=True,
    )
    await journal.enqueue([odd])
    assert list(await journal.unsent()) == [odd]


async def test_the_same_txn_again_is_the_same_call(journal: Journal) -> None:
    await journal.enqueue([call("a", body="first")])
    await journal.enqueue([call("a", body="again"), call("b")])
    await journal.delivered("a", "$sent")
    await journal.settle(event(1), [call("a", body="once more")])
    assert [one.txn for one in await journal.unsent()] == ["b"]
    assert await journal.event_of("a") == "$sent"


async def test_what_was_sent_or_refused_is_not_sent_again(journal: Journal) -> None:
    await journal.enqueue([call("a"), call("b"), call("c")])
    await journal.delivered("b", "$b")
    await journal.delivered("a", "")
    assert [one.txn for one in await journal.unsent()] == ["c"]
    assert [await journal.event_of(txn) for txn in "abc"] == ["", "$b", ""]


async def test_messages_are_found_by_their_cause(journal: Journal) -> None:
    await journal.enqueue([call("b", cause="$e1"), call("x", cause="$e1", act=Act.EDIT), call("o", cause="$e2")])
    await journal.enqueue([call("a", cause="$e1")])
    await journal.delivered("b", "$b")
    assert list(await journal.caused("$e1")) == ["b", "a"]
    assert list(await journal.caused("$e3")) == []


async def test_a_write_cut_off_is_all_there_or_not_at_all_and_stops_nobody(journal: Journal) -> None:
    whole = 0
    for cut in range(60):
        writing = asyncio.create_task(journal.receive([event(cut, body="imap ?")], f"s{cut}"))
        for _ in range(cut):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.wait([writing])
        token, waiting = await journal.token(), {one.event_id for one in await journal.waiting()}
        assert (token == f"s{cut}") == (f"$e{cut}" in waiting)
        whole += token == f"s{cut}"
    await journal.receive([event(60)], "s60")
    assert await journal.token() == "s60"
    assert len(await journal.waiting()) == whole + 1
