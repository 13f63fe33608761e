"""Words in a room, as a person on the other side sees them. Real homeserver, plain rooms."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.core.events import Act, Incoming, Kind, Outgoing
from bot.demo.person import Event, Person
from tests.matrix.bots import Bot, bot_in_room, reply, silent
from tests.matrix.bots import bot as again
from tests.servers.synapse import Synapse


def said_by(bot: Bot, body: str) -> "Said":
    return Said(bot.matrix.people.me, body)


class Said:
    """Recognises the bot's message with this text."""

    def __init__(self, user_id: str, body: str) -> None:
        self.user_id, self.body = user_id, body

    def __call__(self, event: Event) -> bool:
        return (event["sender"], event["content"].get("body")) == (self.user_id, self.body)


async def test_a_question_is_answered_in_a_thread_as_a_notice(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as bot:
        question = await alice.say(room, "quel port pour imap ?")
        answer = await alice.wait_for(said_by(bot, "echo quel port pour imap ?"))
    assert answer["content"] == {
        "msgtype": "m.notice",
        "body": "echo quel port pour imap ?",
        "m.mentions": {"user_ids": [alice.user_id]},
        "m.relates_to": {
            "rel_type": "m.thread",
            "event_id": question,
            "is_falling_back": False,
            "m.in_reply_to": {"event_id": question},
        },
    }


async def test_a_question_in_a_thread_is_answered_in_that_thread(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as bot:
        root = await alice.say(room, "bonjour")
        follow_up = await alice.say(room, "et sur iphone ?", thread=root)
        answer = await alice.wait_for(said_by(bot, "echo et sur iphone ?"))
        heard = await bot.hears(2)
    assert answer["content"]["m.relates_to"]["event_id"] == root
    assert answer["content"]["m.relates_to"]["m.in_reply_to"] == {"event_id": follow_up}
    assert (heard[1].thread, heard[1].replies_to) == (root, "")


async def test_edits_deletions_reactions_and_replies_are_heard_as_such(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room, answer=silent) as bot:
        question = await alice.say(room, "imap ?")
        await alice.edit(room, question, "smtp ?")
        await alice.react(room, question, "👍")
        answer = await alice.say(room, f"> <{alice.user_id}> imap ?\n\n587", reply=question)
        await alice.redact(room, question)
        heard = await bot.hears(5)
    kinds = [(event.kind, event.body, event.target) for event in heard]
    assert kinds == [
        (Kind.MESSAGE, "imap ?", ""),
        (Kind.EDIT, "smtp ?", question),
        (Kind.REACTION, "👍", question),
        (Kind.MESSAGE, "587", ""),
        (Kind.REDACTION, "", question),
    ]
    assert (heard[3].event_id, heard[3].replies_to) == (answer, question)


async def test_a_message_deleted_before_it_was_seen_is_not_heard(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room, answer=silent) as bot:
        given, journal = bot.matrix.settings, bot.journal
    gone = await alice.say(room, "mon mot de passe est …")
    await alice.redact(room, gone)
    kept = await alice.say(room, "imap ?")

    async with again(given, answer=silent, journal=journal) as bot:
        heard = await bot.hears(1)
    assert [event.event_id for event in heard if event.kind is Kind.MESSAGE] == [kept]


async def test_an_answer_is_edited_reacted_to_and_deleted(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True)

    def answer(event: Incoming) -> Sequence[Outgoing]:
        first = reply(event, "un", html="<p>un</p>", txn="t1")
        edited = reply(event, "deux", html="<p>deux</p>", txn="t2", act=Act.EDIT, target_txn="t1")
        reacted = Outgoing(txn="t3", room_id=room, act=Act.REACT, body="👀", target=event.event_id)
        removed = Outgoing(txn="t4", room_id=room, act=Act.REDACT, target_txn="t1", body="question supprimée")
        return first, edited, reacted, removed

    async with bot_in_room(homeserver, tmp_path, room, answer=answer) as bot:
        question = await alice.say(room, "imap ?")
        removal = await alice.wait_for(lambda event: event["type"] == "m.room.redaction")
        edit = await alice.wait_for(lambda event: event["content"].get("body") == "* deux")
        reaction = await alice.wait_for(lambda event: event["type"] == "m.reaction")
    first = bot.journal.sent["t1"]
    assert removal["content"]["redacts"] == first
    assert edit["content"]["m.relates_to"] == {"rel_type": "m.replace", "event_id": first}
    assert edit["content"]["m.new_content"]["formatted_body"] == "<p>deux</p>"
    assert edit["content"]["m.mentions"] == {}
    assert reaction["content"]["m.relates_to"] == {"rel_type": "m.annotation", "event_id": question, "key": "👀"}


async def test_a_mention_is_heard_and_the_name_in_front_taken_off(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room, answer=silent) as bot:
        me = bot.matrix.people.me
        local = me[1:].partition(":")[0]
        mentions: Event = {"m.mentions": {"user_ids": [me]}}
        await alice.say(room, f"{local}: !check smtp", **mentions)
        heard = await bot.hears(1)
    assert (heard[0].body, heard[0].mentions) == ("!check smtp", (me,))


async def test_notices_emotes_and_other_bots_are_not_heard(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True)
    async with homeserver.person("bot-other") as other, bot_in_room(homeserver, tmp_path, room, answer=silent) as bot:
        await other.join(room)
        await other.say(room, "je suis un robot")
        await alice.say(room, "note", msgtype="m.notice")
        await alice.say(room, "fait signe", msgtype="m.emote")
        last = await alice.say(room, "imap ?")
        heard = await bot.hears(1)
    assert [event.event_id for event in heard] == [last]


async def test_what_was_said_before_the_bot_came_is_not_heard(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    await alice.say(room, "une vieille question")
    async with bot_in_room(homeserver, tmp_path, room, answer=silent) as bot:
        fresh = await alice.say(room, "une nouvelle question")
        heard = await bot.hears(1)
    assert [event.event_id for event in heard] == [fresh]


async def test_sixty_messages_in_a_burst_are_all_answered_in_order(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as bot:
        await asyncio.gather(*(alice.say(room, f"question {n}") for n in range(60)))
        heard = await bot.hears(60)
        await alice.wait_for(said_by(bot, f"echo {heard[-1].body}"))
    answers = [
        event for event in alice.events if event["sender"] == bot.matrix.people.me and "body" in event["content"]
    ]
    assert len(heard) == 60
    assert [event["content"]["body"] for event in answers] == [f"echo {event.body}" for event in heard]


async def test_two_hundred_messages_while_the_bot_was_down_are_all_heard_in_order(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:

    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room, answer=silent) as bot:
        await alice.say(room, "avant")
        await bot.hears(1)
        given, journal = bot.matrix.settings, bot.journal
    said = set(await asyncio.gather(*(alice.say(room, f"question {n}") for n in range(205))))
    async with again(given, answer=silent, journal=journal) as bot:
        heard = await bot.hears(205)
    history = (await alice.call("GET", f"/rooms/{room}/messages", dir="b", limit="300"))["chunk"]
    seen = [event["event_id"] for event in reversed(history) if event["event_id"] in said]
    assert [event.event_id for event in heard] == seen
    assert len(seen) == 205


async def test_a_message_too_long_for_matrix_is_cut_and_still_sent(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    long = "é" * 70_000

    def answer(event: Incoming) -> Sequence[Outgoing]:
        return (reply(event, long, html=f"<p>{long}</p>"),)

    async with bot_in_room(homeserver, tmp_path, room, answer=answer) as bot:
        await alice.say(room, "tout ?")
        got = await alice.wait_for(lambda event: event["content"].get("body", "").startswith("éé"))
    assert got["content"]["body"].endswith("é…")
    assert len(bot.journal.sent) == 1


async def test_a_refused_message_is_recorded_and_does_not_stop_the_next(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)

    def answer(event: Incoming) -> Sequence[Outgoing]:
        wrong = Outgoing(txn="wrong", room_id="!nowhere:localhost", body="perdu")
        return wrong, reply(event, "de rien", txn="right")

    async with bot_in_room(homeserver, tmp_path, room, answer=answer) as bot:
        await alice.say(room, "merci ?")
        await alice.wait_for(said_by(bot, "de rien"))
        async with asyncio.timeout(10):
            while len(bot.journal.sent) < 2:
                await bot.matrix.sender.departures.wait()
                await asyncio.sleep(0)
    assert bot.journal.sent["right"]
    assert bot.journal.sent["wrong"] == ""


@pytest.mark.parametrize(("version", "level"), [("10", 100.0), ("12", float("inf"))])
async def test_power_levels_are_read_when_asked_and_creators_rule(
    homeserver: Synapse, alice: Person, tmp_path: Path, version: str, level: float
) -> None:
    room = await alice.create_room(public=True, version=version)
    async with bot_in_room(homeserver, tmp_path, room) as bot, homeserver.person("bruno") as bruno:
        await bruno.join(room)
        people = bot.matrix.people
        before = await people.level(room, bruno.user_id)
        await alice.set_level(room, bruno.user_id, 50)
        assert (before, await people.level(room, bruno.user_id)) == (0.0, 50.0)
        assert await people.level(room, alice.user_id) == level
        await alice.say(room, "et dans cette version ?")
        await alice.wait_for(said_by(bot, "echo et dans cette version ?"))


async def test_typing_is_shown_and_cleared(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as bot:
        await bot.matrix.people.typing(room, True)
        async with asyncio.timeout(10):
            while alice.typing.get(room) != [bot.matrix.people.me]:
                await alice.sync(5)
            await bot.matrix.people.typing(room, False)
            while alice.typing.get(room):
                await alice.sync(5)


async def test_health_tells_what_was_done(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as bot:
        await alice.say(room, "ça va ?")
        await alice.wait_for(said_by(bot, "echo ça va ?"))
        health = await bot.matrix.health()
    assert (health.inbox, health.sent, health.refused, dict(health.rooms)) == (0, 1, 0, {room: room})
    assert health.last_sync is not None


async def test_an_answer_sent_twice_with_the_same_transaction_is_one_event(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    """As after a crash between the sending and its being written down."""

    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as bot:
        await alice.say(room, "une fois ?")
        await alice.wait_for(said_by(bot, "echo une fois ?"))
        given, journal = bot.matrix.settings, bot.journal
    first = dict(journal.sent)
    journal.sent.clear()
    async with again(given, journal=journal) as bot:
        await alice.say(room, "encore ?")
        await alice.wait_for(said_by(bot, "echo encore ?"))
    assert journal.sent.items() >= first.items()
    assert sum(1 for event in alice.events if event["content"].get("body") == "echo une fois ?") == 1
