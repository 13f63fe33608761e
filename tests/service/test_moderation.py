"""Moderators teach the bot from a real room, and nobody else does."""

import asyncio
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.flows.teaching import By
from bot.storage import knowledge
from tests.servers.synapse import Synapse
from tests.service.bots import KNOWLEDGE, SHARE, serving, settings
from tests.service.teaching import Class, join, teaching

CANTEEN = "À quelle heure ouvre la cantine du ministère ?"


@pytest.fixture
async def room(homeserver: Synapse, tmp_path: Path) -> AsyncIterator[Class]:
    async with teaching(homeserver, tmp_path / "state", tmp_path / "knowledge") as one:
        yield one


async def test_a_moderator_adds_rewords_removes_and_undoes(room: Class) -> None:
    before = room.bytes()
    said = await room.faq(f"add cantine | {CANTEEN} | Elle ouvre à **11 h 30**.\n\n- lundi\n- mardi")
    assert "cantine est en ligne" in said.replace("`", "")
    assert "11 h 30" in said
    assert "• lundi" in said
    assert "11 h 30" in await room.answered(CANTEEN)

    assert "midi" in await room.faq("answer cantine | Elle ouvre à midi.")
    assert await room.answered(CANTEEN) == "Elle ouvre à midi."
    assert "2 en tout" in await room.faq("question cantine | on mange à partir de quelle heure ?")
    assert await room.answered("on mange à partir de quelle heure ?") == "Elle ouvre à midi."

    assert "retirée" in await room.faq("remove cantine")
    assert "annulé" in await room.faq("undo")  # of the removal
    assert await room.answered(CANTEEN) == "Elle ouvre à midi."
    for _ in range(3):
        assert "annulé" in await room.faq("undo")
    assert "rien à annuler" in await room.faq("undo")
    after = room.bytes()
    assert {name: data for name, data in after.items() if name in before} == before


async def test_who_is_no_moderator_is_refused_and_nothing_changes(room: Class) -> None:
    before = room.bytes()
    for line in ("add x-y | q ? | r", "remove mail-iphone", "list", "undo", "stats", "unanswered", ""):
        assert "réservé aux modérateurs" in await room.faq(line, room.bob)
    assert room.bytes() == before
    await room.boss.set_level(room.service.room, room.bob.user_id, 50)
    assert "en ligne" in await room.faq("add x-y | que faire ? | r", room.bob)
    await room.boss.set_level(room.service.room, room.bob.user_id, 49)
    assert "réservé aux modérateurs" in await room.faq("remove x-y", room.bob)


async def test_a_restart_keeps_what_was_taught_and_its_undo(homeserver: Synapse, tmp_path: Path) -> None:
    async with teaching(homeserver, tmp_path / "state", tmp_path / "knowledge") as one:
        before = one.bytes()
        await one.faq(f"add cantine | {CANTEEN} | À midi.")
        await one.faq("remove mail-iphone")
        given = one.service.app.settings
    async with serving(given) as bot:
        assert bot.knowing.knowledge.entry("cantine") is not None
        assert bot.knowing.knowledge.entry("mail-iphone") is None
        history = await bot.database.audit.history()
        assert [(one.action, one.entry) for one in history] == [("remove", "mail-iphone"), ("add", "cantine")]
        for number in range(2):
            await bot.worker.answer.commands.tools.teaching.undo(By("@boss:test", history[0].at, f"$undo{number}"))
    assert {name: data for name, data in one.bytes().items() if name in before} == before


async def test_a_command_in_a_thread_with_bars_quotes_and_lines_is_taken_as_written(room: Class) -> None:
    """The reply stands in that thread, and the next question gets the same text."""
    root = await room.bob.say(room.service.room, "ça marche pas chez moi, une idée ?")
    answer = 'Dans « Outils » :\n\n1. choisissez "Comptes" | "Ajouter"\n2. puis `a|b`\n\n> citation : *oui*'
    line = f"!faq add cantine | l'un \\| l'autre, \"quand\" ouvre la cantine ? | {answer}"
    said = await room.boss.say(room.service.room, line, thread=root)
    shown = await room.answer_to(said, room.boss)
    relation = shown["content"]["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", root)
    assert '"Comptes" | "Ajouter"' in shown["content"]["body"]
    entry = room.service.app.knowing.knowledge.entry("cantine")
    assert entry is not None
    assert (entry.questions, entry.markdown) == (("l'un | l'autre, \"quand\" ouvre la cantine ?",), answer)
    served = await room.answered("quand ouvre la cantine ?")
    assert '1. choisissez "Comptes" | "Ajouter"' in served
    assert "a|b" in served


