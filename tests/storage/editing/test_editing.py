"""Edits from the room on our own files and on odd ones: what changes, and that nothing else does."""

import asyncio
import difflib
import os
import shutil
import stat
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.model import Entry
from bot.errors import FileWrong, RequestWrong
from bot.ports import Change
from bot.storage import knowledge
from bot.storage.editing import Editor, question
from bot.storage.rewriting import rewriting
from tests.storage.folders import ENTRY, folder

OURS = sorted(path.relative_to("knowledge") for path in Path("knowledge/faq").glob("*.yaml"))
ODD = """\
# Tout en haut.\r
-   id: smtp   # le nom\r
    title: 'Envoyer'\r
    questions:   [ quel port ,  "quel serveur", ]   # trois espaces\r
    answer: "Le port 587."   # la réponse\r
    see: [imap , plus]\r
\r
# Entre les deux.\r
-   id: imap\r
    title: Lire\r
    questions:\r
        # d'abord\r
        - un   # un\r
\r
        - >-\r
          deux\r
          lignes\r
\r
    # avant la réponse\r
    answer: |+   # gardée\r
        Ligne.\r
\r
        Fin.\r
\r
\r
    # après la réponse\r
    see:\r
    - smtp   # le seul\r
-   {id: plus, title: Plus, questions: [a b], answer: 'Un {mot}.', see: [smtp, imap]}\r
# Tout en bas, sans fin de ligne."""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A copy of our own base."""
    return Path(shutil.copytree("knowledge", tmp_path / "knowledge"))


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    return folder(tmp_path, b"\xef\xbb\xbf" + ODD.encode())


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def difference(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Lines that went (-) and came (+), the file's name before the first of each."""
    found: list[str] = []
    for name in sorted({*before, *after}):
        old, new = (side.get(name, b"").decode().splitlines(keepends=True) for side in (before, after))
        lines = [one for one in difflib.ndiff(old, new) if one[0] in "+-"]
        found += [name, *lines] if lines else []
    return found


def entry(root: Path, entry_id: str) -> Entry:
    found = knowledge.load(root).entry(entry_id)
    assert found is not None
    return found


async def refused(change: Awaitable[Change]) -> str:
    with pytest.raises(RequestWrong) as wrong:
        await change
    return str(wrong.value)


# ---- our own files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", OURS, ids=str)
async def test_in_our_own_files_only_the_edited_lines_differ(ours: Path, path: Path) -> None:
    editor = Editor(ours)
    entries = [one for one in knowledge.load(ours).entries if one.file == str(path)]
    for one in {entries[0].id: entries[0], entries[-1].id: entries[-1]}.values():
        before = files(ours)
        asked = await editor.question(one.id, "Une formulation : toute neuve ?")
        assert difference(before, files(ours)) == [one.file, '+   - "Une formulation : toute neuve ?"\n']
        changed = await editor.answer(one.id, "Une **autre** réponse.\n\nEn deux paragraphes.")
        assert set(files(ours)) == set(before)
        after = entry(ours, one.id)
        assert after.markdown == "Une **autre** réponse.\n\nEn deux paragraphes."
        assert after.questions == (*one.questions, "Une formulation : toute neuve ?")
        removed = await editor.remove(one.id)
        assert knowledge.load(ours).entry(one.id) is None
        for change in (removed, changed, asked):
            await editor.undo(change)
        assert files(ours) == before


async def test_an_answer_replaced_is_the_only_lines_that_differ(ours: Path) -> None:
    before = files(ours)
    old = entry(ours, "webmail-acces")
    await Editor(ours).answer("webmail-acces", "Neuve.")
    changed = difference(before, files(ours))
    assert changed[0] == "faq/webmail.yaml"
    assert [line for line in changed[1:] if line[0] == "+"] == ["+     Neuve.\n"]
    gone = "".join(line[6:] if line.strip("- \n") else "\n" for line in changed[1:] if line[0] == "-")
    assert gone.strip() == old.markdown


async def test_a_new_entry_goes_to_a_file_of_its_own_with_author_and_date(ours: Path) -> None:
    before = files(ours)
    change = await Editor(ours).add(
        "vpn",
        "Faut-il un VPN ?",
        "Non.\n\n- jamais\n- nulle part",
        author="@mod:agent.tchap.gouv.fr",
        date="2026-11-23",
    )
    after = files(ours)
    assert after.pop("faq/salon.yaml").decode() == (
        "# yaml-language-server: $schema=../schema.json\n"
        "# Les réponses enseignées depuis le salon : chacune a son auteur et sa date.\n"
        "\n" + change.after
    )
    assert change.after == (
        "- id: vpn\n"
        "  title: Faut-il un VPN ?\n"
        "  questions:\n"
        "  - Faut-il un VPN ?\n"
        "  answer: |\n"
        "    Non.\n"
        "\n"
        "    - jamais\n"
        "    - nulle part\n"
        '  source: {author: "@mod:agent.tchap.gouv.fr", date: "2026-11-23"}\n'
    )
    assert after == before
    new = entry(ours, "vpn")
    assert (new.source.author, new.source.date, new.file) == (
        "@mod:agent.tchap.gouv.fr",
        "2026-11-23",
        "faq/salon.yaml",
    )


