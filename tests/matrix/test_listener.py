"""Matrix events as the project's own, one rule at a time. No homeserver."""

import time
from dataclasses import replace
from typing import Any

import pytest

from bot.core.events import Incoming, Kind
from bot.matrix.listener import Ear, hear

ME, ALICE, ROOM = "@facteur:localhost", "@alice:localhost", "!room:localhost"
EAR = Ear(ME, "Facteur Support [Dinum]")
PLAIN = Incoming(event_id="$1", room_id=ROOM, sender=ALICE, sent_at=1000, body="imap ?")


def event(content: dict[str, Any], kind: str = "m.room.message", **more: Any) -> dict[str, Any]:
    return {"type": kind, "event_id": "$1", "sender": ALICE, "origin_server_ts": 1000, "content": content} | more


def text(body: str, **more: Any) -> dict[str, Any]:
    return event({"msgtype": "m.text", "body": body} | more)


def heard(source: dict[str, Any]) -> Incoming | None:
    return hear(source, ROOM, EAR)


def test_words_are_heard_as_they_are() -> None:
    assert heard(text("imap ?")) == PLAIN
    assert hear(text("imap ?"), ROOM, EAR, direct=True) == replace(PLAIN, direct=True)


@pytest.mark.parametrize(
    "source",
    [
        text("de moi") | {"sender": ME},
        text("d'un robot") | {"sender": "@bot-meteo:localhost"},
        text("supprimé") | {"unsigned": {"redacted_because": {}}},
        text("un état") | {"state_key": ""},
        event({"msgtype": "m.notice", "body": "note"}),
        event({"msgtype": "m.emote", "body": "sourit"}),
        event({"msgtype": "m.image", "body": "capture.png", "url": "mxc://x/y"}),
        event({}),
        event({"body": "sans type"}),
        event({}, kind="m.sticker"),
    ],
)
def test_what_is_not_for_the_bot_is_not_heard(source: dict[str, Any]) -> None:
    assert heard(source) is None


def related(body: str, **relation: Any) -> dict[str, Any]:
    return text(body, **{"m.relates_to": relation})


def test_the_quotation_of_a_reply_is_taken_off() -> None:
    quoted = f"> <{ALICE}> Bonjour,\n> quel port ?\n\n993"
    got = heard(related(quoted, **{"m.in_reply_to": {"event_id": "$0"}}))
    assert got == replace(PLAIN, body="993", replies_to="$0")


def test_a_quotation_typed_by_hand_stays() -> None:
    typed = "> il dit que non\n\nmais si ?"
    assert heard(text(typed)) == replace(PLAIN, body=typed)
    assert heard(related(typed, **{"m.in_reply_to": {"event_id": "$0"}})) == replace(PLAIN, body=typed, replies_to="$0")


@pytest.mark.parametrize(("falling_back", "replies_to"), [(True, ""), (False, "$0")])
def test_a_thread_is_known_and_its_fallback_is_not_a_reply(falling_back: bool, replies_to: str) -> None:
    relation = {"rel_type": "m.thread", "event_id": "$root", "is_falling_back": falling_back}
    got = heard(related("imap ?", **relation, **{"m.in_reply_to": {"event_id": "$0"}}))
    assert got == replace(PLAIN, thread="$root", replies_to=replies_to)


def test_an_edit_gives_the_new_text() -> None:
    new = {"msgtype": "m.text", "body": "smtp ?"}
    source = text("* smtp ?", **{"m.new_content": new, "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}})
    assert heard(source) == replace(PLAIN, kind=Kind.EDIT, body="smtp ?", target="$0")


@pytest.mark.parametrize("place", ["content", "event"])
def test_a_redaction_is_found_in_every_room_version(place: str) -> None:
    source = event({"redacts": "$0"} if place == "content" else {}, kind="m.room.redaction")
    source |= {"redacts": "$0"} if place == "event" else {}
    assert heard(source) == replace(PLAIN, kind=Kind.REDACTION, body="", target="$0")


def test_a_reaction_is_a_key_on_an_event() -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$0", "key": "👍"}
    source = event({"m.relates_to": relation}, kind="m.reaction")
    assert heard(source) == replace(PLAIN, kind=Kind.REACTION, body="👍", target="$0")


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("facteur: imap ?", "imap ?"),
        ("Facteur Support : imap ?", "imap ?"),
        ("@facteur imap ?", "imap ?"),
        ("@facteur:localhost: !check smtp", "!check smtp"),
        ("facteur, imap ?", "imap ?"),
        ("facteur:!check smtp", "!check smtp"),
        ("Facteur ! imap ?", "imap ?"),
        ("imap @facteur ?", "imap @facteur ?"),
        ("Facteur !", "Facteur !"),
    ],
)
def test_the_bot_called_by_name_is_mentioned(body: str, rest: str) -> None:
    assert heard(text(body)) == replace(PLAIN, body=rest, mentions=(ME,))


@pytest.mark.parametrize(
    "body", ["le facteur est passé", "facteurs: deux", "facteur humain ou panne ?", "a@facteur.fr"]
)
def test_the_word_alone_is_not_a_call(body: str) -> None:
    assert heard(text(body)) == replace(PLAIN, body=body)


def test_mentions_are_read_from_the_field_and_from_pills() -> None:
    pill = (
        '<a href="https://matrix.to/#/@bruno:localhost">Bruno</a> <a href="https://matrix.to/#/%40facteur%3Alocalhost">'
    )
    quoted = '<mx-reply><a href="https://matrix.to/#/@claire:localhost">Claire</a></mx-reply>'
    got = heard(text("x", formatted_body=quoted + pill, **{"m.mentions": {"user_ids": [ALICE, 7]}}))
    assert got == replace(PLAIN, body="x", mentions=(ALICE, "@bruno:localhost", ME))


def test_a_name_in_front_is_taken_off_only_with_something_behind() -> None:
    got = heard(text("Facteur Support imap ?", **{"m.mentions": {"user_ids": [ME]}}))
    assert got == replace(PLAIN, body="imap ?", mentions=(ME,))


@pytest.mark.parametrize(
    "source",
    [
        text("a" * 60_000),
        text("> <@a:b> " * 7_000, **{"m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}}),
        text("> <@a:b>\n" * 7_000, **{"m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}}),
        text("x", formatted_body="<mx-reply>" * 6_500),
        text("x", formatted_body='href="https://matrix.to/#/@' * 2_500),
        text("@facteur" * 8_000),
        text("facteur " + ":" * 60_000),
        text("facteur" + " " * 60_000),
        text("\u200b\u202e\0" * 20_000),
    ],
)
def test_no_message_takes_long_to_hear(source: dict[str, Any]) -> None:
    begin = time.process_time()
    assert hear(source, ROOM, EAR)
    assert time.process_time() - begin < 0.25  # a few ms; quadratic work would take seconds
