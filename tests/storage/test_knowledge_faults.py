"""Knowledge folders that are wrong: one fault a case, with its exact line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FileWrong
from bot.storage import knowledge, sheets, yaml_tree
from tests.storage.folders import ENTRY, faults, folder

FORM = {
    "a tag": ("- !!python/object/apply:os.system [ls]\n", "1:3: 'tag:yaml.org,2002:python/object/apply:os.system',"),
    "a word like a tag": ("- id: !aide\n", "1:7: '!aide', expected no tag; quote a text that begins with !"),
    "an anchor": ("- id: &x a\n", "1:7: '&x', expected no anchor; quote a text that begins with &"),
    "an alias": ("- id: *x\n", "1:7: '*x', expected the text itself, no alias"),
    "a key twice": ("- id: a\n  id: b\n", "2:3: id: expected each key once; it stands already in line 1"),
    "a tab": ("- id: a\n\ttitle: b\n", "2:1: '\\t', expected spaces for indentation, never a tab"),
    "a null byte": ("- id: é\0\n", "1:8: 'U+0000', expected no control character"),
    "a control character": ("- id: \x1b[0m\n", "1:7: 'U+001B', expected no control character"),
    "two documents": ("- a\n---\n- b\n", "2:1: '---', expected one document a file"),
    "a colon": ("- id: a\n  title: b : c\n", "2:12: ':', expected a text that contains \": \" between quotes"),
    "an at sign": ("- id: @room\n", "1:7: '@', expected a text that begins with @, ` or % between quotes"),
    "open quotes": ("- id: 'a\n", "2:1: expected the end of the quotes that open before"),
    "a list as key": ("- ? [a]\n  : b\n", "1:5: expected a word as key"),
    "no list": ("id: a\n", "1:1: 'keys and values', expected One matter and its answer; a file of faq/ is a list"),
    "a bare word": ("- a\n", "1:3: 'a', expected One matter and its answer; a file of faq/ is a list of these"),
}


@pytest.mark.parametrize(("text", "expected"), FORM.values(), ids=FORM.keys())
def test_a_file_of_another_form_is_refused_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    assert any(line.startswith(f"faq/base.yaml:{expected}") for line in faults(folder(tmp_path, text)))


KEYS = {
    "an id with a path": (
        "id: smtp",
        "id: ../../etc",
        "1:7: id: '../../etc', expected 2 to 64 of a-z, 0-9 and hyphens",
    ),
    "an id of one letter": ("id: smtp", "id: s", "1:7: id: 's', expected 2 to 64"),
    "an id in capitals": ("id: smtp", "id: SMTP", "1:7: id: 'SMTP', expected 2 to 64"),
    "a title of two lines": (
        "title: Envoyer",
        "title: |\n    a\n    b",
        "2:10: title: 'a b', expected the matter in one",
    ),
    "a question without words": ("[quel serveur smtp ?]", "['?']", "3:15: questions: '?', expected a list of at least"),
    "an empty question": ("[quel serveur smtp ?]", "[a, '']", "3:18: questions: expected a list of at least one"),
    "a question instead of a list": ("[quel serveur smtp ?]", "quel ?", "3:14: questions: 'quel ?', expected a list"),
    "an empty answer": ("Le serveur est", "#", "4:10: answer: expected the answer in Markdown"),
    "a threshold of two": (
        "  answer",
        "  threshold: 2\n  answer",
        "4:14: threshold: '2', expected a number from 0 to 1",
    ),
    "a threshold of nan": ("  answer", "  threshold: nan\n  answer", "4:14: threshold: 'nan', expected a number from"),
    "an unknown source key": (
        "  answer",
        "  source: {pages: x}\n  answer",
        "4:12: source.pages: expected page? one of",
    ),
    "a see of itself": ("  answer", "  see: [smtp]\n  answer", "4:9: see: 'smtp', expected the id of another entry"),
    "an unknown check": (
        "  answer",
        "  check: smpt\n  answer",
        "4:10: check: 'smpt', expected smtp? one of envoi, smtp",
    ),
    "an unknown facet": (
        "  answer",
        "  facets: {clients: tb}\n  answer",
        "4:12: facets: 'clients', expected client? one",
    ),
    "an unknown value": (
        "  answer",
        "  facets: {client: tc}\n  answer",
        "4:20: facets.client: 'tc', expected one of tb",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), KEYS.values(), ids=KEYS.keys())
def test_a_wrong_key_is_told_with_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    services = "services: [{id: envoi, title: E, protocol: smtp, host: a.fr, endpoints: [{port: 25, security: tls}]}]"
    lexicon = "facets: {client: {tb: {label: Thunderbird, words: [tb]}}}"
    root = folder(tmp_path, ENTRY.replace(old, new), services=services, lexicon=lexicon)
    (line,) = faults(root)
    assert line.startswith(f"faq/base.yaml:{expected}")


def test_billion_laughs_are_refused_before_they_grow(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert "expected no anchor" in faults(folder(tmp_path, "\n".join(lines)))[0]


@pytest.mark.parametrize("text", ["[", "- ", "{a: "])
def test_a_hundred_thousand_brackets_are_a_fault_not_a_crash(tmp_path: Path, text: str) -> None:
    assert faults(folder(tmp_path, text * 100_000))[-1].endswith("expected at most 20 levels of nesting")


def test_a_file_in_another_encoding_names_the_byte(tmp_path: Path) -> None:
    root = folder(tmp_path, "- id: a\n  title: réglé\n".encode("latin-1"))
    assert faults(root) == [
        "faq/base.yaml:2:11: 'byte 0xe9 at position 18', expected a file saved as UTF-8",
    ]


def test_utf_16_is_named(tmp_path: Path) -> None:
    assert faults(folder(tmp_path, ENTRY.encode("utf-16"))) == [
        "faq/base.yaml:1:1: 'UTF-16', expected a file saved as UTF-8"
    ]


def test_a_file_of_50_mb_is_not_even_read(tmp_path: Path) -> None:
    root = folder(tmp_path)
    with (root / "faq" / "grand.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert faults(root) == ["faq/grand.yaml: '50 MB', expected at most 20 MB; split it into several files"]


def test_an_empty_folder_says_what_a_folder_holds(tmp_path: Path) -> None:
    assert faults(tmp_path) == [
        "faq: 'No such file or directory', expected a folder with at least one entry",
        "knowledge.yaml: 'No such file or directory', expected a readable file",
    ]


def test_a_folder_without_entry_is_refused(tmp_path: Path) -> None:
    assert faults(folder(tmp_path, "# rien\n")) == ["faq: expected at least one entry (- id: …)"]


def test_a_file_that_is_a_folder_is_a_fault(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "faq" / "dossier.yaml").mkdir()
    assert faults(root) == ["faq/dossier.yaml: 'Is a directory', expected a readable file"]


def test_links_are_not_judged_while_a_file_hides_its_ids(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRY + "  see: [ailleurs]\n")
    (root / "faq" / "casse.yaml").write_text("- id: ailleurs\n  title: 'a\n")
    assert [line.split(":")[0] for line in faults(root)] == ["faq/casse.yaml"]


def test_the_value_of_a_long_text_is_shortened(tmp_path: Path) -> None:
    long = "x" * 25_000
    (line,) = faults(folder(tmp_path, ENTRY.replace("Le serveur", long)))
    assert len(line) < 250


def test_replaced_contents_stand_for_the_files(tmp_path: Path) -> None:
    root = folder(tmp_path)
    base = knowledge.read(root, {"faq/base.yaml": ENTRY.replace("Envoyer", "Autre").encode()})
    assert base.knowledge.entries[0].title == "Autre"
    with pytest.raises(FileWrong, match=r"base\.yaml"):
        knowledge.read(root, {"faq/base.yaml": b"- a: ["})


def test_a_new_file_may_come_with_a_replacement(tmp_path: Path) -> None:
    root = folder(tmp_path)
    base = knowledge.read(root, {"faq/salon.yaml": ENTRY.replace("id: smtp", "id: salon").encode()})
    assert [entry.file for entry in base.knowledge.entries] == ["faq/salon.yaml", "faq/base.yaml"]


@given(st.one_of(st.text(), st.text(alphabet="-:[]{},'\"|>#&*!%@` \t\r\n\x85\u2028ab\ufeff\x00é")))
def test_whatever_is_written_gives_a_tree_or_faults(text: str) -> None:
    try:
        root = yaml_tree.parse(text, "f")
    except FileWrong:
        return
    assert all(scalar.end.index <= len(text) for scalar in yaml_tree.walk(root))


def test_marks_count_characters_not_bytes() -> None:
    root = yaml_tree.parse("é: à\nb: ùx\n", "f")
    assert isinstance(root, yaml_tree.Pairs)
    node = root.get("b")
    assert node is not None
    assert (node.start.index, node.end.index, node.start.line, node.start.column) == (8, 10, 1, 3)


def test_the_names_of_files_are_those_below_the_folder(tmp_path: Path) -> None:
    sheet = sheets.read(folder(tmp_path), "faq/base.yaml")
    assert (sheet.path, sheet.name) == ("faq/base.yaml", str(tmp_path / "faq/base.yaml"))


def test_a_key_that_stands_twice_hides_no_other_fault(tmp_path: Path) -> None:
    text = ENTRY.replace("id: smtp", "id: smtp\n  id: smtp", 1).replace("title:", "titel:", 1)
    told = [line.removeprefix("faq/base.yaml:") for line in faults(folder(tmp_path, text))]
    assert [line.partition(",")[0] for line in told] == [
        "1:3: title: 'missing'",
        "2:3: id: expected each key once; it stands already in line 1",
        "3:3: titel: expected title? one of id",
    ]
