"""What lint finds, each rule on a base that breaks it alone."""

from pathlib import Path

import pytest

from bot.storage.lint import Severity, lint
from bot.storage.lint.answers import objections
from tests.storage.folders import folder


def entry(name: str, question: str, answer: str = "Voir le port.", **others: str) -> str:
    known = {"title": f"Titre {name}", "questions": f"[{question}, {words(name)}]", "tests": f"[test de {name}]"}
    lines = [f"- id: {name}", *(f"  {key}: {value}" for key, value in (known | others).items())]
    return "\n".join([*lines, f"  answer: {answer}", ""])


def words(name: str) -> str:
    """Eleven phrasings that no other entry shares."""
    return ", ".join(f"{name} numero {number} special" for number in range(11))


def found(root: Path) -> list[str]:
    return [str(one).replace(f"{root}/", "") for one in lint(root)]


def test_a_sound_base_has_no_finding(tmp_path: Path) -> None:
    assert found(folder(tmp_path, entry("smtp", "port pour envoyer") + entry("imap", "port pour lire"))) == []


def test_a_base_that_does_not_load_has_errors_with_their_places(tmp_path: Path) -> None:
    findings = sorted(lint(folder(tmp_path, "- id: a b\n")), key=lambda one: (one.fault.column, one.fault.key))
    assert {one.severity for one in findings} == {Severity.ERROR}
    assert [(one.fault.line, one.fault.column, one.fault.key) for one in findings] == [
        (1, 3, "answer"),
        (1, 3, "questions"),
        (1, 3, "title"),
        (1, 7, "id"),
    ]


def test_a_question_of_two_entries_is_an_error(tmp_path: Path) -> None:
    root = folder(tmp_path, entry("smtp", "Quel port ?") + entry("imap", "quel  PORT"))
    assert found(root) == [
        "error: faq/base.yaml:8:15: questions: 'quel PORT', expected a question of one entry only; smtp"
        " (faq/base.yaml:3) has it too"
    ]


def test_a_test_of_one_entry_that_is_a_question_of_another_is_an_error(tmp_path: Path) -> None:
    root = folder(tmp_path, entry("smtp", "quel port") + entry("imap", "autre", tests="[quel port ?]"))
    (line,) = found(root)
    assert line.startswith("error: faq/base.yaml:9:11: tests: 'quel port ?', expected a text that stands nowhere else")


def test_a_question_left_to_people_and_answered_is_remarked(tmp_path: Path) -> None:
    root = folder(tmp_path, entry("smtp", "Quel port ?"))
    (root / "unanswered.yaml").write_text("questions: [quel fax, quel port]\n", encoding="utf-8")
    assert found(root) == [
        "remark: unanswered.yaml:1:23: questions: 'quel port', expected a question that no entry answers; it is among"
        " the questions of smtp (faq/base.yaml:3)"
    ]


def test_questions_that_mean_the_same_are_remarked(tmp_path: Path) -> None:
    lexicon = "synonyms: [[courriel, mail]]\n"
    root = folder(
        tmp_path,
        entry("smtp", "comment envoyer mes courriels") + entry("imap", "envoyer un mail"),
        lexicon=lexicon,
    )
    assert found(root) == [
        "remark: faq/base.yaml:8:15: questions: 'envoyer un mail', expected a word that tells it from"
        " 'comment envoyer mes courriels' of smtp (faq/base.yaml:3)"
    ]


def test_near_twins_that_differ_by_one_word_of_meaning_are_no_finding(tmp_path: Path) -> None:
    assert found(folder(tmp_path, entry("smtp", "quel serveur smtp") + entry("imap", "quel serveur imap"))) == []


def test_a_question_twice_in_an_entry_is_remarked(tmp_path: Path) -> None:
    (line,) = found(folder(tmp_path, entry("smtp", "Où ?, ou")))
    assert line == "remark: faq/base.yaml:3:21: questions: 'ou', expected each question once; line 3 says the same"


def test_a_test_among_the_questions_is_remarked(tmp_path: Path) -> None:
    (line,) = found(folder(tmp_path, entry("smtp", "quel port", tests="[Quel port ?]")))
    assert line.endswith(
        "tests: 'Quel port ?', expected a test that is not among the questions: it would prove nothing"
    )


