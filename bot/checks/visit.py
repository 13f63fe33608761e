"""Requests to one web address, redirects included: only to hosts of the services file (its addresses, and the hosts
that a service names in `redirects`), only encrypted (a laboratory's own address apart), and every host's addresses are
looked at again."""

import contextlib
import ssl
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from bot.checks.http import Answer, Channel, Request
from bot.checks.kit import Kit, Place
from bot.checks.limits import REDIRECTS
from bot.checks.record import Failed
from bot.checks.tls import refusal
from bot.checks.wire import Wire, connected
from bot.core.model import StageStatus
from bot.core.services import Protocol

REDIRECTED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Arrival:
    """An answer and the address that gave it."""

    url: str
    answer: Answer


class Visit:
    """`stack` closes the connections that redirects open."""

    def __init__(self, place: Place, kit: Kit, wire: Wire, stack: contextlib.AsyncExitStack) -> None:
        self.place = place
        self.kit = kit
        self._doors = frozenset(origin(f"https://{site}") for site in place.service.redirects)
        self._stack = stack
        self._channels = {(place.host, place.port): Channel(wire, host_header(place.host, place.port))}

    @property
    def scheme(self) -> str:
        return "https" if self.place.security else "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{host_header(self.place.host, self.place.port)}{self.place.path}"

    def own(self, url: str) -> bool:
        """Whether it is the host and port of this service's own address: the only one that may see its secrets."""
        return origin(url) == (self.place.host, self.place.port) and urlsplit(url).scheme == self.scheme

    def is_door(self, url: str) -> bool:
        """Whether it is a page of a host where people of this service sign in. Its first answer tells that it works:
        what follows needs cookies and a person."""
        return self.place.protocol is Protocol.HTTP and origin(url) in self._doors - self.kit.origins

    async def follow(self, url: str, request: Request) -> Arrival:
        """The first answer that is no redirect. The request must not hold a secret."""
        for _ in range(REDIRECTS + 1):
            answer = await self.ask(url, request)
            if answer.status not in REDIRECTED or self.is_door(url):
                return Arrival(url, answer)
            url = self.next(url, answer)
        raise Failed("redirect_loop", shown(url))

    def next(self, url: str, answer: Answer) -> str:
        """Where a redirect leads, if it may be followed."""
        target = joined(url, answer.headers.get("location", ""))
        where = origin(target)
        allowed = self.kit.origins | self._doors
        known = where[0] in {host for host, _ in allowed}
        if self.own(target):
            return target
        if known and urlsplit(target).scheme != "https":
            raise Failed("redirect_insecure", where[0])
        if where not in allowed:
            raise Failed("redirect_elsewhere", host_header(*where))
        return target

    async def ask(self, url: str, request: Request) -> Answer:
        """One request. An Authorization goes to the service's own host and port and nowhere else."""
        if request.authorization and not self.own(url):
            raise Failed("redirect_elsewhere", shown(url))
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        channel = await self.channel(*origin(url))
        return await channel.ask(replace(request, path=path))

    async def channel(self, host: str, port: int) -> Channel:
        known = self._channels.get((host, port))
        if known and known.usable:
            return known
        wire = await self.reach(host, port)
        self._channels[host, port] = channel = Channel(wire, host_header(host, port))
        return channel

    async def reach(self, host: str, port: int) -> Wire:
        """A verified connection (not in a laboratory that is in clear): to the address already chosen, or to a checked
        one of another host."""
        address = self.place.address
        if host != self.place.host:
            found = await self.kit.resolver.find(host, private=self.place.service.allow_private)
            if found.stage.status is StageStatus.FAIL:
                raise Failed(found.stage.code, f"{host} {found.stage.detail}")
            address = next((a for a in found.addresses if (":" in a) == (":" in address)), found.addresses[0])
        wire = await self._stack.enter_async_context(connected(address, port))
        if self.scheme == "http" and (host, port) == (self.place.host, self.place.port):
            return wire
        try:
            return await wire.secure(self.kit.trust, host)
        except ssl.SSLError as error:
            raise refusal(error) from None


def shown(url: str) -> str:
    """An address for the evidence: what follows a question mark may be a token."""
    return url.partition("?")[0]


def joined(url: str, target: str) -> str:
    """Where a link of an answer leads; raises Failed for what is no address at all."""
    try:
        found = urljoin(url, target)
        origin(found)  # a port out of range is only seen here
    except ValueError:
        raise Failed("http_garbage", shown(target)) from None
    return found


def origin(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (80 if parts.scheme == "http" else 443)


def host_header(host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port == 443 else f"{name}:{port}"