async def test_entries_added_are_separated_and_can_be_undone_in_any_order(ours: Path) -> None:
    editor = Editor(ours)
    one = await editor.add("un", "Un seul ?", "Un.", author="a", date="d")
    alone = files(ours)
    two = await editor.add("deux", "Deux en tout ?", "Deux.", author="a", date="d")
    assert (one.before, two.before, "\n\n- id: deux\n" in (ours / "faq/salon.yaml").read_text()) == ("", "", True)
    await editor.undo(two)
    assert files(ours) == alone
    again = await editor.undo(await editor.add("deux", "Deux ?", "2.", author="a", date="d"))
    await editor.undo(again)  # what was undone comes back
    await editor.undo(one)
    assert [e.id for e in knowledge.load(ours).entries if e.file == "faq/salon.yaml"] == ["deux"]


# ---- odd files -------------------------------------------------------------------------------------------------------


async def test_a_question_into_a_list_between_brackets(odd: Path) -> None:
    before = files(odd)
    await Editor(odd).question("smtp", "c'est quoi : ça, [ici] ?")
    old = 'questions:   [ quel port ,  "quel serveur", ]   #'
    new = 'questions:   [ quel port ,  "quel serveur", "c\'est quoi : ça, [ici] ?", ]   #'
    assert files(odd)["faq/base.yaml"].decode() == before["faq/base.yaml"].decode().replace(old, new)


async def test_a_question_behind_one_of_two_lines(odd: Path) -> None:
    before = files(odd)
    await Editor(odd).question("imap", "trois")
    assert difference(before, files(odd)) == ["faq/base.yaml", "+         - trois\r\n"]


async def test_an_answer_in_quotes_becomes_a_block_and_keeps_its_comment(odd: Path) -> None:
    before = files(odd)
    await Editor(odd).answer("smtp", "Un.\nDeux.")
    assert difference(before, files(odd)) == [
        "faq/base.yaml",
        '-     answer: "Le port 587."   # la réponse\r\n',
        "+     answer: | # la réponse\r\n",
        "+       Un.\r\n",
        "+       Deux.\r\n",
    ]


async def test_an_answer_in_a_block_keeps_what_stands_around_it(odd: Path) -> None:
    before = files(odd)
    await Editor(odd).answer("imap", "Un.")
    assert difference(before, files(odd)) == [
        "faq/base.yaml",
        "-     answer: |+   # gardée\r\n",
        "+     answer: | # gardée\r\n",
        "-         Ligne.\r\n",
        "- \r\n",
        "-         Fin.\r\n",
        "+       Un.\r\n",
    ]


async def test_an_entry_between_braces(odd: Path) -> None:
    before = files(odd)
    editor = Editor(odd)
    one = await editor.answer("plus", 'Deux "mots".\n\nFin.')
    two = await editor.question("plus", "c, d")
    assert difference(before, files(odd)) == [
        "faq/base.yaml",
        "- -   {id: plus, title: Plus, questions: [a b], answer: 'Un {mot}.', see: [smtp, imap]}\r\n",
        '+ -   {id: plus, title: Plus, questions: [a b, "c, d"], answer: "Deux \\"mots\\".\\n\\nFin.",'
        " see: [smtp, imap]}\r\n",
    ]
    await editor.undo(two)
    await editor.undo(one)
    assert files(odd) == before


async def test_an_entry_that_goes_takes_the_links_to_it(odd: Path) -> None:
    before = files(odd)
    editor = Editor(odd)
    change = await editor.remove("smtp")
    assert difference(before, files(odd))[1:] == [
        "- -   id: smtp   # le nom\r\n",
        "-     title: 'Envoyer'\r\n",
        '-     questions:   [ quel port ,  "quel serveur", ]   # trois espaces\r\n',
        '-     answer: "Le port 587."   # la réponse\r\n',
        "-     see: [imap , plus]\r\n",
        "- \r\n",
        "-     see:\r\n",
        "-     - smtp   # le seul\r\n",
        "+     see: []   # le seul\r\n",
        "- -   {id: plus, title: Plus, questions: [a b], answer: 'Un {mot}.', see: [smtp, imap]}\r\n",
        "+ -   {id: plus, title: Plus, questions: [a b], answer: 'Un {mot}.', see: [imap]}\r\n",
    ]
    assert change.before.startswith("-   id: smtp")
    assert change.after == ""
    assert (await editor.undo(change)).after == change.before
    assert files(odd) == before