async def test_an_edited_command_changes_nothing(room: Class) -> None:
    said = await room.boss.say(room.service.room, f"!faq add cantine | {CANTEEN} | À midi.")
    await room.answer_to(said, room.boss)
    after = room.bytes()
    await room.boss.edit(room.service.room, said, "!faq remove mail-iphone")
    plain = await room.boss.say(room.service.room, "bonjour à tous")
    await room.boss.edit(room.service.room, plain, "!faq remove mail-iphone")
    await room.service.settled()
    assert room.bytes() == after


async def test_moderators_of_other_rooms_are_refused(homeserver: Synapse, tmp_path: Path) -> None:
    """The guest rules a room of their own that the bot was rightly invited to, and a conversation of two."""
    folder, state = tmp_path / "knowledge", tmp_path / "state"
    async with homeserver.person("guest") as guest, teaching(homeserver, state, folder, invites=guest.user_id) as one:
        before = one.bytes()
        await join(guest, one.boss, one.service.room)
        for direct in (False, True):
            other = await guest.create_room(invite=[one.service.me], direct=direct)
            await guest.wait_for(joined(other, one.service.me))
            said = await guest.say(other, f"!faq add cantine | {CANTEEN} | À midi.")
            body = (await one.answer_to(said, guest))["content"]["body"]
            assert "dans le salon que je sers" in body
            help_ = await one.answer_to(await guest.say(other, "!aide"), guest)
            assert "!faq" not in help_["content"]["body"]
        assert one.bytes() == before


def joined(room: str, user: str):  # type: ignore[no-untyped-def]
    return lambda event: (
        event["type"] == "m.room.member"
        and event["room_id"] == room
        and event.get("state_key") == user
        and event["content"]["membership"] == "join"
    )


async def test_the_moderation_room_teaches_too_and_hears_of_broken_files(homeserver: Synapse, tmp_path: Path) -> None:
    folder, state = tmp_path / "knowledge", tmp_path / "state"
    async with homeserver.person("chief") as chief:
        office = await chief.create_room(alias="office-" + chief.user_id[1:].partition(":")[0], public=True)
        async with teaching(homeserver, state, folder, moderation_room=office) as one:
            said = await chief.say(office, f"!faq add cantine | {CANTEEN} | À midi.")
            assert "en ligne" in (await one.answer_to(said, chief))["content"]["body"]
            assert await one.answered(CANTEEN) == "À midi."

            path = folder / "faq" / "essais.yaml"
            good = path.read_bytes()
            path.write_bytes(good + b"- id: mail-iphone\n  titre: en double\n")
            told = await chief.wait_for(lambda event: "ne peut pas être lue" in event["content"].get("body", ""), 20)
            assert re.search(r"essais\.yaml, ligne \d+", told["content"]["body"])
            assert "Partage" in await one.answered(SHARE)  # the old base answers
            assert "contiennent une erreur" in await one.faq("remove mail-iphone")
            path.write_bytes(good.replace(b"puis **Partage**", "puis **Partager à d'autres**".encode()))
            await chief.wait_for(lambda event: "de nouveau lisible" in event["content"].get("body", ""), 20)
            assert "Partager à d'autres" in await one.answered(SHARE)
            troubles = [e for e in chief.events if "ne peut pas être lue" in e["content"].get("body", "")]
            assert len(troubles) == 1


