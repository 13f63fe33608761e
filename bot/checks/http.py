"""HTTP over a wire: one request, one answer, with caps. h11 parses; it opens nothing by itself.

No client library: those resolve names, follow redirects and keep cookies on their own, and hide the stages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import h11

from bot.checks.limits import BODY
from bot.checks.record import Failed
from bot.checks.wire import SecureWire, Wire

AGENT = "Facteur (verification du service)"
HEADERS = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`authorization` is a secret; `body_wanted=False` stops at the headers of the answer."""

    method: str
    path: str
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""
    authorization: str = field(default="", repr=False)
    body_wanted: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """Header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


class Channel:
    """One connection. `usable` says whether another request may follow."""

    def __init__(self, wire: Wire, host: str) -> None:
        self.wire = wire
        self.host = host
        self.usable = True
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEADERS)

    async def ask(self, request: Request) -> Answer:
        """Raises Failed for what is not HTTP or does not end."""
        self.usable = False
        try:
            await self.send(request)
            answer = await self.answer(request.body_wanted)
            if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
                self._http.start_next_cycle()
                self.usable = True
        except (h11.ProtocolError, UnicodeError) as error:  # theirs, or an address of theirs that cannot be asked for
            raise Failed("http_garbage", type(error).__name__) from None
        return answer

    async def send(self, request: Request) -> None:
        """A secret only over a wire made for secrets."""
        if not request.authorization:
            await self.wire.send(self.written(request))
        elif isinstance(self.wire, SecureWire):
            await self.wire.confide(self.written(request))
        else:
            raise TypeError("a login needs a secure wire")

    def written(self, request: Request) -> bytes:
        headers = [("Host", self.host), ("User-Agent", AGENT), ("Accept-Encoding", "identity"), *request.headers]
        if request.authorization:
            headers.append(("Authorization", request.authorization))
        if request.body:
            headers.append(("Content-Length", str(len(request.body))))
        head = h11.Request(method=request.method, target=request.path, headers=headers)
        data = self._http.send(head) or b""
        if request.body:
            data += self._http.send(h11.Data(data=request.body)) or b""
        return data + (self._http.send(h11.EndOfMessage()) or b"")

    async def answer(self, body_wanted: bool) -> Answer:
        status, headers, body = 0, dict[str, str](), bytearray()
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                self._http.receive_data(await self.wire.some())
            elif isinstance(event, h11.Response):
                status = event.status_code
                headers = {name.decode("ascii"): value.decode("latin-1") for name, value in event.headers}
                # A redirect is read to its end, so that its connection serves the next request too.
                if not body_wanted and not 300 <= status < 400:
                    return Answer(status, headers)
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > BODY:
                    raise Failed("endless_output")
            elif isinstance(event, h11.EndOfMessage):
                return Answer(status, headers, bytes(body))
            elif event is h11.PAUSED or isinstance(event, h11.ConnectionClosed):
                raise Failed("reply_closed")
