"""`kb import`, `kb import --update` and `kb diff`, from the page to a base that answers."""

import json
import re
from pathlib import Path

from tests.cli.running import ROOT, facteur

PAGES = ROOT / "tests" / "documents" / "testdata"
THEN = str(PAGES / "emails-suite-numerique.md")
NOW = str(PAGES / "emails-suite-numerique-2025-09-10.md")


def test_a_page_becomes_a_base_that_answers_it(tmp_path: Path) -> None:
    out = tmp_path / "base"
    assert facteur("kb", "import", THEN, "--out", str(out)).code == 0
    assert facteur("kb", "lint", knowledge=out).code == 0
    found = facteur("ask", "--direct", "comment partager mon calendrier ?", knowledge=out)
    assert "[answer]" in found.out


def test_drafts_go_to_the_output_without_a_folder() -> None:
    ended = facteur("kb", "import", THEN)
    assert ended.code == 0
    assert "- id: " in ended.out


def test_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    ended = facteur("kb", "import", str(tmp_path / "nowhere.md"))
    assert ended.code == 1
    assert "nowhere.md" in ended.err
    assert "Traceback" not in ended.err


def test_nothing_changed_is_fine_and_a_change_needs_a_person(tmp_path: Path) -> None:
    out = tmp_path / "base"
    facteur("kb", "import", THEN, "--out", str(out))
    same = facteur("kb", "diff", THEN, knowledge=out)
    assert same.code == 0, same.out
    changed = facteur("kb", "diff", NOW, "--json", knowledge=out)
    assert changed.code == 1
    assert "Calendriers sur Mac" in json.dumps(json.loads(changed.out), ensure_ascii=False)


def test_an_update_proposes_the_new_text_of_what_nobody_rewrote(tmp_path: Path) -> None:
    out = tmp_path / "base"
    facteur("kb", "import", THEN, "--out", str(out))
    ended = facteur("kb", "import", "--update", NOW, "--then", THEN, knowledge=out)
    assert "# refresh: " in ended.out or "# stamp: " in ended.out
    assert "# new: " in ended.out
    assert "section sans réponse : brouillon proposé" in ended.out
    for stamped in ended.out.split("# stamp: ")[1:]:
        keys = re.findall(r"^[ -] (\w+):", stamped.split("\n# ")[0], re.M)
        assert keys == ["id", "source"]  # nothing else of the entry is to be touched


def test_an_update_never_proposes_to_write_over_what_a_person_wrote(tmp_path: Path) -> None:
    out = tmp_path / "base"
    facteur("kb", "import", THEN, "--out", str(out))
    (path,) = (out / "faq").glob("*.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Dans l’onglet Agenda", "Depuis l’onglet Agenda"), encoding="utf-8")
    ended = facteur("kb", "import", "--update", NOW, knowledge=out)
    assert ended.code == 1
    conflict = ended.out.split("# conflict: ")[1].split("\n# ")[0]
    assert all(line.startswith("#") for line in ended.out.split("# conflict: ")[1].splitlines()[1:5])
    assert "calendrier" in conflict.lower()
