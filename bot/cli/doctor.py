"""`doctor`: a line each for settings, homeserver, account, rooms, rights, encryption, database, knowledge, services.

It only looks: it logs in nowhere, sends nothing, and may run beside the bot. A line that fails says what to do.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import click

from bot import config
from bot.cli.visitor import Visitor
from bot.errors import FacteurError, FileWrong, SettingsWrong


@dataclass(slots=True)
class Findings:
    """Prints a line for each thing looked at; remembers whether one failed."""

    failed: bool = False

    def ok(self, part: str, text: str) -> None:
        click.echo(click.style("ok    ", fg="green") + f"{part}: {text}")

    def bad(self, part: str, text: str, todo: str) -> None:
        self.failed = True
        click.echo(click.style("fail  ", fg="red") + f"{part}: {text}")
        click.echo(f"      → {todo}")


async def examine(knowledge: Path) -> int:
    """Every part, whatever the others say; 1 when one failed."""
    found = Findings()
    try:
        settings = config.load(service=True)
        found.ok("settings", "complete")
    except SettingsWrong as e:
        for problem in e.problems:
            found.bad("settings", problem, "set it in the environment or in .env (README, Settings)")
        settings = None
    if settings:
        async with Visitor(settings) as visitor:
            for part in (homeserver, account, rooms, encryption):
                await guarded(part, visitor, found)
        await database(settings, found)
    base(knowledge, found)
    services(knowledge, found)
    return 1 if found.failed else 0


async def guarded(part: Callable[[Visitor, Findings], Awaitable[None]], visitor: Visitor, found: Findings) -> None:
    try:
        await part(visitor, found)
    except (FacteurError, OSError, TimeoutError) as e:
        todo = "check BOT_HOMESERVER, the network and the proxy"
        found.bad(part.__name__, str(e) or type(e).__name__, todo)


async def homeserver(visitor: Visitor, found: Findings) -> None:
    versions = await visitor.versions()
    found.ok("homeserver", f"{visitor.url} speaks Matrix up to {versions[-1] if versions else 'an unknown version'}")


async def account(visitor: Visitor, found: Findings) -> None:
    if not visitor.token:
        flows = await visitor.flows()
        if "m.login.password" in flows:
            found.ok("account", "no session yet: the first start logs in once with the password")
        else:
            todo = "ask for a token of a dedicated login: BOT_ACCESS_TOKEN and BOT_DEVICE_ID"
            found.bad("account", f"the homeserver takes no password, only {', '.join(flows) or 'nothing'}", todo)
        return
    who = await visitor.whoami()
    found.ok("account", f"{who.get('user_id')}, device {who.get('device_id')}")


async def rooms(visitor: Visitor, found: Findings) -> None:
    joined = await visitor.joined() if visitor.token else set()
    for name in visitor.settings.rooms:
        room_id = await visitor.room_id(name)
        if not room_id:
            found.bad("rooms", f"{name} is unknown to the homeserver", "check BOT_ROOMS: alias, id or Tchap link")
        elif not visitor.token:
            found.ok("rooms", f"{name} is {room_id}; it will be joined at the first start")
        elif room_id not in joined:
            found.bad("rooms", f"the bot is not in {name}", "invite it, or start it: it joins public rooms by itself")
        else:
            await rights(visitor, found, name, room_id)


async def rights(visitor: Visitor, found: Findings, name: str, room_id: str) -> None:
    levels = await visitor.state(room_id, "m.room.power_levels")
    own = levels.get("users", {}).get(visitor.user_id, levels.get("users_default", 0))
    if own < levels.get("events_default", 0):
        found.bad("rights", f"the bot may not write in {name} (level {own})", "raise its level in the room's settings")
        return
    removes = "may remove messages with passwords" if own >= levels.get("redact", 50) else "cannot remove messages"
    hidden = "encrypted" if await visitor.state(room_id, "m.room.encryption") else "not encrypted"
    found.ok("rights", f"{name}: level {own}, {removes}, {hidden}")


async def encryption(visitor: Visitor, found: Findings) -> None:
    settings = visitor.settings
    if settings.encryption == "off":
        found.ok("encryption", "off: encrypted rooms cannot be read")
    elif not visitor.token:
        found.ok("encryption", f"{settings.encryption}: keys are made at the first start")
    elif await visitor.signed():
        found.ok("encryption", f"{settings.encryption}: device {visitor.device_id} is cross-signed")
    else:
        todo = "start the bot once; if the account has an identity of a person's client, see the log for the ways out"
        found.bad("encryption", f"device {visitor.device_id} is not cross-signed", todo)


async def database(settings: config.Settings, found: Findings) -> None:
    from bot.storage.database import open_database  # noqa: PLC0415 - only here

    url = settings.database_url
    path = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not path.exists():  # noqa: ASYNC240 - one look, nothing else runs
        found.ok("database", f"{path} is made at the first start")
        return
    try:
        opened = await open_database(url)
    except FacteurError as e:
        found.bad("database", str(e), "check BOT_DATABASE and that the server runs")
        return
    waiting, unsent = await opened.journal.waiting(), await opened.journal.unsent()
    await opened.close()
    found.ok("database", f"{len(waiting)} message(s) to handle, {len(unsent)} to send")


def base(folder: Path, found: Findings) -> None:
    from bot.storage.knowledge import load  # noqa: PLC0415 - only here

    try:
        knowledge = load(folder)
    except FileWrong as e:
        found.bad("knowledge", f"{len(e.faults)} mistake(s), the first: {e.faults[0]}", "run facteur kb lint")
        return
    questions = sum(len(entry.questions) for entry in knowledge.entries)
    found.ok("knowledge", f"{knowledge.title}: {len(knowledge.entries)} entries, {questions} questions")


def services(folder: Path, found: Findings) -> None:
    from bot.storage.services import load  # noqa: PLC0415 - only here

    path = folder / "services.yaml"
    if not path.exists():
        found.ok("services", "none declared: !check has nothing to look at")
        return
    try:
        known = load(path)
    except FileWrong as e:
        found.bad("services", str(e.faults[0]), "correct services.yaml")
        return
    found.ok("services", f"{', '.join(one.id for one in known.services)} (facteur check all looks at them)")
