"""Bursts, absences, restarts and crashes: nothing is lost, nothing is said twice."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from bot.demo.person import Person
from tests.servers.synapse import PASSWORD, Login, Synapse
from tests.service.bots import KNOWLEDGE, SHARE, Service, in_room, serving, settings


async def ask_often(person: Person, room: str, count: int) -> list[str]:
    return [await person.say(room, SHARE) for _ in range(count)]


async def all_answered_once(service: Service, questions: list[str]) -> None:
    for question in questions:
        await service.reply(question)
    await service.person.sync()
    assert [len(service.replies(question)) for question in questions] == [1] * len(questions)


async def test_a_burst_of_sixty_messages_is_answered_whole(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    async with in_room(homeserver, alice, tmp_path) as service:
        questions = await asyncio.gather(*(alice.say(service.room, SHARE) for _ in range(60)))
        await all_answered_once(service, list(questions))


@pytest.mark.timeout(180)
async def test_two_hundred_messages_while_down_are_answered_after_the_restart(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    account = await homeserver.account("facteur")
    room = await alice.create_room(invite=[account.user_id])
    given = settings(homeserver, account, tmp_path, room)
    async with serving(given) as bot:
        service = Service(bot, alice, room, account.user_id)
        await service.settled()
    questions = await ask_often(alice, room, 200)
    async with serving(given) as bot:
        service = Service(bot, alice, room, account.user_id)
        await all_answered_once(service, questions)


async def test_a_restart_keeps_device_and_memory(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    account = await homeserver.account("facteur")
    room = await alice.create_room(invite=[account.user_id])
    given = settings(homeserver, account, tmp_path, room)
    async with serving(given) as bot:
        service = Service(bot, alice, room, account.user_id)
        device = bot.matrix.client.device_id
        question = await alice.say(room, SHARE)
        answer = await service.reply(question)
    async with serving(given) as bot:
        service = Service(bot, alice, room, account.user_id)
        assert bot.matrix.client.device_id == device
        await alice.edit(room, question, "impossible d'envoyer un mail")
        edit = await service.edit_of(answer["event_id"])
    assert "587" in edit["content"]["m.new_content"]["body"]


# Where the process dies: the verb of the journal at which it is killed, before or after the verb has run.
@pytest.mark.parametrize("moment", ["before settle", "after settle", "before delivered", "after receive"])
async def test_a_kill_between_any_two_steps_leaves_exactly_one_answer(
    moment: str, homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    account = await homeserver.account("facteur")
    room = await alice.create_room(invite=[account.user_id])
    given = settings(homeserver, account, tmp_path, room)
    async with serving(given):
        pass  # joined, its token stored
    question = await alice.say(room, SHARE)
    assert await died(homeserver, account, tmp_path, room, moment) == -signal.SIGKILL
    async with serving(given) as bot:
        service = Service(bot, alice, room, account.user_id)
        await all_answered_once(service, [question])
        await service.settled()
        assert len(service.replies(question)) == 1


async def died(
    homeserver: Synapse, account: Login, state: Path, room: str, moment: str, knowledge: Path = KNOWLEDGE
) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.service.mortal", moment, homeserver.url, account.user_id, str(state), room,
        str(knowledge), cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        return await asyncio.wait_for(process.wait(), 60)
    finally:
        if process.returncode is None:
            process.kill()


@pytest.mark.parametrize("version", ["10", "12"])
async def test_old_and_new_room_versions_are_served(
    version: str, homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    async with in_room(homeserver, alice, tmp_path, version=version) as service:
        await service.reply(await alice.say(service.room, SHARE))
        assert await service.app.matrix.people.level(service.room, alice.user_id) >= 50


BAD = [
    "",
    " ",
    "x" * 60_000,
    "mail " * 10_000,
    "\u200b\u200d\ufeff",
    "\u202eédoc ed tom\u202c",
    "<b>mail</b><script>alert(1)</script>",
    "a\0b",
    "🙂" * 5000,
    "!" * 500,
    "!faq" + " |" * 3000,
]


async def test_no_message_breaks_the_bot(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    async with in_room(homeserver, alice, tmp_path) as service:
        for text in BAD:
            await alice.say(service.room, text)
        await service.settled()


async def run(*environment: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        "env", *environment, sys.executable, "-m", "bot", "run",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, cwd=KNOWLEDGE.parents[2],
    )  # fmt: skip
    _, told = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, told.decode()


async def test_a_refused_password_ends_it_with_one_clear_line(homeserver: Synapse, tmp_path: Path) -> None:
    account = await homeserver.account("facteur")
    code, told = await run(
        f"BOT_HOMESERVER={homeserver.url}", f"BOT_USER={account.user_id}", f"BOT_PASSWORD=not-{PASSWORD}",
        "BOT_ROOMS=#support:localhost", f"BOT_STATE={tmp_path}", f"BOT_KNOWLEDGE={KNOWLEDGE}", "BOT_WEB=off",
    )  # fmt: skip
    assert code != 0
    assert "password was refused" in told.splitlines()[-1]
    assert "Traceback" not in told
    assert PASSWORD not in told


async def test_a_dead_token_ends_it_with_one_clear_line(homeserver: Synapse, tmp_path: Path) -> None:
    account = await homeserver.account("facteur")
    code, told = await run(
        f"BOT_HOMESERVER={homeserver.url}", f"BOT_USER={account.user_id}", "BOT_ACCESS_TOKEN=syt_gone",
        "BOT_DEVICE_ID=GONE", "BOT_ROOMS=#support:localhost", f"BOT_STATE={tmp_path}", f"BOT_KNOWLEDGE={KNOWLEDGE}",
        "BOT_WEB=off",
    )  # fmt: skip
    assert code != 0
    assert "M_UNKNOWN_TOKEN" in told.splitlines()[-1]
    assert "syt_gone" not in told


async def test_wrong_settings_are_all_told_and_end_it_with_2() -> None:
    code, told = await run("BOT_RATE=quick", "BOT_WEB=nowhere")
    assert code == 2
    for name in ("BOT_RATE", "BOT_WEB", "BOT_HOMESERVER", "BOT_USER", "BOT_ROOMS"):
        assert name in told


async def test_a_broken_base_is_refused_with_every_fault(homeserver: Synapse, tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "knowledge.yaml").write_text("language: de\ntitle: x\n", encoding="utf-8")
    (tmp_path / "faq" / "a.yaml").write_text("- id: A B\n  title: x\n", encoding="utf-8")
    code, told = await run(
        f"BOT_HOMESERVER={homeserver.url}", "BOT_USER=@x:localhost", "BOT_PASSWORD=x", "BOT_ROOMS=#s:localhost",
        f"BOT_STATE={tmp_path / 'state'}", f"BOT_KNOWLEDGE={tmp_path}",
    )  # fmt: skip
    assert code == 1
    assert "knowledge.yaml:1" in told
    assert "a.yaml:1" in told