async def test_links_in_other_files_go_first_and_come_back(tmp_path: Path) -> None:
    root = folder(tmp_path)
    other = ENTRY.replace("id: smtp", "id: imap") + "  see:\n  - smtp\n  - plus\n"
    (root / "faq" / "autre.yaml").write_text(other + ENTRY.replace("id: smtp", "id: plus"))
    before = files(root)
    editor = Editor(root)
    change = await editor.remove("smtp")
    assert entry(root, "imap").see == ("plus",)
    assert (root / "faq" / "base.yaml").read_text() == ""
    await editor.undo(change)
    assert files(root) == before


async def test_a_link_keeps_its_target_and_a_file_its_mode(tmp_path: Path) -> None:
    root = folder(tmp_path / "base", None)
    real = tmp_path / "ailleurs.yaml"
    real.write_text(ENTRY)
    real.chmod(0o640)
    (root / "faq" / "base.yaml").symlink_to(real)
    await Editor(root).question("smtp", "autre ?")
    assert (root / "faq" / "base.yaml").is_symlink()
    assert "autre ?" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


async def test_a_file_without_a_last_line_end(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRY)
    (root / "faq" / "salon.yaml").write_text(ENTRY.replace("id: smtp", "id: salon").rstrip("\n"))
    await Editor(root).add("vpn", "Un VPN ?", "Non.", author="a", date="d")
    assert [one.id for one in knowledge.load(root).entries] == ["salon", "smtp", "vpn"]


Verb = Callable[[Editor], Coroutine[None, None, Change]]
LETTERS = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=60)
YAML = st.text(alphabet="-:#[]{},&*!|>'\"%@`?=~ \t\r\n\\abé0123456789.\u2028\x85", min_size=1, max_size=60)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(LETTERS, YAML), odd_name=st.sampled_from(["smtp", "imap", "plus"]))
def test_whatever_is_written_arrives_or_is_refused(tmp_path: Path, text: str, odd_name: str) -> None:
    """What arrives is the text itself; what is refused changes nothing; undone, every byte is back."""
    shutil.rmtree(tmp_path / "base", ignore_errors=True)
    root = folder(tmp_path / "base", b"\xef\xbb\xbf" + ODD.encode())
    before = files(root)
    editor = Editor(root)
    verbs: tuple[Verb, ...] = (
        lambda editor: editor.answer(odd_name, text),
        lambda editor: editor.question(odd_name, text),
        lambda editor: editor.add("neuf", text, text, author=text.strip(), date="d"),
    )
    for verb in verbs:
        try:
            change = asyncio.run(verb(editor))
        except RequestWrong:
            assert files(root) == before
            continue
        same = entry(root, change.entry)
        arrived = same.questions[-1] if change.action == "question" else same.markdown
        assert arrived.split() == text.replace("\ufeff", "").split()
        asyncio.run(editor.undo(change))
        left = files(root)
        left.pop("faq/salon.yaml", None)
        assert left == before


# ---- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry_id", ["", "a", "A-b", "../x", "faq/x", "é-é", "-ab", "a b", "a" * 65, "ab\n"])
async def test_an_id_that_is_none_is_refused(odd: Path, entry_id: str) -> None:
    said = await refused(Editor(odd).add(entry_id, "q ?", "r", author="a", date="d"))
    assert "ne convient pas comme identifiant" in said


REFUSED: dict[str, tuple[Verb, str]] = {
    "an id in use": (lambda e: e.add("smtp", "q ?", "r", author="a", date="d"), "« smtp » est déjà pris"),
    "an unknown id": (lambda e: e.answer("smpt", "r"), "Il n'y a pas de réponse « smpt ». Vouliez-vous « smtp » ?"),
    "an unknown id far away": (lambda e: e.remove("zzzz"), "Il n'y a pas de réponse « zzzz »."),
    "an empty question": (lambda e: e.question("smtp", " ?! \n"), "Il manque la question."),
    "an empty answer": (lambda e: e.answer("smtp", " \n\t"), "Il manque la réponse."),
    "HTML": (lambda e: e.answer("smtp", "Un <b>mot</b>."), "« <b> » serait affiché tel quel"),
    "a call to the room": (lambda e: e.answer("smtp", "Voir @room."), "Une réponse ne peut pas contenir « @room »"),
    "a null byte": (lambda e: e.answer("smtp", "a\0b"), "un caractère de contrôle (U+0000)"),
    "half a pair": (lambda e: e.question("smtp", "a \ud800 b"), "un caractère de contrôle (U+D800)"),
    "a known question": (lambda e: e.question("smtp", "QUEL port ??"), "est déjà parmi les questions"),
    "a long answer": (lambda e: e.answer("smtp", "x" * 20_001), "la base ne serait plus valide"),
    "a changed answer": (lambda e: e.answer("smtp", "r", seen="autre"), "« smtp » a changé entre-temps"),
}


