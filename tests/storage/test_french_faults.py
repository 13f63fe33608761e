"""Every fault that the loader knows has its French sentence for the moderators' room."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.core.phrasing import faults as french
from bot.core.phrasing import moderating
from bot.core.rendering import to_text
from bot.errors import Fault, FileWrong
from bot.storage import knowledge, services, shapes, yaml_tree
from bot.storage.faults import described, keys
from tests.storage import test_knowledge_faults as written
from tests.storage import test_services
from tests.storage.folders import ENTRY, folder

MODELS = [
    one
    for module in (shapes, services)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, BaseModel) and one not in (BaseModel, shapes.Shape)
]
# Words that no French sentence of the table holds, and most English ones do.
ENGLISH = re.compile(r"\b(the|an|of|with|and|or|that|has|each|must|no|such|text|keys)\b")


def sentences() -> Iterator[str]:
    for model in MODELS:
        yield from (info.description or "" for info in model.model_fields.values())
        yield f"{described(model)} with the keys {', '.join(keys(model))}"
    yield from (hint for _, hint in yaml_tree.HINTS)


@pytest.mark.parametrize("words", sorted(set(sentences())))
def test_what_a_field_expects_is_said_in_french(words: str) -> None:
    said = french.expected(words)
    assert said != words or words in ("page, section, digest, note, author, date",)
    assert not ENGLISH.search(re.sub(r"[{\[].*[}\]]", "", said))


def faults(root: Path) -> tuple[Fault, ...]:
    with pytest.raises(FileWrong) as wrong:
        knowledge.load(root)
    return wrong.value.faults


def in_french(fault: Fault) -> None:
    said = french.expected(fault.expected)
    assert said != fault.expected, fault
    assert not ENGLISH.search(re.sub(r"[{\[(].*[}\])]", "", said)), said


@pytest.mark.parametrize("text", [text for text, _ in written.FORM.values()], ids=written.FORM.keys())
def test_faults_of_form_are_said_in_french(tmp_path: Path, text: str) -> None:
    for fault in faults(folder(tmp_path, text)):
        in_french(fault)


@pytest.mark.parametrize(("old", "new"), [case[:2] for case in written.KEYS.values()], ids=written.KEYS.keys())
def test_faults_of_keys_are_said_in_french(tmp_path: Path, old: str, new: str) -> None:
    offered = "services: [{id: envoi, title: E, protocol: smtp, host: a.fr, endpoints: [{port: 25, security: tls}]}]"
    lexicon = "facets: {client: {tb: {label: Thunderbird, words: [tb]}}}"
    for fault in faults(folder(tmp_path, ENTRY.replace(old, new), services=offered, lexicon=lexicon)):
        in_french(fault)


@pytest.mark.parametrize(("old", "new"), [case[:2] for case in test_services.WRONG.values()])
def test_faults_of_services_are_said_in_french(tmp_path: Path, old: str, new: str) -> None:
    text = test_services.GOOD.replace("https://dav", "http://dav") if new == "" else test_services.GOOD
    root = folder(tmp_path, services=text.replace(old, new))
    (root / "autorite.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    for fault in faults(root):
        in_french(fault)


def test_a_dead_link_among_many_names_one_entry_or_none(tmp_path: Path) -> None:
    text = "".join(ENTRY.replace("id: smtp", f"id: smtp-{n}").replace("quel", f"quel {n}") for n in range(8))
    near = text.replace("  answer", "  see: [smtp-9]\n  answer", 1)
    far = text.replace("  answer", "  see: [rien-du-tout]\n  answer", 1)
    assert [french.expected(one.expected) for one in faults(folder(tmp_path / "near", near))] == [
        "un identifiant qui existe : smtp-7 ?"
    ]
    assert [french.expected(one.expected) for one in faults(folder(tmp_path / "far", far))] == [
        "l'identifiant d'une réponse"
    ]


def test_the_moderators_read_file_line_column_key_value_and_what_was_expected(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRY.replace("id: smtp", "id: ../etc").replace("title", "titre"))
    (root / "faq" / "latin.yaml").write_bytes("- id: réglé\n".encode("latin-1"))
    said = to_text(moderating.broken(faults(root)))
    assert str(tmp_path) not in said
    assert (
        "faq/base.yaml, ligne 1, colonne 7, clé id : « ../etc » ; attendu : de 2 à 64 caractères parmi a-z, 0-9 et le "
        "tiret, sans tiret au début" in said
    )
    assert "faq/base.yaml, ligne 2, colonne 3, clé titre ; attendu : title ? Sinon : id, title, questions" in said
    assert "clé title : rien ; attendu : le sujet, sur une ligne" in said
    assert "faq/latin.yaml, ligne 1, colonne 8 : l'octet 0xe9 (position 7) ; attendu : un fichier enregistré" in said


def test_what_nobody_has_put_into_french_is_told_all_the_same() -> None:
    assert french.line(Fault("x.yaml", 1, 2, "", "y", "something new")).endswith("« y » ; attendu : something new")
