"""What was said before, on both databases."""

from dataclasses import replace

from bot.core.model import Outcome
from bot.ports import Change, Draft
from bot.storage.database import Database, open_database
from tests.storage.clocks import Hands
from tests.storage.test_journal import call, event, exchange

ROOM = "!salon"


async def remember(database: Database, *exchanges: object) -> None:
    for number, one in enumerate(exchanges):
        await database.journal.settle(event(number), (), one)  # type: ignore[arg-type]


async def test_an_exchange_comes_back_as_it_was(database: Database) -> None:
    kept = exchange(
        "$q", entries=("smtp", "imap"), reply="t", revision=2, at=7, text="où ?\n'", outcome=Outcome.CLARIFY
    )
    await remember(database, kept)
    assert await database.memory.exchange("$q") == kept
    assert await database.memory.exchange("$r") is None


async def test_a_revision_takes_the_place_of_the_exchange(database: Database) -> None:
    kept = exchange("$q", entries=("smtp",), at=1)
    await remember(database, kept, replace(kept, entries=("imap",), revision=1, text="autre"))
    assert await database.memory.exchange("$q") == replace(kept, entries=("imap",), revision=1, text="autre")
    assert len(await database.memory.thread(ROOM, "$q")) == 1


async def test_a_null_byte_or_half_a_pair_is_kept_as_a_replacement_character(database: Database) -> None:
    await remember(database, exchange("$q", text="a\0b\ud800"))
    kept = await database.memory.exchange("$q")
    assert kept is not None
    assert kept.text == "a�b�"


async def test_an_id_of_64_kb_is_found_again(database: Database) -> None:
    long = "$" + "é" * 65_536
    await remember(database, exchange(long, thread="$t"))
    assert len(await database.memory.thread(ROOM, "$t")) == 1
    assert await database.memory.exchange(long) is not None
    await database.memory.vote(long, "a", "👍", long)
    await database.memory.withdraw(long)


async def test_the_exchange_of_a_reply_is_found_once_it_is_sent(database: Database) -> None:
    kept = exchange("$q", reply="t")
    await database.journal.settle(event(1), [call("t")], kept)
    assert await database.memory.exchange_of_reply("$sent") is None
    assert await database.memory.exchange_of_reply("") is None
    await database.journal.delivered("t", "$sent")
    assert await database.memory.exchange_of_reply("$sent") == kept
    await database.journal.settle(event(2), [call("silent")])
    await database.journal.delivered("silent", "")
    assert await database.memory.exchange_of_reply("") is None