@pytest.mark.parametrize(("verb", "said"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_refusal_says_why_and_changes_nothing(odd: Path, verb: Verb, said: str) -> None:
    before = files(odd)
    assert said in await refused(verb(Editor(odd)))
    assert files(odd) == before


async def test_the_last_entry_stays(tmp_path: Path) -> None:
    root = folder(tmp_path)
    assert "dernière réponse" in await refused(Editor(root).remove("smtp"))


async def test_a_list_between_brackets_is_left_to_people(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRY + "- {id: autre, title: A, questions: [a], answer: a}\n")
    (root / "faq" / "salon.yaml").write_text("[{id: salon, title: A, questions: [a], answer: a}]\n")
    before = files(root)
    editor = Editor(root)
    assert "modifiez-le à la main" in await refused(editor.add("neuf", "q ?", "r", author="a", date="d"))
    assert "modifiez-le à la main" in await refused(editor.remove("salon"))
    assert files(root) == before
    change = await editor.answer("salon", "Autre.")
    assert change.before == "{id: salon, title: A, questions: [a], answer: a}"
    assert entry(root, "salon").markdown == "Autre."


async def test_a_broken_base_is_told_with_its_faults(odd: Path) -> None:
    (odd / "faq" / "casse.yaml").write_text("- id: x\n")
    before = files(odd)
    with pytest.raises(FileWrong, match=r"casse\.yaml:1:3"):
        await Editor(odd).answer("smtp", "r")
    assert files(odd) == before


async def test_what_changed_since_is_not_undone(odd: Path) -> None:
    editor = Editor(odd)
    one = await editor.answer("smtp", "Un.")
    await editor.answer("smtp", "Deux.")
    before = files(odd)
    assert "a changé à cet endroit depuis" in await refused(editor.undo(one))
    assert files(odd) == before


async def test_a_change_elsewhere_does_not_hinder_undoing(odd: Path) -> None:
    editor = Editor(odd)
    first = await editor.answer("imap", "Un tout autre texte.")
    second = await editor.question("smtp", "une autre")
    third = await editor.question("imap", "encore une autre")
    await editor.undo(first)
    assert entry(odd, "imap").markdown == "Ligne.\n\nFin."
    assert entry(odd, "imap").questions[-1] == "encore une autre"
    await editor.undo(third)
    await editor.undo(second)
    assert files(odd)["faq/base.yaml"] == b"\xef\xbb\xbf" + ODD.encode()


async def test_undoing_what_would_break_the_base_is_refused(odd: Path) -> None:
    editor = Editor(odd)
    gone = await editor.remove("plus")
    await editor.add("plus", "Autre chose ?", "Oui.", author="a", date="d")
    before = files(odd)
    assert "la base ne serait plus valide" in await refused(editor.undo(gone))
    assert files(odd) == before


async def test_a_folder_that_is_gone_is_a_refusal(tmp_path: Path) -> None:
    said = await refused(Editor(tmp_path / "rien").answer("smtp", "r"))
    assert "n'a pas pu être écrit (le fichier n'existe pas)" in said


async def test_what_an_editor_saved_meanwhile_stays(odd: Path) -> None:
    with rewriting(odd) as base:
        (odd / "faq" / "base.yaml").write_text(ENTRY)
        with pytest.raises(RequestWrong, match="a changé entre-temps"):
            question(base, "smtp", "une autre")
    assert (odd / "faq" / "base.yaml").read_text() == ENTRY


async def test_when_the_second_file_fails_the_first_gets_its_text_back(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "faq" / "autre.yaml").write_text(ENTRY.replace("id: smtp", "id: imap") + "  see: [smtp]\n")
    (root / "faq" / ".base.yaml.facteur-tmp").mkdir()
    before = files(root)
    assert "n'a pas pu être écrit" in await refused(Editor(root).remove("smtp"))
    assert files(root) == before


async def test_a_folder_that_cannot_be_written_changes_nothing(odd: Path) -> None:
    target = odd / "faq" / ".base.yaml.facteur-tmp"
    target.mkdir()
    (target / "x").touch()
    before = files(odd)
    assert "n'a pas pu être écrit (c'est un dossier)" in await refused(Editor(odd).answer("smtp", "r"))
    assert files(odd) == before
    assert os.listdir(target) == ["x"]
