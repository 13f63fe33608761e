"""The stages of one probe as they happen: each with its time, its deadline, and its failure as a code.

A target that is down is a result: whatever the network raises inside a stage becomes a failed stage here, and here
only.
"""

import asyncio
import errno
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.core.model import Stage, StageStatus

NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM})
NO_SUPPORT = frozenset({errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT})
BROKEN = (ConnectionResetError, BrokenPipeError, ConnectionAbortedError, asyncio.IncompleteReadError, EOFError)
# Stages whose silence or hang-up has a code of its own; everything else is a reply that did not come.
OWN_SILENCE = frozenset({"dns", "tcp", "banner", "tls", "login"})


class Failed(Exception):
    """A stage found something wrong: a code of the diagnosis, and evidence not yet cleaned."""

    def __init__(self, code: str, detail: str | bytes = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class Stopped(Exception):
    """A stage has failed and is recorded; nothing after it makes sense."""


class Note:
    """What a running stage has to say of itself."""

    def __init__(self) -> None:
        self.status = StageStatus.OK
        self.code = ""
        self.detail: str | bytes = ""

    def warn(self, code: str, detail: str | bytes) -> None:
        self.status, self.code, self.detail = StageStatus.WARN, code, detail


class Record:
    """The stages of one endpoint. `overall`: seconds for all of them together."""

    def __init__(self, clean: Callable[[str | bytes], str], overall: float) -> None:
        self.clean = clean
        self.stages: list[Stage] = []
        self.expires_at = 0.0
        self._end = asyncio.get_running_loop().time() + overall

    def left(self) -> float:
        """Seconds of the overall deadline."""
        return self._end - asyncio.get_running_loop().time()

    def add(self, name: str, note: Note, started: float) -> None:
        ms = (time.perf_counter() - started) * 1000
        detail = self.clean(note.detail)
        self.stages.append(Stage(name=name, status=note.status, ms=ms, code=note.code, detail=detail))

    def skip(self, name: str, code: str, detail: str = "") -> None:
        detail = self.clean(detail)
        self.stages.append(Stage(name=name, status=StageStatus.SKIPPED, code=code, detail=detail))

    def amend(self, name: str, status: StageStatus, code: str, detail: str | bytes | None = None) -> None:
        """The last stage of this name is known better now."""
        for i in reversed(range(len(self.stages))):
            if self.stages[i].name == name:
                shown = self.stages[i].detail if detail is None else self.clean(detail)
                self.stages[i] = replace(self.stages[i], status=status, code=code, detail=shown)
                return

    @asynccontextmanager
    async def stage(self, name: str, limit: float) -> AsyncIterator[Note]:
        """Times what happens inside, at most `limit` seconds; raises Stopped once a failure is recorded."""
        note, started = Note(), time.perf_counter()
        try:
            async with asyncio.timeout(min(limit, max(self.left(), 0.0))):
                yield note
        except (Failed, OSError, EOFError, asyncio.LimitOverrunError) as error:
            fault = failure(name, error)
            note.status, note.code, note.detail = StageStatus.FAIL, fault.code, fault.detail
            self.add(name, note, started)
            raise Stopped from None
        self.add(name, note, started)


def failure(stage: str, error: BaseException) -> Failed:
    """What went wrong, in the codes of the diagnosis."""
    match error:
        case Failed():
            return error
        case ssl.SSLError():
            return Failed("tls_failed", error.reason or "")
        case asyncio.LimitOverrunError():
            return Failed("endless_output")
        case TimeoutError():
            return Failed(f"{stage}_timeout" if stage in OWN_SILENCE else "reply_timeout")
        case ConnectionRefusedError():
            return Failed("tcp_refused")
        case OSError(errno=number) if number in NO_ROUTE | NO_SUPPORT:
            return Failed("unreachable", error.strerror or "")
        case _ if isinstance(error, BROKEN):
            return Failed(f"{stage}_closed" if stage in OWN_SILENCE else "reply_closed")
        case OSError():
            return Failed("tcp_closed" if stage == "tcp" else "reply_closed", error.strerror or "")
        case _:
            return Failed("unexpected_reply", type(error).__name__)
