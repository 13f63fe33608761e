"""The process dies while a moderator's change is on its way: the change has its author and undo, and is made once."""

import shutil
import signal
from pathlib import Path

import pytest

from bot.demo.person import Person
from tests.servers.synapse import Synapse
from tests.service.bots import KNOWLEDGE, Service, serving, settings
from tests.service.test_hard_times import died

CANTEEN = "À quelle heure ouvre la cantine du ministère ?"


# Before the files are touched, between the files and the audit, between the audit and the reply.
@pytest.mark.parametrize("moment", ["before audit.prepare", "after audit.prepare", "before audit.complete"])
async def test_a_kill_between_file_and_audit_leaves_a_change_with_author_and_undo(
    moment: str, homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    folder, state = tmp_path / "knowledge", tmp_path / "state"
    shutil.copytree(KNOWLEDGE, folder)
    account = await homeserver.account("facteur")
    room = await alice.create_room(invite=[account.user_id])
    given = settings(homeserver, account, state, room, knowledge=folder)
    async with serving(given):
        pass  # joined, its token stored
    said = await alice.say(room, f"!faq add cantine | {CANTEEN} | À midi.")
    assert await died(homeserver, account, state, room, moment, folder) == -signal.SIGKILL
    assert (folder / "faq" / "salon.yaml").exists() is (moment == "before audit.complete")
    async with serving(given) as bot:
        service = Service(bot, alice, room, account.user_id)
        assert "est en ligne" in (await service.reply(said))["content"]["body"]
        assert len(service.replies(said)) == 1
        (change,) = await bot.database.audit.history()
        assert (change.action, change.entry, change.author) == ("add", "cantine", alice.user_id)
        undone = await service.reply(await alice.say(room, "!faq undo"))
        assert "annulé" in undone["content"]["body"]
        assert bot.knowing.knowledge.entry("cantine") is None
