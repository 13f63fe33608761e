"""The other commands, their exit codes, and that no mistake shows a traceback."""

import json
from pathlib import Path

import pytest

from tests.cli.running import ROOT, facteur


def test_search_ranks_entries_with_a_score() -> None:
    ended = facteur("kb", "search", "--jsonl", "--top", "2", given='{"id": 1, "text": "partager mon planning"}')
    (line,) = [json.loads(text) for text in ended.out.splitlines()]
    assert line["entries"][0]["id"] == "partager-agenda"
    assert len(line["entries"]) <= 2
    scores = [entry["score"] for entry in line["entries"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_lint_of_the_projects_own_base_is_clean() -> None:
    ended = facteur("kb", "lint", knowledge=ROOT / "knowledge")
    assert ended.code == 0, ended.out


def test_every_entry_of_the_projects_own_base_is_found_by_its_tests() -> None:
    ended = facteur("kb", "test", knowledge=ROOT / "knowledge")
    assert ended.code == 0, ended.out


def test_lint_tells_file_line_column_key_value_and_what_was_expected(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "knowledge.yaml").write_text("language: fr\ntitle: x\n", encoding="utf-8")
    (tmp_path / "faq" / "a.yaml").write_text("- id: A B\n  title: x\n  questions: []\n  answr: x\n", encoding="utf-8")
    ended = facteur("kb", "lint", knowledge=tmp_path)
    assert ended.code == 1
    assert "a.yaml:1:7" in ended.out
    assert "'A B'" in ended.out
    assert "answr" in ended.out
    assert "Traceback" not in ended.out + ended.err


def test_a_failing_entry_test_is_told_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "knowledge.yaml").write_text("language: fr\ntitle: x\n", encoding="utf-8")
    entry = "- id: agenda\n  title: Agenda\n  questions: [partager mon agenda]\n  answer: Oui.\n"
    entry += "  tests: [la météo de demain]\n"
    (tmp_path / "faq" / "a.yaml").write_text(entry, encoding="utf-8")
    ended = facteur("kb", "test", knowledge=tmp_path)
    assert ended.code == 1
    assert "la météo de demain" in ended.out


def test_stats_and_schema_are_printed() -> None:
    assert "5 entries" in facteur("kb", "stats").out
    assert "properties" in facteur("kb", "schema").out


@pytest.mark.parametrize("words", [["nothing"], ["kb", "nothing"], ["check"], ["ask", "--nothing"]])
def test_wrong_usage_ends_with_2(words: list[str]) -> None:
    ended = facteur(*words)
    assert ended.code == 2
    assert "Traceback" not in ended.err


def test_a_missing_knowledge_folder_is_a_setting(tmp_path: Path) -> None:
    ended = facteur("ask", "x", knowledge=tmp_path / "nowhere")
    assert ended.code == 2
    assert "BOT_KNOWLEDGE" in ended.err


def test_knowledge_may_be_given_before_or_behind_the_command(tmp_path: Path) -> None:
    elsewhere = str(ROOT / "tests" / "testdata" / "knowledge")
    assert facteur("--knowledge", elsewhere, "kb", "stats", knowledge=tmp_path).code == 0
    assert facteur("kb", "stats", "--knowledge", elsewhere, knowledge=tmp_path).code == 0


def test_a_check_of_a_dead_service_is_a_result_with_the_contracts_keys() -> None:
    ended = facteur("check", "smtp", "--json")
    (result,) = json.loads(ended.out)
    assert ended.code == 1
    assert set(result) == {"target", "checked_at", "verdict", "cause", "remedy", "endpoints"}
    assert result["verdict"] == "down"
    stages = {stage["name"]: stage["status"] for stage in result["endpoints"][0]["stages"]}
    assert stages["tcp"] == "fail"


def test_an_unknown_target_is_told_with_what_is_known() -> None:
    ended = facteur("check", "smtpp")
    assert ended.code == 2
    assert "smtp" in ended.err
    assert "Traceback" not in ended.err


def test_doctor_says_what_to_do_and_ends_with_1_when_something_is_missing() -> None:
    ended = facteur("doctor")
    assert ended.code == 1
    assert "BOT_HOMESERVER" in ended.out
    assert "→" in ended.out
    assert "knowledge" in ended.out


def test_chat_tells_what_a_command_does_in_a_room_or_the_nearest_one() -> None:
    told = facteur("chat", given="!chek\n!statut\n!configuration iphone\n").out
    assert "Je ne connais pas « !chek ». Vouliez-vous !check " in told
    assert "!statut : l'état des services maintenant et sur sept jours. Cette commande s'écrit dans un salon." in told
    assert "Je ne connais pas « !configuration ». Vouliez-vous !config " in told


def test_chat_answers_lines_until_the_end() -> None:
    ended = facteur("chat", given="Comment partager mon agenda avec un collègue ?\n")
    assert ended.code == 0
    assert "Dans le webmail" in ended.out
