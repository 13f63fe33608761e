"""A question in a real room, from the person's side."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.demo.person import Event, Person
from tests.servers.synapse import Synapse
from tests.service.bots import SHARE, WHICH, Service, in_room


@pytest.fixture
async def service(homeserver: Synapse, alice: Person, tmp_path: Path) -> AsyncIterator[Service]:
    async with in_room(homeserver, alice, tmp_path) as one:
        yield one


async def test_a_question_is_answered_in_its_thread(service: Service) -> None:
    question = await service.person.say(service.room, SHARE)
    content = (await service.reply(question))["content"]
    assert content["msgtype"] == "m.notice"
    assert content["body"] == "Dans le webmail, ouvrez les options de l'agenda puis Partage."
    assert "<strong>Partage</strong>" in content["formatted_body"]
    assert content["m.mentions"] == {"user_ids": [service.person.user_id]}
    relation = content["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", question)


async def test_a_question_inside_a_thread_is_answered_in_that_thread(service: Service) -> None:
    root = await service.person.say(service.room, "Bonjour à tous")
    question = await service.person.say(service.room, SHARE, thread=root)
    relation = (await service.reply(question))["content"]["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", root)


async def test_what_is_not_for_the_bot_gets_no_answer(service: Service) -> None:
    said = [await service.person.say(service.room, text) for text in ("merci !", "bonjour à tous", "on déjeune ?")]
    await service.settled()
    assert [service.replies(one) for one in said] == [[], [], []]


async def test_a_notice_is_never_answered(service: Service) -> None:
    said = await service.person.say(service.room, SHARE, msgtype="m.notice")
    await service.settled()
    assert service.replies(said) == []


async def test_an_edited_question_changes_its_answer(service: Service) -> None:
    question = await service.person.say(service.room, SHARE)
    answer = await service.reply(question)
    await service.person.edit(service.room, question, "Pourquoi mes messages ne partent pas ?")
    edit = await service.edit_of(answer["event_id"])
    assert edit["content"]["m.new_content"]["body"] == "Utilisez le port 587 avec STARTTLS."


async def test_a_message_edited_into_a_question_is_answered(service: Service) -> None:
    said = await service.person.say(service.room, "oups")
    await service.settled()
    await service.person.edit(service.room, said, SHARE)
    assert "Partage" in (await service.reply(said))["content"]["body"]


def now_says(words: str, event: Event) -> bool:
    return words in event["content"].get("m.new_content", {}).get("body", "")


async def test_an_answer_is_edited_once_for_each_change_of_the_question(service: Service) -> None:
    question = await service.person.say(service.room, SHARE)
    answer = await service.reply(question)
    for text, expected in (("impossible d'envoyer un mail", "587"), (SHARE, "Partage")):
        await service.person.edit(service.room, question, text)
        await service.person.wait_for(partial(now_says, expected))
    await service.settled()
    edits = [e for e in service.person.events if e["content"].get("m.relates_to", {}).get("rel_type") == "m.replace"]
    assert sum(e["sender"] == service.me for e in edits) == 2
    assert len(service.replies(question)) == 1
    assert answer["sender"] == service.me


async def test_a_deleted_question_takes_its_answer_with_it(service: Service) -> None:
    question = await service.person.say(service.room, SHARE)
    answer = await service.reply(question)
    await service.person.redact(service.room, question)
    await service.redaction_of(answer["event_id"])


async def test_choices_are_offered_and_picked_by_reaction(service: Service) -> None:
    question = await service.person.say(service.room, WHICH)
    asked = await service.reply(question)
    assert [asked["content"]["body"].count(name) for name in ("Thunderbird", "iPhone", "Android")] >= [1, 1, 1]
    lines = asked["content"]["body"].splitlines()
    second = next(line for line in lines if line.startswith("2."))
    await service.person.react(service.room, asked["event_id"], "2️⃣")
    answer = await service.person.wait_for(
        lambda event: service.answers(event, question) and event["event_id"] != asked["event_id"]
    )
    name = next(name for name in ("Thunderbird", "iPhone", "Android") if name in second)
    assert name in answer["content"]["body"]
    assert answer["content"]["m.relates_to"]["event_id"] == question


async def test_choices_are_picked_by_their_number_as_text(service: Service) -> None:
    question = await service.person.say(service.room, WHICH)
    await service.reply(question)
    picked = await service.person.say(service.room, "1", thread=question)
    assert "imap.example.fr" in (await service.reply(picked))["content"]["body"]


async def test_a_deleted_question_takes_the_chosen_answer_with_it(service: Service) -> None:
    question = await service.person.say(service.room, WHICH)
    asked = await service.reply(question)
    await service.person.react(service.room, asked["event_id"], "1️⃣")
    answer = await service.person.wait_for(
        lambda event: service.answers(event, question) and event["event_id"] != asked["event_id"]
    )
    await service.person.redact(service.room, question)
    for one in (asked, answer):
        await service.redaction_of(one["event_id"])


async def test_votes_are_recorded_and_withdrawn(service: Service) -> None:
    answer = await service.reply(await service.person.say(service.room, SHARE))
    await service.person.react(service.room, answer["event_id"], "👍")
    await service.settled()
    assert [key for _, key in await service.app.database.memory.votes(0)] == ["up"]
    down = await service.person.react(service.room, answer["event_id"], "👎🏽")
    await service.settled()
    assert [key for _, key in await service.app.database.memory.votes(0)] == ["down"]
    await service.person.redact(service.room, down)
    await service.settled()
    assert [key for _, key in await service.app.database.memory.votes(0)] == ["up"]


async def test_a_mention_of_what_it_does_not_know_is_handed_over(service: Service) -> None:
    mention: dict[str, Any] = {"m.mentions": {"user_ids": [service.me]}}
    said = await service.person.say(service.room, "facteur: quelle est la recette du cassoulet ?", **mention)
    assert (await service.reply(said))["content"]["body"]


async def test_help_names_every_command(service: Service) -> None:
    said = await service.person.say(service.room, "!aide")
    body = (await service.reply(said))["content"]["body"]
    assert "!check" in body


async def test_an_unknown_command_is_pointed_out_once(service: Service) -> None:
    first = await service.person.say(service.room, "!chek smtp")
    assert "!check" in (await service.reply(first))["content"]["body"]
    second = await service.person.say(service.room, "!chekk smtp")
    await service.settled()
    assert service.replies(second) == []


async def test_a_live_check_of_a_dead_service_says_so(service: Service) -> None:
    said = await service.person.say(service.room, "!check smtp")
    body = (await service.reply(said))["content"]["body"]
    assert "🔴" in body
    assert "Envoi des messages" in body


async def test_a_direct_message_is_answered(service: Service) -> None:
    direct = await service.person.create_room(invite=[service.me], direct=True)
    await service.person.wait_for(
        lambda event: (
            event["type"] == "m.room.member"
            and event["room_id"] == direct
            and event.get("state_key") == service.me
            and event["content"]["membership"] == "join"
        )
    )
    question = await service.person.say(direct, SHARE)
    assert "Partage" in (await service.reply(question))["content"]["body"]


async def test_a_password_is_warned_of_and_taken_away_where_the_bot_may(service: Service) -> None:
    await service.person.set_level(service.room, service.me, 50)
    said = await service.person.say(service.room, "mon mot de passe est Tr0ub4dor&3, ça ne marche pas")
    warning = await service.reply(said)
    assert "Tr0ub4dor" not in str(warning)
    await service.redaction_of(said)
    assert (await service.app.database.memory.exchange(said)).text == ""  # type: ignore[union-attr]


async def test_a_password_behind_check_login_is_not_used_and_taken_away(service: Service) -> None:
    await service.person.set_level(service.room, service.me, 50)
    said = await service.person.say(service.room, "!check login camille@example.fr Tr0ub4dor&3")
    warning = await service.reply(said)
    assert "Tr0ub4dor" not in str(warning)
    assert "mot de passe" in warning["content"]["body"]
    await service.redaction_of(said)


async def test_an_edited_question_in_a_thread_keeps_its_context(service: Service) -> None:
    root = await service.person.say(service.room, "Comment configurer mon mail sur iPhone ?")
    await service.reply(root)
    follow = await service.person.say(service.room, "merci", thread=root)
    await service.settled()
    await service.person.edit(service.room, follow, "et sur Android ?")
    assert "Android" in (await service.reply(follow))["content"]["body"]