async def test_a_thread_is_its_last_twenty_exchanges_oldest_first(database: Database) -> None:
    await remember(database, *(exchange(f"$q{n}", thread="$root", at=n // 2) for n in range(30)))
    await remember(database, exchange("$other", thread="$root", room_id="!other"))
    found = await database.memory.thread(ROOM, "$root")
    assert [one.question for one in found] == [f"$q{n}" for n in range(10, 30)]


async def test_recent_is_one_person_in_the_room_itself(database: Database) -> None:
    await remember(
        database,
        exchange("$late", at=300),
        exchange("$early", at=100),
        exchange("$bare", at=200, thread=""),
        exchange("$in-thread", at=250, thread="$root"),
        exchange("$somebody", at=250, asker="b"),
        exchange("$elsewhere", at=250, room_id="!other"),
        exchange("$old", at=99),
    )
    found = await database.memory.recent(ROOM, "a", 100)
    assert [one.question for one in found] == ["$early", "$bare", "$late"]


async def test_pseudonyms_last_and_say_nothing(database: Database, url: str) -> None:
    name = database.memory.pseudonym("@alice:test")
    assert name == database.memory.pseudonym("@alice:test")
    assert name != database.memory.pseudonym("@bob:test")
    assert "alice" not in name
    again = await open_database(url)
    assert again.memory.pseudonym("@alice:test") == name
    await again.close()


async def test_each_installation_has_pseudonyms_of_its_own(database: Database) -> None:
    other = await open_database("sqlite://")
    assert other.memory.pseudonym("@alice:test") != database.memory.pseudonym("@alice:test")
    await other.close()


async def answered(database: Database) -> None:
    await database.journal.settle(event(1), [call("t")], exchange("$q", reply="t"))
    await database.journal.delivered("t", "$a")


async def test_one_vote_a_person_and_the_last_one_counts(database: Database) -> None:
    await answered(database)
    memory = database.memory
    await memory.vote("$a", "alice", "up", "$r1")
    await memory.vote("$a", "bob", "up", "$r2")
    await memory.vote("$a", "alice", "down", "$r3")
    await memory.vote("$a", "alice", "down", "$r3")
    await memory.vote("$unknown", "alice", "down", "$r4")
    assert list(await memory.votes(0)) == [("$q", "up"), ("$q", "down")]


async def test_a_vote_withdrawn_gives_way_to_the_one_before(database: Database) -> None:
    await answered(database)
    memory = database.memory
    await memory.vote("$a", "alice", "up", "$r1")
    await memory.vote("$a", "alice", "down", "$r2")
    await memory.withdraw("$r2")
    assert list(await memory.votes(0)) == [("$q", "up")]
    await memory.withdraw("$r1")
    await memory.withdraw("$r1")
    assert list(await memory.votes(0)) == []


async def test_exchanges_and_votes_since_a_time(database: Database, clock: Hands) -> None:
    await answered(database)
    await remember(database, exchange("$x", at=5), exchange("$y", at=9))
    assert [one.question for one in await database.memory.exchanges(5)] == ["$x", "$y"]
    await database.memory.vote("$a", "alice", "up", "$r1")
    assert list(await database.memory.votes(clock.now + 1)) == []


async def test_what_is_old_is_forgotten_and_what_is_not_handled_is_not(database: Database, clock: Hands) -> None:
    journal, memory = database.journal, database.memory
    await journal.receive([event(1, body="vieux"), event(2, body="attend")], "s")
    await journal.settle(event(1), [call("t"), call("pending")], exchange("$q", reply="t", at=clock.now))
    await journal.delivered("t", "$a")
    await memory.vote("$a", "alice", "up", "$r")
    clock.now += 1
    await journal.receive([event(3)], "s")
    await journal.settle(event(3), [call("new")], exchange("$new", at=clock.now))
    await journal.delivered("new", "$n")
    await database.forget(clock.now)

    assert await memory.exchange("$q") == exchange("$q", reply="t", at=clock.now - 1, text="", asker="")
    assert await memory.exchange("$new") == exchange("$new", at=clock.now)
    assert [one.event_id for one in await journal.waiting()] == ["$e2"]
    assert [one.txn for one in await journal.unsent()] == ["pending"]
    assert [await journal.event_of(txn) for txn in ("t", "new")] == ["", "$n"]
    assert list(await memory.votes(0)) == []


async def made(database: Database, change: Change, *, undoes: int = 0) -> Change:
    kept = await database.audit.prepare(change, "@mod:test", undoes=undoes)
    await database.audit.complete(kept)
    return kept


async def test_what_is_only_prepared_is_no_history(database: Database) -> None:
    audit = database.audit
    first = await made(database, Change(action="add", entry="smtp"))
    second = await audit.prepare(Change(action="undo", entry="smtp", event="$e"), "@mod:test", undoes=first.id)
    third = await audit.prepare(Change(action="add", entry="imap", event="$f"), "@mod:test")
    assert list(await audit.history()) == [first]
    assert await audit.last() == first
    assert await audit.of_event("$e") is None
    assert list(await audit.prepared()) == [second, third]
    await audit.drop(third)
    await audit.complete(second)
    await audit.drop(second)  # too late
    assert list(await audit.prepared()) == []
    assert [one.action for one in await audit.history()] == ["undo", "add"]
    assert await audit.last() is None


async def test_the_audit_is_a_history_with_a_last_change_to_undo(database: Database, clock: Hands) -> None:
    audit = database.audit
    assert await audit.last() is None
    first = await made(database, Change(action="add", entry="smtp", after="- id: smtp"))
    second = await made(database, Change(action="answer", entry="imap", before="a\0", after="b"))
    assert (first.at, first.author, second.id > first.id) == (clock.now, "@mod:test", True)
    assert [one.entry for one in await audit.history()] == ["imap", "smtp"]
    assert [one.entry for one in await audit.history("smtp")] == ["smtp"]
    assert [one.entry for one in await audit.history(limit=1)] == ["imap"]
    assert await audit.last() == replace(second, before="a�")
    await made(database, Change(action="undo", entry="imap", event="$undo"), undoes=second.id)
    assert await audit.last() == first
    again = await audit.of_event("$undo")
    assert again is not None
    assert (again.action, again.entry) == ("undo", "imap")
    assert [await audit.of_event(event) for event in ("", "$other")] == [None, None]


async def test_a_draft_is_found_by_the_message_that_shows_it_until_it_is_live(database: Database, url: str) -> None:
    draft = Draft(
        txn="t", room_id=ROOM, thread="$q", entry="imap", questions=("où ?", "quel \"serveur\" ?"),
        answer="Là.\n\nIci.", author="@mod:test",
    )  # fmt: skip
    await answered(database)
    for _ in range(2):
        await database.drafts.keep(draft)
    again = await open_database(url)
    assert await again.drafts.shown_by("$a") == draft
    assert [await again.drafts.shown_by(event) for event in ("", "$other")] == [None, None]
    await again.drafts.drop("t")
    assert await again.drafts.shown_by("$a") is None
    await again.close()
