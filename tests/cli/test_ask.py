"""`ask`: one message for people, many for programs."""

import json

from tests.cli.running import facteur

SHARE = "Comment partager mon agenda avec un collègue ?"


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_question_is_answered_for_people() -> None:
    ended = facteur("ask", SHARE)
    assert ended.code == 0
    assert "[answer] partager-agenda" in ended.out
    assert "Dans le webmail" in ended.out


def test_why_shows_candidates_and_rules() -> None:
    ended = facteur("ask", "--why", SHARE)
    assert "Why" in ended.out
    assert "Candidates" in ended.out
    assert "partager-agenda" in ended.out.split("Candidates")[1]


def test_why_shows_candidates_of_a_message_that_asks_nothing() -> None:
    ended = facteur("ask", "--why", "merci beaucoup, je vais tester le port 993")
    assert ended.out.startswith("[silent]")
    assert "envoi-bloque" in ended.out.split("Candidates")[1]


def test_lines_are_answered_in_order_with_the_contracts_keys() -> None:
    asked = [{"id": "a", "text": SHARE}, {"id": 7, "text": "merci !"}, {"id": None, "text": "!check smtp"}]
    ended = facteur("ask", "--jsonl", given="\n".join(map(json.dumps, asked)))
    answers = lines(ended.out)
    assert [one["id"] for one in answers] == ["a", 7, None]
    assert [one["decision"] for one in answers] == ["answer", "silent", "command"]
    assert all(set(one) == {"id", "decision", "entries", "text"} for one in answers)
    assert answers[0]["entries"][0]["id"] == "partager-agenda"  # type: ignore[index]
    assert answers[1]["text"] == ""
    assert ended.code == 0


def test_a_malformed_line_is_told_and_the_others_are_answered() -> None:
    given = b"\n".join(
        [
            json.dumps({"id": 1, "text": SHARE}).encode(),
            b"not json",
            b"[1]",
            b'{"text": "x"}',
            b'{"id": 2}',
            b'{"id": 3, "text": 4}',
            b'{"id": 4, "turns": []}',
            b'{"id": 5, "text": "\xff"}',
            b"",
            json.dumps({"id": 6, "text": SHARE}).encode(),
        ]
    )
    ended = facteur("ask", "--jsonl", given=given)
    answers = lines(ended.out)
    assert ended.code == 1
    assert [one.get("id") for one in answers] == [1, *[None] * 7, 6]
    assert [str(one["error"]).partition(":")[0] for one in answers[1:-1]] == [f"line {n}" for n in range(2, 9)]


def test_turns_are_the_context_of_the_last_one() -> None:
    turns = ["Comment configurer mon mail sur iPhone ?", "et sur Android ?"]
    ended = facteur("ask", "--jsonl", given=json.dumps({"id": 1, "turns": turns}))
    (answer,) = lines(ended.out)
    assert answer["entries"][0]["id"] == "mail-android"  # type: ignore[index]


def test_turns_may_name_who_spoke() -> None:
    turns = [
        {"from": "user", "text": "Comment configurer mon mail sur iPhone ?"},
        {"from": "bot", "text": "Sur iPhone, …"},
        {"from": "user", "text": "et sur Android ?"},
    ]
    (answer,) = lines(facteur("ask", "--jsonl", given=json.dumps({"id": 1, "turns": turns})).out)
    assert answer["entries"][0]["id"] == "mail-android"  # type: ignore[index]


def test_direct_messages_are_never_left_without_a_word() -> None:
    asked = json.dumps({"id": 1, "text": "quelle est la recette du cassoulet ?"})
    (room,) = lines(facteur("ask", "--jsonl", given=asked).out)
    (direct,) = lines(facteur("ask", "--jsonl", "--direct", given=asked).out)
    assert (room["decision"], direct["decision"]) == ("silent", "handover")
    assert direct["text"]


def test_lone_surrogates_do_not_break_the_output() -> None:
    ended = facteur("ask", "--jsonl", given='{"id": 1, "text": "mail \\ud800"}')
    assert ended.code == 0


def test_neither_text_nor_jsonl_is_wrong_usage() -> None:
    assert facteur("ask").code == 2
    assert facteur("ask", "x", "--jsonl").code == 2
