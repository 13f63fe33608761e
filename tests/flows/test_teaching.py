"""What moderators write, rightly and wrongly, and what becomes of the files."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.rendering import to_html, to_text
from bot.errors import WorldFailed
from bot.flows.teaching import By
from bot.ports import Change
from bot.storage import knowledge
from bot.storage.versions import Git
from tests.flows.blackboard import BOB, BOSS, CHIEF, ELSEWHERE, OFFICE, ROOM, Board, board

CANTEEN = "à quelle heure ouvre la cantine ?"


@pytest.fixture
async def one(tmp_path: Path) -> AsyncIterator[Board]:
    async with board(tmp_path) as made:
        yield made


# ---- what is refused changes nothing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("add", "La forme est : !faq add ID | question | réponse"),
        ("add cantine", "La forme est"),
        ("add cantine | où ?", "La forme est"),
        ("add cantine | où ? |   ", "La forme est"),
        ("add | où ? | là", "La forme est"),
        ("add cantine |  | là", "La forme est"),
        ("add cantine | ??? | là", "Il manque la question."),
        ("add Mon_Id | où ? | là", "ne convient pas comme identifiant"),
        ("add ../../etc/passwd | où ? | là", "ne convient pas comme identifiant"),
        ("add a | où ? | là", "ne convient pas comme identifiant"),
        ("add faq/x | où ? | là", "ne convient pas comme identifiant"),
        ("add mail-iphone | où ? | là", "est déjà pris"),
        ("add cantine | où ? | appelez @room", "préviendrait tout le salon"),
        ("add cantine | où ? | <script>alert(1)</script>", "affiché tel quel"),
        ("add cantine | où ? | a\x07b", "caractère de contrôle"),
        ("question mail-ihpone | où ?", "Vouliez-vous « mail-iphone » ?"),
        ("question mail-iphone", "La forme est"),
        ("question mail-iphone | COMMENT configurer mon mail sur iphone", "déjà parmi les questions"),
        ("answer zzzz | là", "Il n'y a pas de réponse « zzzz »."),
        ("answer mail-iphone |", "La forme est"),
        ("answer mail-iphone | " + "x" * 20_001, "20001 caractères, 20000 au plus"),
        ("question mail-iphone | " + "x" * 2_001, "2001 caractères, 2000 au plus"),
        ("remove", "La forme est"),
        ("remove zzzz", "Il n'y a pas de réponse"),
        ("remove mail-iphone mail-android", "Il n'y a pas de réponse"),
        ("show", "La forme est"),
        ("show mail-ihpone", "Vouliez-vous « mail-iphone » ?"),
        ("test", "La forme est"),
        ("undo", "rien à annuler"),
        ("history", "Aucun changement"),
        ("history mail-iphone", "n'a jamais été changée"),
        ("history zzzz", "Il n'y a pas de réponse"),
        ("export", "Aucun changement à exporter"),
        ("export hier", "La forme est"),
        ("learn", "La forme est"),
        ("learn cantine", "s'écrit dans le fil"),
        ("ad cantine | où ? | là", "Vouliez-vous !faq add"),
        ("", "!faq unanswered"),
        ("@@@@", "!faq unanswered"),
    ],
)
async def test_a_refusal_says_why_and_changes_nothing(one: Board, line: str, said: str) -> None:
    before = one.files()
    assert said in await one.faq(line)
    assert one.files() == before
    assert await one.database.audit.history() == []
    assert one.tools.knowing.revision == 0


@pytest.mark.parametrize(("who", "room"), [(BOB, ROOM), (BOB, OFFICE), (BOSS, ELSEWHERE), (BOB, ELSEWHERE)])
async def test_only_moderators_of_a_room_served_are_heard(one: Board, who: str, room: str) -> None:
    before = one.files()
    said = await one.faq(f"add cantine | {CANTEEN} | À midi.", who, room)
    assert ("réservé aux modérateurs" if room != ELSEWHERE else "dans le salon que je sers") in said
    assert one.files() == before


# ---- what is written arrives as it is ---------------------------------------------------------------------------


ANSWERS = [
    "Une seule ligne.",
    "Deux lignes,\nl'une sous l'autre.\n\n1. une\n2. deux",
    "Des | barres | partout\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "```\nimap.example.fr | 993\n# pas un commentaire\n```",
    "\"guillemets\", 'apostrophes', « français » : et deux-points",
    "- un tiret d'abord\n- !!python/object/apply:os.system [ls]\n- &ancre *alias",
    "éàü œ € 🎉 日本語",
    "`code` et **gras** et [lien](https://example.fr/?a=1&b=2)",
    "a < b, et <prenom.nom> s'écrit ainsi",
    "---\nun trait d'abord",
    "# un titre\n\n    du code",
]


@pytest.mark.parametrize("answer", ANSWERS)
async def test_an_answer_arrives_as_it_was_written_and_leaves_the_rest_alone(one: Board, answer: str) -> None:
    before = one.files()
    assert "est en ligne" in await one.faq(f"add cantine | {CANTEEN} | {answer}")
    entry = knowledge.load(one.folder).entry("cantine")
    assert entry is not None
    assert (entry.markdown, entry.questions, entry.title) == (answer, (CANTEEN,), CANTEEN)
    assert (entry.source.author, entry.source.date) == (BOSS, "2025-11-23")
    assert {name: data for name, data in one.files().items() if name in before} == before
    assert "est remplacée" in await one.faq(f"answer mail-iphone | {answer}")
    assert knowledge.load(one.folder).entry("mail-iphone").markdown == answer  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "question",
    [
        'où ? "là" : l\'ici',
        "- tiret",
        "# croisillon ?",
        "a \\| b ?",
        "!!python/name:os ?",
        "@room où est-ce ?",
        "<b>où</b> ?",
    ],
)
async def test_a_question_arrives_as_it_was_written(one: Board, question: str) -> None:
    document = await one.run(f"faq question mail-iphone | {question}")
    entry = knowledge.load(one.folder).entry("mail-iphone")
    assert entry is not None
    assert entry.questions[-1] == question  # of two texts the last may hold bars
    assert "@room" not in to_html(document)
    assert "<b>" not in to_html(document)


async def test_a_bar_in_a_question_that_is_followed_by_an_answer_is_escaped(one: Board) -> None:
    await one.faq("add choix | l'un \\| l'autre ? | ni | l'un | ni l'autre")
    entry = one.tools.knowing.knowledge.entry("choix")
    assert entry is not None
    assert (entry.questions, entry.markdown) == (("l'un | l'autre ?",), "ni | l'un | ni l'autre")


async def test_a_command_over_several_lines_and_with_odd_spaces_is_read(one: Board) -> None:
    assert "est en ligne" in await one.faq(f"\n add\u00a0`cantine`\u202f|\n{CANTEEN}\n|\n\nÀ midi.\n")
    assert one.served(CANTEEN) == "À midi."


# ---- what is told -----------------------------------------------------------------------------------------------


async def test_a_question_close_to_another_entrys_is_pointed_out(one: Board) -> None:
    said = await one.faq("add double | comment partager mon agenda avec un collègue | Autrement.")
    assert "ressemble aux questions de partager-agenda" in said
    assert "ressemble" not in await one.faq(f"add cantine | {CANTEEN} | À midi.")


async def test_reading_commands_show_what_is_known(one: Board) -> None:
    assert "5 réponses" in await one.faq("list")
    listed = await one.faq("list iPhone")
    assert listed.startswith("1 réponse contient « iPhone » :")
    assert "mail-iphone" in listed
    assert "mail-android" not in listed
    assert "Aucune réponse ne contient" in await one.faq("list cantine")
    shown = await one.faq("show `envoi-bloque`")
    assert all(word in shown for word in ("STARTTLS", "impossible d'envoyer un mail", "vérification : smtp"))
    tried = await one.faq("test comment partager mon agenda ?")
    assert "Je répondrais" in tried
    assert "partager-agenda" in tried


async def test_history_says_who_when_and_what(one: Board) -> None:
    await one.faq(f"add cantine | {CANTEEN} | À midi.")
    await one.faq("answer cantine | À une heure.", CHIEF)
    await one.faq("undo", CHIEF)
    history = (await one.faq("history")).splitlines()
    assert "annulation · cantine" in history[2]
    assert history[3].endswith(f"{CHIEF} · réponse · cantine (annulé depuis)")
    assert history[4] == f"• 23/11/2025 à 12:00 · {BOSS} · ajout · cantine"
    assert "+    À une heure." in await one.faq("history cantine")


async def test_an_export_applies_to_the_files_of_before(one: Board, tmp_path: Path) -> None:
    before = one.files()
    await one.faq("answer mail-iphone | Autre chose.\n\n- et encore")
    await one.faq(f"add cantine | {CANTEEN} | À midi.")
    await one.faq("remove mail-android")
    await one.faq("question cantine | on mange quand ?")
    await one.faq("undo")
    document = await one.run("faq export")
    assert document.attached is not None
    patch = document.attached.text
    assert patch == next(block.text for block in document.blocks if hasattr(block, "text")) + "\n"
    after = one.files()
    for name in ("essais.yaml", "salon.yaml"):
        (one.folder / "faq" / name).unlink(missing_ok=True)
    (one.folder / "faq" / "essais.yaml").write_bytes(before["essais.yaml"])
    assert applied(one.folder, patch) == ""
    assert one.files() == after


def applied(folder: Path, patch: str) -> str:
    """What git has against it."""
    done = subprocess.run(["git", "apply", "-"], cwd=folder, input=patch.encode(), check=False, capture_output=True)
    return done.stderr.decode()


async def test_a_long_export_is_cut_and_says_so(one: Board) -> None:
    for number in range(12):
        await one.faq(f"add long-{number} | numéro {number} ? | " + "\n".join(f"ligne {line}" for line in range(30)))
    document = await one.run("faq export")
    assert "lignes : un message n'en contient pas plus" in to_text(document)
    assert document.attached is not None
    assert all(f"id: long-{number}" in document.attached.text for number in range(12))  # the file is whole
    one.hand.now += 3 * 86_400_000
    await one.faq("add court | court ? | court")
    assert "message n'en contient" not in await one.faq("export 1")


# ---- two at once ------------------------------------------------------------------------------------------------


async def test_changes_at_once_are_made_one_after_the_other(one: Board) -> None:
    lines = [f"add n-{number} | numéro {number} ? | Réponse {number}." for number in range(12)]
    said = await asyncio.gather(*(one.faq(line, who) for line, who in zip(lines, [BOSS, CHIEF] * 6, strict=True)))
    assert all("est en ligne" in one for one in said)
    assert {entry.id for entry in knowledge.load(one.folder).entries} >= {f"n-{number}" for number in range(12)}


async def test_the_second_of_two_rewordings_is_told_of_the_first(one: Board) -> None:
    first, second = await asyncio.gather(
        one.faq("answer mail-iphone | Du chef."), one.faq("answer mail-iphone | De l'autre.", CHIEF)
    )
    assert "est remplacée" in first
    assert f"par {BOSS} à 12:00" in second
    assert "+    Du chef." in second
    assert knowledge.load(one.folder).entry("mail-iphone").markdown == "Du chef."  # type: ignore[union-attr]
    assert "est remplacée" in await one.faq("answer mail-iphone | De l'autre.", CHIEF)


async def test_who_has_seen_the_change_is_not_asked_again(one: Board) -> None:
    await one.faq("answer mail-iphone | Du chef.")
    await one.faq("show mail-iphone", CHIEF)
    assert "est remplacée" in await one.faq("answer mail-iphone | De l'autre.", CHIEF)
    one.hand.now += 61_000
    assert "est remplacée" in await one.faq("answer mail-iphone | Encore du chef.")


async def test_an_answer_changed_in_the_files_meanwhile_is_shown_first(one: Board) -> None:
    path = one.folder / "faq" / "essais.yaml"
    path.write_text(path.read_text().replace("ouvrez Réglages puis Mail", "ouvrez **Réglages**"))
    said = await one.faq("answer mail-iphone | Du chef.")
    assert "dans les fichiers" in said
    assert "+Sur **iPhone**, ouvrez **Réglages**" in said
    assert "est remplacée" in await one.faq("answer mail-iphone | Du chef.")


async def test_the_same_event_changes_once(one: Board) -> None:
    """After a crash between the change and its reply the event comes again."""
    await one.faq(f"add cantine | {CANTEEN} | À midi.")
    event = one.event("!faq undo")
    by = By(BOSS, event.sent_at, event.event_id)
    first = await one.tools.teaching.undo(by)
    again = await one.tools.teaching.undo(by)
    assert first.change.id == again.change.id
    assert [change.action for change in await one.database.audit.history()] == ["undo", "add"]


class Struck(Exception):
    """As if the process had died: nothing after it runs, nothing is tidied up."""


async def struck(one: Board, line: str, verb: str) -> None:
    """A command during which the process dies before this verb of the audit."""

    async def death(*_: object) -> None:
        raise Struck

    setattr(one.database.audit, verb, death)
    with pytest.raises(Struck):
        await one.faq(line)
    delattr(one.database.audit, verb)


@pytest.mark.parametrize(
    ("line", "action"),
    [
        (f"add cantine | {CANTEEN} | À midi.", "add"),
        ("question partager-agenda | mon planning pour toute l'équipe", "question"),
        ("answer partager-agenda | Tout autrement.", "answer"),
        ("remove partager-agenda", "remove"),
    ],
)
async def test_a_change_written_and_not_confirmed_is_found_again_at_the_start(
    one: Board, line: str, action: str
) -> None:
    before = one.files()
    await struck(one, line, "complete")
    after = one.files()
    assert after != before
    assert await one.database.audit.history() == []
    await one.tools.teaching.recover()
    (found,) = await one.database.audit.history()
    assert (found.action, found.author) == (action, BOSS)
    assert one.files() == after
    assert "annulé" in await one.faq("undo")
    assert {name: data for name, data in one.files().items() if name in before} == before


async def test_a_change_prepared_and_not_written_is_forgotten(one: Board) -> None:
    before = one.files()
    change = Change(action="answer", entry="partager-agenda", after="- id: partager-agenda\n", patch="[]")
    await one.database.audit.prepare(change, BOSS)
    await one.tools.teaching.recover()
    assert list(await one.database.audit.prepared()) == []
    assert await one.database.audit.history() == []
    assert one.files() == before


async def test_an_undo_written_and_not_confirmed_is_one(one: Board) -> None:
    before = one.files()
    await one.faq("answer partager-agenda | Tout autrement.")
    await struck(one, "undo", "complete")
    assert one.files() == before
    await one.tools.teaching.recover()
    assert [(change.action, change.undone) for change in await one.database.audit.history()] == [
        ("undo", False),
        ("answer", True),
    ]
    assert "rien à annuler" in await one.faq("undo")


async def test_a_file_edited_by_hand_before_the_start_hides_nothing(one: Board) -> None:
    await struck(one, "answer partager-agenda | Tout autrement.", "complete")
    path = one.folder / "faq" / "essais.yaml"
    path.write_text("# une remarque\n" + path.read_text())
    await one.tools.teaching.recover()
    assert [change.action for change in await one.database.audit.history()] == ["answer"]


async def test_half_a_removal_is_taken_back(one: Board) -> None:
    """It touches two files; the process dies between them."""
    other = one.folder / "faq" / "autre.yaml"
    other.write_text("- id: voir\n  title: V\n  questions: [où voir ?]\n  answer: là\n  see: [partager-agenda]\n")
    await one.tools.teaching.rereading.look()
    before = one.files()
    await struck(one, "remove partager-agenda", "complete")
    after = one.files()
    assert {name for name in after if after[name] != before[name]} == {"autre.yaml", "essais.yaml"}
    (one.folder / "faq" / "essais.yaml").write_bytes(before["essais.yaml"])  # written second, so not at all
    await one.tools.teaching.recover()
    assert one.files() == before
    assert await one.database.audit.history() == []


async def test_a_confirmation_that_fails_is_made_good_by_the_next_try(one: Board) -> None:
    """The database was away for a moment: the worker handles the same event again."""
    event = one.event("!faq answer partager-agenda | Tout autrement.")
    by = By(BOSS, event.sent_at, event.event_id)

    async def away(change: Change) -> None:
        raise WorldFailed("away")

    one.database.audit.complete = away  # type: ignore[method-assign]
    with pytest.raises(WorldFailed):
        await one.tools.teaching.answer("partager-agenda", "Tout autrement.", by)
    del one.database.audit.complete
    done = await one.tools.teaching.answer("partager-agenda", "Tout autrement.", by)
    assert done.entry is not None
    assert [change.id for change in await one.database.audit.history()] == [done.change.id]


async def test_a_broken_base_refuses_changes_and_says_where(one: Board) -> None:
    path = one.folder / "faq" / "essais.yaml"
    path.write_text(path.read_text() + "- id: [\n")
    said = await one.faq(f"add cantine | {CANTEEN} | À midi.")
    assert "Rien n'a changé" in said
    assert "essais.yaml, ligne" in said
    assert "Partage" in one.served("Comment partager mon agenda avec un collègue ?")


# ---- git --------------------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


async def test_each_change_is_a_commit_of_its_moderator(tmp_path: Path) -> None:
    async with board(tmp_path, Git(tmp_path / "knowledge")) as one:
        git(one.folder, "init", "--quiet")
        git(one.folder, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "--allow-empty", "-qm", "first")
        git(one.folder, "add", "-A")
        git(one.folder, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "base")
        (one.folder / "lexicon.yaml").write_text("abbreviations: {mdp: mot de passe}\n")  # somebody's own work
        await one.faq(f"add cantine | {CANTEEN} | À midi.")
        await one.faq("answer mail-iphone | Autrement.", CHIEF)
        log = git(one.folder, "log", "-2", "--format=%an %ae %s", "--name-only").split("\n")
        assert log == [
            f"{CHIEF} {CHIEF} answer mail-iphone", "", "faq/essais.yaml",
            f"{BOSS} {BOSS} add cantine", "", "faq/salon.yaml",
        ]  # fmt: skip
        assert git(one.folder, "status", "--porcelain") == "M lexicon.yaml"


async def test_a_commit_that_fails_is_told_and_the_change_stays(tmp_path: Path) -> None:
    async with board(tmp_path, Git(tmp_path / "knowledge")) as one:
        git(one.folder, "init", "--quiet")
        (one.folder / ".git" / "index.lock").touch()
        said = await one.faq(f"add cantine | {CANTEEN} | À midi.")
        assert "git ne l'a pas enregistré" in said
        assert one.served(CANTEEN) == "À midi."


async def test_outside_a_work_tree_nothing_is_committed(tmp_path: Path) -> None:
    async with board(tmp_path, Git(tmp_path / "knowledge")) as one:
        assert "git" not in await one.faq(f"add cantine | {CANTEEN} | À midi.")