async def test_fifty_changes_by_two_moderators_at_once_lose_nothing(homeserver: Synapse, tmp_path: Path) -> None:
    folder, state = tmp_path / "knowledge", tmp_path / "state"
    async with homeserver.person("chief") as chief:
        office = await chief.create_room(public=True)
        async with teaching(homeserver, state, folder, moderation_room=office) as one:
            await one.faq("add cantine | à quelle heure ouvre la cantine ? | À midi.")
            lines = [
                [
                    f"!faq add {who}-{number} | numéro {number} de {who} ? | Réponse {number} de {who}."
                    if number % 2
                    else f"!faq question cantine | formulation {number} de {who} ?"
                    for number in range(25)
                ]
                for who in ("boss", "chief")
            ]
            first = [await one.boss.say(one.service.room, line) for line in lines[0][:1]]
            second = [await chief.say(office, line) for line in lines[1][:1]]
            for mine, theirs in zip(lines[0][1:], lines[1][1:], strict=True):
                both = asyncio.gather(one.boss.say(one.service.room, mine), chief.say(office, theirs))
                said, also = await both
                first.append(said)
                second.append(also)
            async with asyncio.timeout(90):
                for said in first:
                    assert await one.answer_to(said, one.boss)
                for said in second:
                    assert await one.answer_to(said, chief)
            base = knowledge.load(folder)
            cantine = base.entry("cantine")
            assert cantine is not None
            for who in ("boss", "chief"):
                for number in range(25):
                    if number % 2:
                        entry = base.entry(f"{who}-{number}")
                        assert entry is not None
                        assert entry.markdown == f"Réponse {number} de {who}."
                    else:
                        assert f"formulation {number} de {who} ?" in cantine.questions
            assert len(await one.service.app.database.audit.history(limit=100)) == 51
            assert one.service.app.knowing.knowledge == base


async def test_two_who_reword_the_same_answer_are_told_of_each_other(homeserver: Synapse, tmp_path: Path) -> None:
    async with teaching(homeserver, tmp_path / "state", tmp_path / "knowledge") as one:
        await one.boss.set_level(one.service.room, one.bob.user_id, 50)
        await one.faq("answer partager-agenda | La version du chef.")
        said = await one.faq("answer partager-agenda | La version de Bob.", one.bob)
        assert one.boss.user_id in said
        assert "La version du chef." in said
        assert await one.answered(SHARE) == "La version du chef."
        assert "La version de Bob." in await one.faq(
            "answer partager-agenda | La version de Bob.", one.bob
        )  # knowingly
        assert "annulé" in await one.faq("undo")
        assert await one.answered(SHARE) == "La version du chef."


# Three wordings of one matter, and the fourth that is answered once it is learnt. The second's share hardly a word.
LEARNT = {
    "signature": (
        "Comment ajouter une signature à mes mails ?",
        "Où est-ce qu'on règle sa signature dans le webmail ?",
        "Je voudrais une signature automatique sous mes messages, comment faire ?",
        "comment mettre ma signature en bas de mes mails ?",
    ),
    "differe": (
        "Comment programmer l'envoi d'un mail à une heure donnée ?",
        "je veux écrire ce soir et que ça parte plus tard",
        "l'envoi différé, ça existe ?",
        "peut-on différer l'envoi d'un message",
    ),
}


@pytest.mark.parametrize("name", LEARNT)
async def test_an_unanswered_question_asked_three_ways_is_learnt(
    name: str, homeserver: Synapse, tmp_path: Path
) -> None:
    *wordings, fourth = LEARNT[name]
    async with (
        homeserver.person("carl") as carl,
        homeserver.person("dora") as dora,
        teaching(homeserver, tmp_path / "state", tmp_path / "knowledge") as one,
    ):
        for person in (carl, dora):
            await join(person, one.boss, one.service.room)
        asked = [
            await one.unanswered(text, person) for text, person in zip(wordings, (one.bob, carl, dora), strict=True)
        ]
        listed = await one.faq("unanswered")
        assert "1. 3 fois (3 sans réponse)" in listed
        assert all(text in listed for text in wordings)
        assert "bob" not in listed

        root = asked[1]
        answer = await one.boss.say(one.service.room, "Dans **Paramètres**, ouvrez Signatures.", thread=root)
        said = await one.boss.say(one.service.room, f"!faq learn {name}", thread=root, reply=answer)
        draft = await one.answer_to(said, one.boss)
        assert "Brouillon" in draft["content"]["body"]
        assert "Paramètres" in draft["content"]["body"]
        assert one.service.app.knowing.knowledge.entry(name) is None
        await one.bob.react(one.service.room, draft["event_id"], "✅")
        await one.service.settled()
        assert one.service.app.knowing.knowledge.entry(name) is None
        await one.boss.react(one.service.room, draft["event_id"], "✅")
        live = await one.boss.wait_for(lambda event: "est en ligne" in event["content"].get("body", ""))
        assert live["content"]["m.relates_to"]["event_id"] == root
        entry = one.service.app.knowing.knowledge.entry(name)
        assert entry is not None
        assert set(entry.questions) == set(wordings)
        assert entry.source.author == one.boss.user_id
        assert "Signatures" in await one.answered(fourth, carl)
        assert "Aucune question" in await one.faq("unanswered")


