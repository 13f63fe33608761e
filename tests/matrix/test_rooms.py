"""Where the bot goes, and where it does not let itself be taken. Real homeserver."""

from pathlib import Path

from bot.demo.person import Person
from tests.matrix.bots import bot, bot_in_room, settings, silent
from tests.servers.synapse import Synapse


async def gone(person: Person, room: str, user_id: str, membership: str) -> None:
    """Returns when the person sees that membership."""
    await person.wait_for(
        lambda event: (
            (event["room_id"], event.get("state_key")) == (room, user_id)
            and event["content"].get("membership") == membership
        )
    )


async def test_a_room_is_found_by_its_alias(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    alias = alice.user_id[1:].partition(":")[0]
    room = await alice.create_room(public=True, alias=alias)
    async with bot_in_room(homeserver, tmp_path, f"#{alias}:localhost", answer=silent) as one:
        assert (await one.matrix.health()).rooms == {f"#{alias}:localhost": room}


async def test_a_room_served_is_joined_when_its_invitation_comes_later(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room()
    async with bot_in_room(homeserver, tmp_path, room, answer=silent) as one:
        await alice.invite(room, one.matrix.people.me)
        await gone(alice, room, one.matrix.people.me, "join")
        said = await alice.say(room, "bienvenue ?")
        assert [event.event_id for event in await one.hears(1)] == [said]


async def test_a_strangers_invitation_is_declined(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as one, homeserver.person("mallory") as mallory:
        trap = await mallory.create_room(invite=[one.matrix.people.me], direct=True)
        await gone(mallory, trap, one.matrix.people.me, "leave")
        assert await mallory.members(trap) == {mallory.user_id}


async def test_a_conversation_of_two_with_somebody_of_the_room_is_direct(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as one:
        me = one.matrix.people.me
        private = await alice.create_room(invite=[me], direct=True)
        await gone(alice, private, me, "join")
        await alice.say(private, "imap ?")
        await alice.wait_for(lambda event: event["content"].get("body") == "echo imap ?")
        assert one.heard[0].direct
        given, journal = one.matrix.settings, one.journal
    async with bot(given, journal=journal) as one:  # still so after a restart
        await alice.say(private, "smtp ?")
        await alice.wait_for(lambda event: event["content"].get("body") == "echo smtp ?")
        assert one.heard[-1].direct


async def test_a_room_of_three_is_not_direct_and_is_left(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as one, homeserver.person("bruno") as bruno:
        me = one.matrix.people.me
        crowd = await alice.create_room(invite=[bruno.user_id, me], direct=True)
        await gone(alice, crowd, me, "leave")


async def test_a_third_person_ends_a_direct_conversation(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room, answer=silent) as one, homeserver.person("bruno") as bruno:
        private = await alice.create_room(invite=[one.matrix.people.me], direct=True)
        await gone(alice, private, one.matrix.people.me, "join")
        await alice.invite(private, bruno.user_id)
        await bruno.join(private)
        await bruno.say(private, "moi aussi")
        seen = await alice.say(room, "imap ?")
        assert [event.event_id for event in await one.hears(1)] == [seen]


async def test_direct_messages_can_be_turned_off(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room, direct_messages=False) as one:
        private = await alice.create_room(invite=[one.matrix.people.me], direct=True)
        await gone(alice, private, one.matrix.people.me, "leave")


async def test_those_of_bot_invites_may_bring_it_into_their_rooms(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    chief = await Person.enter(homeserver.url, (await homeserver.account("chief")).token)
    async with bot_in_room(homeserver, tmp_path, room, invites=chief.user_id) as one:
        other = await chief.create_room(invite=[one.matrix.people.me])
        await gone(chief, other, one.matrix.people.me, "join")
        await chief.say(other, "ici aussi ?")
        await chief.wait_for(lambda event: event["content"].get("body") == "echo ici aussi ?")
        assert not one.heard[0].direct
    await chief.close()


async def test_an_invitation_made_while_it_was_down_is_accepted(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room) as one:
        given, journal, me = one.matrix.settings, one.journal, one.matrix.people.me
    private = await alice.create_room(invite=[me], direct=True)
    async with bot(given, journal=journal):
        await gone(alice, private, me, "join")


async def test_an_upgraded_room_is_followed(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room = await alice.create_room(public=True, version="10")
    async with bot_in_room(homeserver, tmp_path, room) as one:
        upgraded = await alice.call("POST", f"/rooms/{room}/upgrade", {"new_version": "12"})
        replacement = upgraded["replacement_room"]
        await gone(alice, replacement, one.matrix.people.me, "join")
        await alice.say(replacement, "toujours là ?")
        await alice.wait_for(lambda event: event["content"].get("body") == "echo toujours là ?")
        given, journal = one.matrix.settings, one.journal
    async with bot(given, journal=journal) as one:
        await alice.say(replacement, "et maintenant ?")
        await alice.wait_for(lambda event: event["content"].get("body") == "echo et maintenant ?")


async def test_a_replacement_that_does_not_name_the_old_room_is_left(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    async with homeserver.person("mallory") as mallory:
        trap = await mallory.create_room(public=True)
        async with bot_in_room(homeserver, tmp_path, room) as one:
            await alice.set_state(room, "m.room.tombstone", {"body": "par ici", "replacement_room": trap})
            await gone(mallory, trap, one.matrix.people.me, "leave")


async def test_a_room_that_does_not_exist_yet_does_not_stop_the_others(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    room = await alice.create_room(public=True)
    user = (await homeserver.account("facteur")).user_id
    given = settings(homeserver.url, user, tmp_path, "#not-there:localhost", room)
    async with bot(given) as one:
        await alice.say(room, "malgré tout ?")
        await alice.wait_for(lambda event: event["content"].get("body") == "echo malgré tout ?")
        assert (await one.matrix.health()).rooms == {"#not-there:localhost": "", room: room}


async def test_a_room_joined_by_hand_is_not_listened_to(homeserver: Synapse, alice: Person, tmp_path: Path) -> None:
    room, elsewhere = await alice.create_room(public=True), await alice.create_room(public=True)
    async with bot_in_room(homeserver, tmp_path, room, answer=silent) as one:
        await one.matrix.client.ask("POST", f"/join/{elsewhere}", {})
        await gone(alice, elsewhere, one.matrix.people.me, "join")
        await alice.say(elsewhere, "et ici ?")
        seen = await alice.say(room, "imap ?")
        assert [event.event_id for event in await one.hears(1)] == [seen]