@pytest.mark.parametrize(("count", "least"), [(1, "at least 3"), (2, "at least 3"), (3, "12 or more"), (11, "12 or")])
def test_few_questions_are_remarked(tmp_path: Path, count: int, least: str) -> None:
    questions = ", ".join(f"mot{n} autre{n}" for n in range(count))
    (line,) = found(folder(tmp_path, entry("smtp", "x", questions=f"[{questions}]")))
    assert line.startswith(f"remark: faq/base.yaml:3:14: questions: 'smtp has {count}', expected {least}")


def test_an_entry_without_tests_is_remarked(tmp_path: Path) -> None:
    (line,) = found(folder(tmp_path, entry("smtp", "quel port", tests="[]")))
    assert line.startswith("remark: faq/base.yaml:1:3: tests: 'smtp has none', expected questions that must find it")


def test_an_answer_too_long_for_a_chat_is_remarked(tmp_path: Path) -> None:
    (line,) = found(folder(tmp_path, entry("smtp", "quel port", answer="mot " * 400)))
    assert "answer: '1599 letters, 1 lines', expected at most 1500 letters and 25 lines" in line


def test_an_answer_without_a_link_to_its_page_is_remarked(tmp_path: Path) -> None:
    (line,) = found(folder(tmp_path, entry("smtp", "quel port", source="{page: 'https://example.fr/p'}")))
    assert line.endswith("expected a link to the page it was built from, https://example.fr/p")


def test_a_link_behind_a_word_counts(tmp_path: Path) -> None:
    answer = "'Voir [la page](https://example.fr/p#ici).'"
    root = folder(tmp_path, entry("smtp", "quel port", answer=answer, source="{page: 'https://example.fr/p'}"))
    assert found(root) == []


def test_a_word_that_lost_its_accents_is_remarked(tmp_path: Path) -> None:
    right = "".join(entry(f"e{n}", f"sujet {n}a", answer="Ouvrez les paramètres.") for n in range(3))
    wrong = entry("smtp", "quel port", answer="Ouvrez les parametres de `parametres.example.fr/parametres`.")
    assert found(folder(tmp_path, right + wrong)) == [
        "remark: faq/base.yaml:20:11: answer: 'parametres', expected paramètres, as the other answers write it"
    ]


def test_a_last_letter_with_an_accent_is_grammar(tmp_path: Path) -> None:
    right = "".join(entry(f"e{n}", f"sujet {n}a", answer="Le compte est configuré.") for n in range(3))
    assert found(folder(tmp_path, right + entry("smtp", "port", answer="Il configure le compte."))) == []


def test_html_and_calls_to_the_room_are_errors(tmp_path: Path) -> None:
    (one, _, two) = found(folder(tmp_path, entry("smtp", "quel port", answer="Un <b>mot</b> pour @room ici.")))
    assert one.startswith("error: faq/base.yaml:5:11: answer: '<b>', expected Markdown; HTML is shown as it")
    assert two.startswith("error: faq/base.yaml:5:11: answer: '@room', expected no call to the whole room")


OBJECTED = ["<b>gras</b>", "<br/>", "<script src=x>", "</p >", "@room", "(@room)", "<A HREF='x'>", "<mx-reply>"]
ACCEPTED = ["<prenom.nom>@a.fr", "<votre adresse>", "a < b", "mail@room.fr", "<https://a.fr>", "x@room", "@roomba"]


@pytest.mark.parametrize("text", OBJECTED)
def test_what_no_answer_may_hold(text: str) -> None:
    assert objections(text)


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_people_write_in_answers(text: str) -> None:
    assert objections(text) == []


LEXICON = """\
abbreviations: {stp: s'il te plaît, tb: thunderbird}
synonyms: [[envoyer, expédier], [fax, télécopie]]
products: {Outlook: [outlouk], Titre: [titr]}
facets: {client: {imap: {label: I, words: [i]}, pop: {label: P, words: [p]}}}
"""


def test_words_of_the_lexicon_that_nothing_uses_are_remarked(tmp_path: Path) -> None:
    root = folder(tmp_path, entry("smtp", "envoyer", facets="{client: imap}"), lexicon=LEXICON)
    assert found(root) == [
        "remark: lexicon.yaml:1:37: abbreviations: 'thunderbird', expected words that an entry uses",
        "remark: lexicon.yaml:2:34: synonyms: 'fax', expected a group with a word that an entry uses",
        "remark: lexicon.yaml:3:12: products: 'Outlook', expected a product that an entry names",
        "remark: lexicon.yaml:4:49: facets.client: 'pop', expected a value that an entry has",
    ]


def test_our_own_base_has_no_error() -> None:
    assert [str(one) for one in lint(Path("knowledge")) if one.severity is Severity.ERROR] == []
