"""Which rooms the bot is in, and why: those of the settings, and those somebody entitled invited it to.

It joins nothing else: who may bring it into a room of their own could read and change what it says there.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog

from bot.config import Settings
from bot.errors import AccessRefused, WorldFailed
from bot.matrix import files
from bot.matrix.client import Client, part
from bot.matrix.people import People

log = structlog.get_logger(__name__)

# A join that fails is tried again: the inviting server may be busy at first; later somebody may have opened the room.
RETRY_SECONDS = (1.0, 30.0, 300.0)
MOST_ROUTES = 10  # a directory may name hundreds of servers, and each costs a place in the request


class Rooms:
    """`served` holds room ids of the settings, invitations and upgrades; `direct` the rooms of two. Both outlive us."""

    def __init__(self, settings: Settings, client: Client, people: People) -> None:
        self.settings, self.client, self.people = settings, client, people
        self.path = settings.state / "rooms.json"
        kept = files.read(self.path)
        self.direct: set[str] = set(kept.get("direct", []))
        self.invited: set[str] = set(kept.get("invited", []))  # by a user of BOT_INVITES
        self.upgraded: dict[str, str] = dict(kept.get("upgraded", {}))  # old room -> its replacement
        self.pending: dict[str, str] = dict(kept.get("pending", {}))  # invitations not decided yet: room -> inviter
        self.tombstones: dict[str, tuple[str, str]] = {}  # old room -> replacement, sender
        # Name in the settings -> room id; the last start's until this one has asked, or its first events would be lost.
        self.resolved: dict[str, str] = {n: r for n, r in kept.get("resolved", {}).items() if n in self.names}
        self.fresh: set[str] = set()  # names asked for since the start
        self.routes: dict[str, tuple[str, ...]] = {}  # name -> servers that are in the room, as the directory says
        self.joined: set[str] = set()
        self.work = asyncio.Event()
        self.settled = asyncio.Event()  # every room has been tried once

    @property
    def names(self) -> tuple[str, ...]:
        moderation = self.settings.moderation_room
        return (*self.settings.rooms, *((moderation,) if moderation else ()))

    @property
    def served(self) -> set[str]:
        return set(self.resolved.values()) | set(self.upgraded.values()) | self.invited

    def listens(self, room_id: str) -> bool:
        return room_id in self.served or self.is_direct(room_id)

    def is_direct(self, room_id: str) -> bool:
        """A third person in the room ends its being direct."""
        if room_id not in self.direct or not self.settings.direct_messages:
            return False
        room = self.client.rooms.get(room_id)
        return room is None or members(room) <= 2

    def latest(self, name: str) -> str:
        """The room id a name of the settings stands for today, upgrades followed; empty while unknown."""
        room_id = self.resolved.get(name, "")
        for _ in range(len(self.upgraded)):
            room_id = self.upgraded.get(room_id, room_id)
        return room_id

    # ---- news from the sync ------------------------------------------------------------------------------------

    def note(self, response: Any) -> None:
        """Invitations and upgrades of a sync answer, written down before its token is stored."""
        before = dict(self.pending)
        for room_id, info in response.rooms.invite.items():
            inviter = next((event.sender for event in info.invite_state if invites(event, self.client.user_id)), "")
            if inviter:
                self.pending[room_id] = inviter
        for room_id in response.rooms.leave:
            self.joined.discard(room_id)
            self.pending.pop(room_id, None)
        for room_id, info in response.rooms.join.items():
            self.joined.add(room_id)
            for event in [*info.state, *info.timeline.events]:
                self.note_tombstone(room_id, event.source)
        if self.pending != before:
            self.save()
        if self.pending or self.tombstones:
            self.work.set()

    def note_tombstone(self, room_id: str, source: Mapping[str, Any]) -> None:
        if source.get("type") == "m.room.tombstone" and room_id in self.served and room_id not in self.upgraded:
            replacement = source.get("content", {}).get("replacement_room")
            if isinstance(replacement, str) and source.get("state_key") == "":
                self.tombstones[room_id] = replacement, str(source.get("sender"))

    def save(self) -> None:
        content = {"direct": sorted(self.direct), "invited": sorted(self.invited), "upgraded": self.upgraded}
        files.write(self.path, content | {"pending": self.pending, "resolved": self.resolved})

    # ---- what is done about it ---------------------------------------------------------------------------------

    async def run(self) -> None:
        """Joins what is to be joined, again and again until it is; then waits for news."""
        failures = 0
        while True:
            self.work.clear()
            failures = 0 if await self.settle() else failures + 1
            self.settled.set()
            delay = RETRY_SECONDS[min(failures, len(RETRY_SECONDS)) - 1] if failures else None
            try:
                async with asyncio.timeout(delay):
                    await self.work.wait()
            except TimeoutError:
                continue

    async def settle(self) -> bool:
        """One round; True when nothing is left to try again."""
        tasks: list[tuple[Callable[[str], Awaitable[None]], str]] = [(self.enter, name) for name in self.names]
        tasks += [(self.decide, room_id) for room_id in list(self.pending)]
        tasks += [(self.follow, room_id) for room_id in list(self.tombstones)]
        results = [await self.attempt(task, subject) for task, subject in tasks]
        return all(results)

    async def attempt(self, task: Callable[[str], Awaitable[None]], subject: str) -> bool:
        try:
            await task(subject)
        except AccessRefused:
            raise
        except WorldFailed as e:
            log.warning("matrix.room", room=subject, problem=str(e))
            return False
        return True

    async def enter(self, name: str) -> None:
        """A room of the settings: its id found, the room joined."""
        await self.find(name)
        room_id = self.latest(name)
        if room_id not in self.joined:
            await self.join(room_id, via=(*getattr(name, "via", ()), *self.routes.get(name, ())))

    async def find(self, name: str) -> None:
        """The room id of a name, asked once a start."""
        if name in self.fresh:
            return
        if name.startswith("!"):
            self.resolved[name] = name
        else:
            found = await self.client.ask("GET", f"/directory/room/{part(name)}")
            self.resolved[name] = str(found["room_id"])
            servers = found.get("servers")
            self.routes[name] = tuple(map(str, servers[:MOST_ROUTES])) if isinstance(servers, list) else ()
        self.fresh.add(name)
        self.save()

    async def find_all(self) -> None:
        """Before the first sync; what cannot be found now is looked for again later."""
        for name in self.names:
            await self.attempt(self.find, name)

    async def join(self, room_id: str, via: Sequence[str] = ()) -> None:
        """`via`: servers to ask where the own one is not in the room; `server_name` is the name of old for them."""
        if room_id in self.joined:
            return
        query = {"server_name": via, "via": via} if via else {}
        await self.client.ask("POST", f"/join/{part(room_id)}", {}, **query)
        self.joined.add(room_id)
        log.info("matrix.joined", room=room_id)

    async def leave(self, room_id: str, why: str) -> None:
        """Also how an invitation is declined."""
        log.info("matrix.declined", room=room_id, why=why)
        await self.client.ask("POST", f"/rooms/{part(room_id)}/leave", {})
        self.joined.discard(room_id)

    async def decide(self, room_id: str) -> None:
        """An invitation: to a room served, by somebody entitled, to a conversation of two; else declined."""
        inviter = self.pending[room_id]
        if room_id in self.served:
            await self.join(room_id)
        elif inviter in self.settings.invites:
            self.invited.add(room_id)
            await self.join(room_id)
        elif self.settings.direct_messages and await self.knows(inviter):
            await self.talk(room_id)
        else:
            await self.leave(room_id, "stranger")
        self.pending.pop(room_id, None)
        self.save()

    async def knows(self, user_id: str) -> bool:
        """Whether that person is in a room served: then the bot may be spoken to alone too."""
        for room_id in self.served & self.joined:
            answer = await self.client.call("GET", f"/rooms/{part(room_id)}/state/m.room.member/{part(user_id)}")
            if answer.status == 200 and answer.content.get("membership") == "join":
                return True
        return False

    async def talk(self, room_id: str) -> None:
        """Direct only if nobody else is there, which can be seen from inside alone."""
        self.direct.add(room_id)  # before the join: its first message may come with the next sync
        await self.join(room_id)
        inside = await self.client.ask("GET", f"/rooms/{part(room_id)}/members", None, not_membership="leave")
        present = [event for event in inside.get("chunk", []) if event["content"].get("membership") != "ban"]
        if len(present) > 2:
            self.direct.discard(room_id)
            await self.leave(room_id, "not a room of two")

    async def follow(self, room_id: str) -> None:
        """An upgraded room: only if it names the old one, and whoever closed that one may invite into the new."""
        replacement, sender = self.tombstones[room_id]
        await self.join(replacement, via=(sender.partition(":")[2],))
        create = await self.people.creation(replacement)
        predecessor = create.content.get("predecessor")
        honest = isinstance(predecessor, dict) and predecessor.get("room_id") == room_id
        if honest and await self.people.may_invite(replacement, sender):
            self.upgraded[room_id] = replacement
            self.save()
            log.info("matrix.upgraded", room=room_id, replacement=replacement)
        else:
            await self.leave(replacement, "not a rightful replacement")
        del self.tombstones[room_id]


def invites(event: Any, me: str) -> bool:
    """nio shows every member of the invitation; only the one that is about us counts."""
    return getattr(event, "membership", "") == "invite" and getattr(event, "state_key", "") == me


def members(room: Any) -> int:
    """Joined and invited, as the server counts them: with lazy loading nio does not know everybody."""
    summary = room.summary
    if summary is None or summary.joined_member_count is None:
        return len(room.users) + len(room.invited_users)
    return int(summary.joined_member_count + (summary.invited_member_count or 0))