async def test_a_pin_on_ones_own_answer_proposes_an_id(room: Class) -> None:
    root = await room.unanswered("Comment imprimer un message avec ses pièces jointes ?", room.bob)
    answer = await room.boss.say(room.service.room, "Menu **⋮** puis Imprimer.", thread=root)
    await room.bob.react(room.service.room, answer, "📌")
    await room.service.settled()
    assert not [e for e in room.boss.events if "Brouillon" in e["content"].get("body", "")]
    await room.boss.react(room.service.room, answer, "📌")
    draft = await room.boss.wait_for(lambda event: "Brouillon" in event["content"].get("body", ""))
    name = re.search(r"Brouillon de (\S+),", draft["content"]["body"])
    assert name
    await room.boss.react(room.service.room, draft["event_id"], "✅")
    await room.boss.wait_for(lambda event: f"{name[1]} est en ligne" in event["content"].get("body", ""))
    assert "Imprimer" in await room.answered("Comment imprimer un message avec ses pièces jointes ?")


async def test_a_persons_message_becomes_a_phrasing(room: Class) -> None:
    odd = await room.bob.say(room.service.room, "mon planning doit être visible de toute l'équipe")
    said = await room.faq("question partager-agenda", reply=odd)
    assert "4 en tout" in said
    assert "Partage" in await room.answered("mon planning doit être visible de toute l'équipe")


async def test_a_draft_outlives_a_restart(homeserver: Synapse, tmp_path: Path) -> None:
    folder, state = tmp_path / "knowledge", tmp_path / "state"
    shutil.copytree(KNOWLEDGE, folder)
    async with homeserver.person("boss") as boss:
        account = await homeserver.account("facteur")
        room = await boss.create_room(invite=[account.user_id])
        given = settings(homeserver, account, state, room, knowledge=folder)
        async with serving(given):
            root = await boss.say(room, CANTEEN)
            answer = await boss.say(room, "À midi.", thread=root)
            await boss.say(room, "!faq learn cantine", thread=root, reply=answer)
            draft = await boss.wait_for(lambda event: "Brouillon" in event["content"].get("body", ""))
        await boss.react(room, draft["event_id"], "✅")
        async with serving(given) as bot:
            await boss.wait_for(lambda event: "est en ligne" in event["content"].get("body", ""))
            assert bot.knowing.knowledge.entry("cantine") is not None


def taken_back(patch: str, folder: Path) -> None:
    subprocess.run(["git", "apply", "--reverse"], input=patch, text=True, cwd=folder, check=True)


async def test_figures_history_and_export(room: Class) -> None:
    answer = await room.ask(SHARE, room.bob)
    await room.bob.react(room.service.room, answer["event_id"], "👎")
    await room.service.settled()
    stats = await room.faq("stats")
    assert "7 jours" in stats
    assert "partager-agenda : 0 👍, 1 👎" in stats
    assert "1 👎" in await room.faq("unanswered")
    assert "Aucun changement" in await room.faq("history")
    assert "Aucun changement" in await room.faq("export")
    await room.faq("answer partager-agenda | Tout autrement.")
    assert "Aucune question" in await room.faq("unanswered")  # a moderator has seen to it
    history = await room.faq("history partager-agenda")
    assert room.boss.user_id in history
    assert "+    Tout autrement." in history
    export = await room.ask("!faq export")
    assert export["content"]["m.relates_to"]["rel_type"] == "m.thread"
    assert re.fullmatch(r"facteur-\d{4}-\d\d-\d\d\.patch", export["content"]["filename"])
    assert "git apply" in export["content"]["body"]
    patch = (await room.boss.download(export["content"]["url"])).decode()
    assert "--- a/faq/essais.yaml" in patch
    assert "+    Tout autrement." in patch
    taken_back(patch, room.folder)
    assert room.bytes() == {
        str(path.relative_to(KNOWLEDGE)): path.read_bytes() for path in sorted(KNOWLEDGE.rglob("*.yaml"))
    }
