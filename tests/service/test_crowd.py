"""Two hundred `!check all` in one room at once, through the whole service: one run, each of them answered once.

Forty people write five each, as many as one person may: two hundred accounts would take a homeserver a minute to let
in. Two hundred people, and the memory they take, without a homeserver: tests/flows/test_crowd.py.
"""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from bot.app import App, Probing
from bot.checks import Limits, Probe
from bot.demo.person import V3, Person
from bot.storage import services
from tests.servers.mail_certificates import Certificates, make_certificates
from tests.servers.mail_conversation import Conversation
from tests.servers.mail_faults import FaultServer, imap_script, smtp_script
from tests.servers.synapse import Synapse
from tests.service.bots import KNOWLEDGE, Service, in_room

PEOPLE, EACH = 40, 5
# No server is called slow, and (by a clock that stands still) results stay good, however long two hundred events take.
PATIENT = Limits(reply=100, slow=100, tls=100, overall=100)


class Crowd:
    """Accounts of their own that share one connection pool."""

    def __init__(self, homeserver: Synapse, http: aiohttp.ClientSession) -> None:
        self.homeserver, self.http = homeserver, http
        self.tokens: list[str] = []
        self.turn = asyncio.Semaphore(10)

    async def enter(self, room: str) -> None:
        async def one() -> None:
            async with self.turn:
                token = (await self.homeserver.account("crowd")).token
            await self.call("POST", f"/join/{quote(room)}", token, {})
            self.tokens.append(token)

        await asyncio.gather(*(one() for _ in range(PEOPLE)))

    async def say(self, room: str, text: str) -> list[str]:
        """Everybody the same, EACH times, at once; the event ids."""
        path, content = f"/rooms/{quote(room)}/send/m.room.message/", {"msgtype": "m.text", "body": text}
        said = await asyncio.gather(
            *(self.call("PUT", f"{path}{number}", token, content) for number in range(EACH) for token in self.tokens)
        )
        return [str(one["event_id"]) for one in said]

    async def call(self, method: str, path: str, token: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"}
        url = self.homeserver.url + V3 + path
        async with self.turn, self.http.request(method, url, json=body, headers=headers) as answer:
            content: dict[str, Any] = await answer.json()
            assert answer.status == 200, content
            return content


@asynccontextmanager
async def mail(certificates: Certificates, opened: asyncio.Event) -> AsyncIterator[tuple[FaultServer, FaultServer]]:
    """A healthy service whose SMTP server does not greet before the event."""

    async def doorman(_: Conversation) -> None:
        await opened.wait()

    context = certificates.server_context()
    async with FaultServer([doorman, *smtp_script(context)]) as smtp, FaultServer(imap_script(context)) as imap:
        yield smtp, imap


def knowledge(folder: Path, certificates: Certificates, smtp: int, imap: int) -> Path:
    shutil.copytree(KNOWLEDGE, folder)
    listed = "".join(
        f"- {{id: {name}, title: {title}, protocol: {name}, host: 127.0.0.1, allow_private: true, "
        f"endpoints: [{{port: {port}, security: starttls}}]}}\n"
        for name, title, port in (("smtp", "Envoi", smtp), ("imap", "Réception", imap))
    )
    (folder / "services.yaml").write_text(f"ca_file: {certificates.ca_file}\nservices:\n{listed}", encoding="utf-8")
    return folder


async def answers(person: Person, service: Service) -> Counter[str]:
    """How many replies each event of the room has, from the homeserver's whole history."""
    found, start = Counter[str](), ""
    while True:
        query = {"dir": "b", "limit": "500"} | ({"from": start} if start else {})
        page = await person.call("GET", f"/rooms/{quote(service.room)}/messages", **query)
        for event in page["chunk"]:
            relation = event["content"].get("m.relates_to", {})
            if event["sender"] == service.me and relation.get("rel_type") == "m.thread":
                found[relation["event_id"]] += 1
        if "end" not in page:
            return found
        start = page["end"]


async def quiet(bot: App, person: Person) -> None:
    """Everything is handled, and everything said has left."""
    while await bot.database.journal.waiting() or await bot.database.journal.unsent():
        seen = -1
        while seen < len(person.events):  # as long as something comes, there is no need to ask
            seen = len(person.events)
            await person.sync(2)


@pytest.mark.timeout(240)
async def test_two_hundred_checks_asked_at_once_are_one_run_and_each_is_answered(
    homeserver: Synapse, alice: Person, tmp_path: Path
) -> None:
    certificates, opened = make_certificates(tmp_path / "certificates"), asyncio.Event()
    async with mail(certificates, opened) as (smtp, imap), aiohttp.ClientSession() as http:
        folder = knowledge(tmp_path / "knowledge", certificates, smtp.port, imap.port)
        async with in_room(homeserver, alice, tmp_path / "state", knowledge=folder) as service:
            await alice.set_state(service.room, "m.room.join_rules", {"join_rule": "public"})
            crowd, bot = Crowd(homeserver, http), service.app
            await crowd.enter(service.room)
            assert isinstance(bot.live.prober, Probing)
            bot.live.prober.probe = Probe(services.load(folder / "services.yaml"), clock=lambda: 1e9, limits=PATIENT)
            await service.settled()
            asked = await crowd.say(service.room, "!check all")
            opened.set()
            await quiet(bot, alice)
            replies = await answers(alice, service)
            assert len(asked) == PEOPLE * EACH
            assert {event: replies[event] for event in asked} == dict.fromkeys(asked, 1)
        assert (smtp.connections, imap.connections) == (1, 1)
