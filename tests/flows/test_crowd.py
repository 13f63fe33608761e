"""Two hundred people of one room ask for the same thing at once: one run, everybody answered once, memory flat.

Everything is real but the homeserver: inbox and outbox in the database, the worker, the probe, the servers looked at.
With a homeserver and fewer people: tests/service/test_crowd.py.
"""

import asyncio
import gc
import tracemalloc
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.checks import Limits, Probe
from bot.core.events import Act, Outgoing
from bot.core.services import Endpoint, Protocol, Security, Service, Services
from bot.flows.answer import Answer
from bot.flows.moderate import Commands
from bot.flows.worker import Worker
from tests.flows.blackboard import Board, board
from tests.servers.mail_certificates import Certificates, make_certificates
from tests.servers.mail_conversation import Conversation
from tests.servers.mail_faults import FaultServer, imap_script, smtp_script

PEOPLE = 200
# However long this machine takes for two hundred events, no server is called slow.
PATIENT = Limits(reply=100, slow=100, tls=100, overall=100)
MEGABYTE = 1_000_000


@dataclass(slots=True)
class Scene:
    """`opened`: the SMTP server greets from then on. `departures`: set when there is something to send."""

    board: Board
    worker: Worker
    opened: asyncio.Event
    departures: asyncio.Event
    smtp: FaultServer
    imap: FaultServer

    async def ask(self, *lines: str) -> list[str]:
        """A line a person, all of them at once; their event ids. Returns when every one is done with."""
        events = [self.board.event(line, f"@p{number}:test") for number, line in enumerate(lines)]
        await self.board.database.journal.receive(events, "s")
        self.worker.arrivals.set()
        while True:
            self.departures.clear()  # before looking, so that nothing is missed between the two
            if not await self.board.database.journal.waiting():
                break
            await self.departures.wait()
            self.opened.set()  # from the first sign of life on: a reply that grows, as the run takes over two seconds
        return [event.event_id for event in events]

    async def said(self, act: Act) -> list[Outgoing]:
        return [out for out in await self.board.database.journal.unsent() if out.act is act]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@asynccontextmanager
async def working(made: Board, departures: asyncio.Event) -> AsyncIterator[Worker]:
    tools = made.tools
    answer = Answer(
        knowing=tools.knowing, journal=tools.journal, memory=tools.memory, people=tools.people,
        commands=Commands(tools=tools), live=tools.live, learning=tools.learning,
    )  # fmt: skip
    worker = Worker(answer=answer, journal=tools.journal, arrivals=asyncio.Event(), departures=departures.set)
    running = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


@pytest.fixture
async def scene(tmp_path: Path, certificates: Certificates) -> AsyncIterator[Scene]:
    opened, departures, context = asyncio.Event(), asyncio.Event(), certificates.server_context()

    async def doorman(_: Conversation) -> None:
        await opened.wait()

    async with (
        board(tmp_path) as made,
        FaultServer([doorman, *smtp_script(context)]) as smtp,
        FaultServer(imap_script(context)) as imap,
    ):
        services = tuple(
            Service(id=one.value, title=one.value, protocol=one, host="127.0.0.1", allow_private=True,
                    endpoints=(Endpoint(server.port, Security.STARTTLS),))
            for one, server in ((Protocol.SMTP, smtp), (Protocol.IMAP, imap))
        )  # fmt: skip
        known = Services(services=services, ca_file=str(certificates.ca_file))
        probe = Probe(known, clock=made.hand.seconds, limits=PATIENT)
        made.tools = replace(made.tools, live=replace(made.tools.live, prober=probe, departures=departures.set))
        async with working(made, departures) as worker:
            yield Scene(made, worker, opened, departures, smtp, imap)
        await probe.close()


async def test_two_hundred_people_share_one_run_and_each_gets_one_answer(scene: Scene) -> None:
    asked = await scene.ask(*["!check all"] * PEOPLE)
    replies = await scene.said(Act.SEND)
    assert Counter(out.cause for out in replies) == Counter(asked)
    assert {out.mentions for out in replies} == {(f"@p{number}:test",) for number in range(PEOPLE)}
    assert (scene.smtp.connections, scene.imap.connections) == (1, 1)
    edits = await scene.said(Act.EDIT)
    assert len({out.cause for out in edits}) == 1  # one reply grew, for the whole room to see
    whole = [out for out in replies if out.cause != edits[0].cause]
    assert all("Tout fonctionne" in out.body for out in (*whole, edits[-1]))


async def test_two_hundred_people_leave_nothing_in_memory(scene: Scene) -> None:
    await scene.ask("!check all")  # what is loaded once is loaded
    scene.board.hand.now += 61_000
    gc.collect()
    tracemalloc.start()
    try:
        await scene.ask(*["!check all"] * PEOPLE)
        scene.board.said.clear()
        gc.collect()
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (scene.smtp.connections, scene.imap.connections) == (2, 2)
    assert kept < MEGABYTE
    assert peak < 12 * MEGABYTE


async def test_different_wishes_at_once_share_what_they_have_in_common(scene: Scene) -> None:
    port = scene.smtp.port
    lines = ["!check all", "!check smtp", f"!check smtp {port}", "!check imap détails", "!check dns"] * (PEOPLE // 5)
    asked = await scene.ask(*lines)
    assert {out.cause for out in await scene.said(Act.SEND)} == set(asked)
    assert (scene.smtp.connections, scene.imap.connections) == (1, 1)
