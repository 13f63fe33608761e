"""A choice or a vote on a reply whose sending is not confirmed yet: the bot was stopped right after it had sent it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.events import Incoming, Kind, Outgoing
from bot.core.model import Outcome
from bot.flows.answer import Answer
from bot.flows.moderate import Commands
from bot.ports import Exchange
from tests.flows.blackboard import BOB, ROOM, Board, board


@pytest.fixture
async def one(tmp_path: Path) -> AsyncIterator[Board]:
    async with board(tmp_path) as made:
        yield made


def story(one: Board) -> Answer:
    tools = one.tools
    return Answer(
        knowing=tools.knowing, journal=tools.journal, memory=tools.memory, people=tools.people,
        commands=Commands(tools=tools), live=tools.live, learning=tools.learning,
    )  # fmt: skip


async def replied(one: Board, outcome: Outcome, *entries: str) -> Exchange:
    """A question of Bob's whose reply is in the outbox."""
    event = one.event("comment partager", BOB)
    exchange = Exchange(
        question=event.event_id, room_id=ROOM, thread=event.event_id, asker=one.tools.memory.pseudonym(BOB),
        text=event.body, outcome=outcome, entries=entries, reply=f"t{event.event_id}", at=one.hand.now,
    )  # fmt: skip
    await one.database.journal.settle(event, [Outgoing(txn=exchange.reply, room_id=ROOM, body="…")], exchange)
    return exchange


async def reacting(one: Board, key: str, target: str) -> tuple[Incoming, asyncio.Task[None] | None]:
    """The reaction received, and what goes on beside the room."""
    event = replace(one.event(key, BOB), target=target, kind=Kind.REACTION)
    await one.database.journal.receive([event], "s")
    rest = await story(one).handle(event)
    return event, asyncio.ensure_future(rest()) if rest else None


async def test_a_vote_waits_beside_the_room_until_the_reply_has_its_event(one: Board) -> None:
    asked = await replied(one, Outcome.ANSWER, "mail-iphone")
    _, beside = await reacting(one, "👎", "$again")
    assert beside is not None
    await one.database.journal.delivered(asked.reply, "$again")
    await beside
    assert await one.database.memory.votes(0) == [(asked.question, "down")]
    assert not await one.database.journal.waiting()


async def test_a_choice_waits_too_and_gets_its_answer(one: Board) -> None:
    asked = await replied(one, Outcome.CLARIFY, "mail-iphone", "partager-agenda")
    _, beside = await reacting(one, "2️⃣", "$again")
    assert beside is not None
    await one.database.journal.delivered(asked.reply, "$again")
    await beside
    (answer,) = await one.database.journal.unsent()
    assert "Partage" in answer.body


async def test_other_reactions_and_those_with_nothing_to_be_sent_are_done_with_at_once(one: Board) -> None:
    asked = await replied(one, Outcome.ANSWER, "mail-iphone")
    assert (await reacting(one, "🎉", "$of-somebody"))[1] is None
    await one.database.journal.delivered(asked.reply, "$sent")
    assert (await reacting(one, "👍", "$of-somebody"))[1] is None
    assert not await one.database.journal.waiting()
    assert await one.database.memory.votes(0) == []
