"""Words in a room, as a person on the other side sees them. Real homeserver, plain rooms."""

from pathlib import Path

from bot.core.events import Act, Incoming, Kind, Outgoing
from bot.demo.person import Person
from tests.matrix.bots import bot_in_room, echo, reply, silent
from tests.servers.synapse import Synapse


async def test_a_question_is_answered_in_a_thread_as_a_notice(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as bot:
        question = await alice.say(room, "quel port pour imap ?")
        answer = await alice.wait_for(lambda event: event["sender"] == bot.matrix.people.me and "body" in event["content"])
    assert answer["content"] == {
        "msgtype": "m.notice",
        "body": "echo quel port pour imap ?",
        "m.mentions": {"user_ids": [alice.user_id]},
        "m.relates_to": {
            "rel_type": "m.thread",
            "event_id": question,
            "is_falling_back": False,
            "m.in_reply_to": {"event_id": question},
        },
    }
