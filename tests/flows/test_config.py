"""`!config`: one program's set-up out of the base."""

from pathlib import Path

import pytest

from bot.core.document import Document
from bot.core.model import Entry, FacetValue, Knowledge, Lexicon
from bot.core.phrasing.setting_up import setup, which
from bot.core.rendering import to_html, to_text
from bot.flows.commands.config import asked, setups
from bot.storage.knowledge import load
from tests.flows.blackboard import BOB, board

OURS = load(Path(__file__).parents[2] / "knowledge")
EVENT_BYTES = 65_000


def entry(name: str, **facets: str) -> Entry:
    return Entry(id=name, title=name, questions=("q",), markdown="r", answer=Document(), facets=facets)


BASE = Knowledge(
    language="fr",
    title="t",
    entries=(
        entry("agenda", client="tb", task="agenda"),
        entry("import", client="tb", task="mail", origin="gmail"),
        entry("mail", client="tb", task="mail"),
        entry("other", task="mail"),
    ),
    lexicon=Lexicon(
        facets={
            "client": {"tb": FacetValue(label="Thunderbird", words=("mozilla",))},
            "task": {"mail": FacetValue(label="m", words=("m",)), "agenda": FacetValue(label="a", words=("a",))},
        }
    ),
)


def test_a_set_up_is_a_program_s_own_entries_in_the_lexicon_s_order() -> None:
    assert {client: [one.id for one in found] for client, found in setups(BASE).items()} == {"tb": ["mail", "agenda"]}


@pytest.mark.parametrize("typed", ["tb", "Thunderbird", " MOZILLA "])
def test_a_program_is_known_by_all_its_names(typed: str) -> None:
    assert asked(typed, BASE) == "tb"


@pytest.mark.parametrize("typed", ["thunderbird", "iphone", "mac", "android"])
def test_our_base_sets_up_each_program_promised_in_one_message(typed: str) -> None:
    found = setups(OURS)[asked(typed, OURS)]
    document = setup(typed, found)
    text = to_text(document)
    assert "imap.beta.gouv.fr" in text
    assert "smtp.beta.gouv.fr" in text
    assert all(one.title in text for one in found)
    assert len((text + to_html(document)).encode()) < EVENT_BYTES


async def test_anybody_is_told_for_which_programs_there_is_one(tmp_path: Path) -> None:
    async with board(tmp_path) as desk:
        told = to_text(await desk.run("config outlook", who=BOB))
        assert told == "Écrivez !config suivi du logiciel. J'ai les réglages pour : Android, iPhone, Thunderbird."
        assert to_text(await desk.run("config IPHONE", who=BOB)).startswith("Les réglages pour iPhone")
    assert to_text(which(())) == "Je n'ai de réglages tout prêts pour aucun logiciel."
