"""Files edited by hand are read within seconds; broken ones are told of once and the old knowledge stays."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flows.blackboard import OFFICE, Board, board

SHARE = "Comment partager mon agenda avec un collègue ?"


@pytest.fixture
async def one(tmp_path: Path) -> AsyncIterator[Board]:
    async with board(tmp_path) as made:
        yield made


async def told(one: Board) -> list[str]:
    return [out.body for out in await one.database.journal.unsent() if out.room_id == OFFICE]


async def test_a_broken_file_is_told_once_and_when_it_is_well_again(one: Board) -> None:
    path = one.folder / "faq" / "essais.yaml"
    good, reread = path.read_text(), one.tools.teaching.rereading
    for _ in range(3):
        path.write_text(good + "- id: x\n")
        await reread.look()
        path.write_text(good + "- id: x\n# autre chose\n")
        await reread.look()
        assert "Partage" in one.served(SHARE)
    (first,) = await told(one)
    assert "ne peut pas être lue" in first
    assert "essais.yaml, ligne 45" in first
    path.write_text(good + "- id: y\n  titre: z\n")
    await reread.look()
    assert len(await told(one)) == 2  # another fault
    one.hand.now += 1000
    path.write_text(good.replace("**Partage**", "**Partager**"))
    await reread.look()
    await reread.look()
    assert (await told(one))[2:] == ["La base est de nouveau lisible : 5 réponses, en ligne dès maintenant."]
    assert "Partager" in one.served(SHARE)
    one.hand.now += 1000
    path.write_text(good + "- id: x\n")
    await reread.look()
    assert len(await told(one)) == 4  # the same fault another day


async def test_a_change_made_from_the_room_is_not_read_twice(one: Board) -> None:
    await one.faq("add cantine | où ? | là")
    revision = one.tools.knowing.revision
    await one.tools.teaching.rereading.look()
    assert one.tools.knowing.revision == revision == 1


async def test_edits_by_hand_are_seen_while_watching(one: Board) -> None:
    reread, seen = one.tools.teaching.rereading, asyncio.Event()
    reread.on_services = lambda _: seen.set()
    watching = asyncio.create_task(reread.run())
    file = one.folder / "faq" / "autre.yaml"
    try:
        file.write_text("- id: neuve\n  title: n\n  questions: [où ?]\n  answer: là\n")
        await asyncio.wait_for(seen.wait(), 40)
        assert one.tools.knowing.knowledge.entry("neuve") is not None
        seen.clear()
        file.unlink()
        await asyncio.wait_for(seen.wait(), 40)
        assert one.tools.knowing.knowledge.entry("neuve") is None
    finally:
        watching.cancel()


async def test_a_folder_that_vanishes_is_told_and_comes_back(one: Board, tmp_path: Path) -> None:
    reread = one.tools.teaching.rereading
    one.folder.rename(tmp_path / "aside")
    await reread.look()
    assert len(await told(one)) == 1
    (tmp_path / "aside").rename(one.folder)
    await reread.look()
    assert len(await told(one)) == 2
    assert "Partage" in one.served(SHARE)
