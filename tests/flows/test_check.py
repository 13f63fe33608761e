"""`!check` in a room: how often, shared with whom, and what happens to a password written behind it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.checks import Limits, Probe
from bot.core.events import Act
from bot.core.phrasing.checks import WRITTEN_IN_ROOM
from bot.core.phrasing.room import ROOM_TOO_OFTEN, TOO_OFTEN
from bot.core.rendering import to_text
from bot.core.services import Endpoint, Protocol, Security, Service, Services
from tests.flows.blackboard import ELSEWHERE, ROOM, Board, board
from tests.servers.mail_faults import closed_port

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")


@dataclass(slots=True)
class Desk:
    """A room whose people ask for checks of services that refuse the connection."""

    board: Board
    people: list[str] = field(default_factory=lambda: [f"@p{number}:test" for number in range(200)])

    async def ask(self, line: str, who: str = "", room: str = ROOM) -> str:
        return to_text(await self.board.run(line, who or self.people[0], room))

    async def each(self, *lines: str) -> list[str]:
        """A line a person, one after the other."""
        return [await self.ask(line, who) for line, who in zip(lines, self.people, strict=False)]

    def later(self, seconds: float) -> None:
        self.board.hand.now += int(seconds * 1000)

    async def removed(self) -> list[str]:
        return [out.target for out in await self.board.database.journal.unsent() if out.act is Act.REDACT]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    with closed_port() as port:
        services = tuple(
            Service(id=word, title=word, protocol=Protocol.SMTP, host="127.0.0.1", allow_private=True,
                    endpoints=(Endpoint(port, Security.STARTTLS),))
            for word in WORDS
        )  # fmt: skip
        async with board(tmp_path) as made:
            probe = Probe(Services(services=services), clock=made.hand.seconds, limits=Limits(shared=60))
            made.tools = replace(made.tools, live=replace(made.tools.live, prober=probe))
            yield Desk(made)
            await probe.close()


def looked(answer: str) -> bool:
    return "la connexion est refusée" in answer


async def test_a_person_looks_five_times_in_five_minutes_and_is_told_once(desk: Desk) -> None:
    said = [await desk.ask("check one") for _ in range(8)]
    assert [looked(one) for one in said] == [True] * 5 + [False] * 3
    assert said[5:] == [TOO_OFTEN, "", ""]
    desk.later(300)
    assert looked(await desk.ask("check one"))


async def test_the_status_of_everything_counts_like_a_look(desk: Desk) -> None:
    said = [await desk.ask("statut") for _ in range(7)]
    assert [looked(one) for one in said] == [True] * 5 + [False] * 2
    assert said[5:] == [TOO_OFTEN, ""]


async def test_a_room_begins_six_runs_a_minute_and_is_told_once(desk: Desk) -> None:
    said = await desk.each(*(f"check {word}" for word in WORDS))
    assert [looked(one) for one in said] == [True] * 6 + [False] * 2
    assert said[6:] == [ROOM_TOO_OFTEN, ""]
    desk.later(60)
    assert looked(await desk.ask("check seven", "@other:test"))


async def test_what_is_shared_is_answered_whatever_the_room_has_begun(desk: Desk) -> None:
    await desk.each(*(f"check {word}" for word in WORDS))
    assert looked(await desk.ask("check one", "@late:test"))
    assert looked(await desk.ask("check one two three", "@later:test"))
    assert await desk.ask("check one eight", "@last:test") == ""


async def test_sharing_never_counts_against_the_room(desk: Desk) -> None:
    shared = await desk.each(*["check one"] * 50)
    assert all(map(looked, shared))
    desk.people = desk.people[50:]
    assert all(map(looked, await desk.each(*(f"check {word}" for word in WORDS[1:6]))))


async def test_another_room_has_runs_of_its_own(desk: Desk) -> None:
    await desk.each(*(f"check {word}" for word in WORDS))
    assert looked(await desk.ask("check eight", "@elsewhere:test", ELSEWHERE))


async def test_many_at_the_same_moment_begin_one_run(desk: Desk) -> None:
    said = await asyncio.gather(*(desk.ask("check all", who) for who in desk.people[:30]))
    assert all(map(looked, said))
    assert [len(times) for times in desk.board.tools.live.of_room.past.values()] == [1]
    assert desk.board.tools.live.begun == set()


async def test_an_unknown_service_begins_nothing_and_gets_the_list(desk: Desk) -> None:
    said = await desk.ask("check nothing")
    assert all(word in said for word in (*WORDS, "dns", "all"))
    assert desk.board.tools.live.of_room.past == {}


async def test_a_message_full_of_words_is_read_no_further_than_makes_sense(desk: Desk) -> None:
    said = await desk.ask("check " + "x " * 30_000)
    assert "Je ne connais pas" in said


SECRETS = ["login me@lab.test Tr0ub4dor&3", "login Tr0ub4dor&3", "one login Tr0ub4dor&3", "login 123456",
           "me@lab.test Tr0ub4dor&3", "LOGIN me@lab.test"]  # fmt: skip


@pytest.mark.parametrize("words", SECRETS)
async def test_what_may_be_a_password_is_not_used_and_taken_away(words: str, desk: Desk) -> None:
    assert await desk.ask(f"check {words}") == WRITTEN_IN_ROOM
    assert len(await desk.removed()) == 1


async def test_a_password_is_taken_away_even_from_somebody_who_asks_too_often(desk: Desk) -> None:
    for _ in range(7):
        await desk.ask("check one")
    assert await desk.ask("check login Tr0ub4dor&3") == ""
    assert len(await desk.removed()) == 1


@pytest.mark.parametrize("words", ["login", "login détails", "one login", "login one dns", "me@lab.test"])
async def test_the_names_of_services_are_no_password(words: str, desk: Desk) -> None:
    assert WRITTEN_IN_ROOM not in await desk.ask(f"check {words}")
    assert await desk.removed() == []
