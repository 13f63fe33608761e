"""Reading a knowledge folder that is sound."""

import time
from pathlib import Path

from bot import markdown
from bot.core.model import FacetValue, Source
from bot.storage import knowledge
from tests.storage.folders import ENTRY, faults, folder

FULL = """\
- id: zeta
  title: "Régler l'envoi : SMTP"
  questions:
  - non
  - quel port ?
  not: [port usb]
  answer: |
    Voir **ici** : https://example.fr

    - un
    - deux
  facets: {client: thunderbird}
  check: smtp
  see: [alpha]
  source: {page: https://example.fr/p, section: A > B, digest: abc, note: n, author: Zoé, date: 2026-11-20}
  tests: [port pour envoyer]
  threshold: 0.7
- id: alpha
  title: 2026
  questions: [a quoi ca sert]
  answer: À écrire.
"""
LEXICON = """\
abbreviations: {mdp: mot de passe}
synonyms: [[courriel, mail]]
products: {Thunderbird: [tb]}
facets: {client: {thunderbird: {label: Thunderbird, words: [thunderbird, tb]}}}
"""
SERVICES = """\
services:
- {id: smtp, title: Envoi, protocol: smtp, host: smtp.example.fr, endpoints: [{port: 587, security: starttls}]}
"""


def test_every_key_of_an_entry_arrives(tmp_path: Path) -> None:
    base = knowledge.load(folder(tmp_path, FULL, lexicon=LEXICON, services=SERVICES))
    assert [entry.id for entry in base.entries] == ["alpha", "zeta"]
    assert base.entries[0].title == "2026"
    zeta = base.entries[1]
    assert (zeta.title, zeta.questions, zeta.refuses) == (
        "Régler l'envoi : SMTP",
        ("non", "quel port ?"),
        ("port usb",),
    )
    assert zeta.markdown.endswith("- un\n- deux")
    assert zeta.answer == markdown.parse(zeta.markdown)
    assert (zeta.facets, zeta.check, zeta.see, zeta.threshold) == ({"client": "thunderbird"}, "smtp", ("alpha",), 0.7)
    assert zeta.source == Source(
        page="https://example.fr/p", section="A > B", digest="abc", note="n", author="Zoé", date="2026-11-20"
    )
    assert (zeta.tests, zeta.file, zeta.line) == (("port pour envoyer",), "faq/base.yaml", 1)


def test_what_is_left_to_people_arrives(tmp_path: Path) -> None:
    root = folder(tmp_path)
    assert knowledge.load(root).unanswered == ()
    (root / "unanswered.yaml").write_text("questions:\n# autre chose\n- une signature ?\n", encoding="utf-8")
    assert knowledge.load(root).unanswered == ("une signature ?",)
    (root / "unanswered.yaml").write_text("questions: une signature ?\n", encoding="utf-8")
    assert faults(root) == [
        "unanswered.yaml:1:12: questions: 'une signature ?', expected a list of questions that the base leaves to"
        " people, each a text of at most 2,000 characters"
    ]


def test_the_lexicon_arrives(tmp_path: Path) -> None:
    lexicon = knowledge.load(folder(tmp_path, lexicon=LEXICON)).lexicon
    assert lexicon.abbreviations == {"mdp": "mot de passe"}
    assert lexicon.synonyms == (("courriel", "mail"),)
    assert lexicon.products == {"Thunderbird": ("tb",)}
    assert lexicon.facets == {"client": {"thunderbird": FacetValue(label="Thunderbird", words=("thunderbird", "tb"))}}


def test_knowledge_yaml_and_one_entry_are_enough(tmp_path: Path) -> None:
    base = knowledge.load(folder(tmp_path))
    assert (base.language, base.title, len(base.entries)) == ("fr", "Courrier", 1)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    base = knowledge.load(folder(tmp_path, b"\xef\xbb\xbf" + ENTRY.replace("\n", "\r\n").encode()))
    assert base.entries[0].title == "Envoyer"


def test_a_question_may_belong_to_two_entries(tmp_path: Path) -> None:
    base = knowledge.load(folder(tmp_path, ENTRY + ENTRY.replace("id: smtp", "id: smtp-bis")))
    assert len(base.entries) == 2


def test_files_with_only_comments_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    root = folder(tmp_path, lexicon="# rien\n", services="# rien\n")
    (root / "faq" / "vide.yaml").write_text("# rien encore\n")
    (root / "faq" / ".base.yaml.swp").write_text("{{{")
    (root / "faq" / ".brouillon.yaml").write_text("{{{")
    (root / "faq" / "notes.md").write_text("{{{")
    assert len(knowledge.load(root).entries) == 1


def test_an_answer_read_late_is_like_one_read_at_once(tmp_path: Path) -> None:
    late = knowledge.load(folder(tmp_path)).entries[0].answer
    at_once = markdown.parse("Le serveur est `smtp.example.fr`, port 587.")
    assert late == at_once
    assert at_once == late
    assert hash(late) == hash(at_once)
    assert (late + at_once).blocks == at_once.blocks * 2


def test_a_hundred_thousand_questions_load_in_seconds(tmp_path: Path) -> None:
    entry = "- id: e{0}\n  title: E{0}\n  questions:\n" + "".join(f"  - comment régler {{0}} {n}\n" for n in range(10))
    root = folder(tmp_path, "".join(entry.format(n) + "  answer: |\n    **Ici**.\n" for n in range(10_000)))
    start = time.process_time()
    base = knowledge.load(root)
    assert len(base.entries) == 10_000
    assert time.process_time() - start < 10  # 1.2 s measured


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRY + "  sée: [x]\n", knowledge="language: de\n", lexicon="synonyms: [[a]]\n")
    (root / "faq" / "autre.yaml").write_text("- id: smtp\n  title: ''\n  questions: []\n  see: [smpt]\n")
    assert faults(root) == [
        "faq/autre.yaml:1:3: answer: 'missing', expected the answer in Markdown, a text of at most 20,000 characters",
        "faq/autre.yaml:2:10: title: expected the matter in one line, a text",
        "faq/autre.yaml:3:14: questions: 'an empty list', expected a list of at least one question as people ask it,"
        " each a text of at most 2,000 characters",
        "faq/autre.yaml:4:9: see: 'smpt', expected smtp? one of smtp, smtp",
        "faq/base.yaml:1:7: id: 'smtp', expected an id of its own; faq/autre.yaml:1 has it too",
        "faq/base.yaml:5:3: sée: expected see? one of id, title, questions, not, answer, facets, check, see, source,"
        " tests, threshold",
        "knowledge.yaml:1:1: title: 'missing', expected the name of this knowledge base, a text of one line",
        "knowledge.yaml:1:11: language: 'de', expected fr or en",
        "lexicon.yaml:1:12: synonyms: 'a list', expected a list of lists of at least two words; the first is the word"
        " of the base",
    ]
