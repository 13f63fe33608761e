"""A small authoritative DNS server: records from a table, and names that fail on purpose."""

import asyncio
from collections.abc import Mapping, Sequence
from types import TracebackType

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

# Instead of records: the answer is an error, or there is none.
SERVFAIL, SILENCE = "SERVFAIL", "SILENCE"
Zone = Mapping[str, Mapping[str, Sequence[str]] | str]


class DnsServer(asyncio.DatagramProtocol):
    """`zone`: name -> {type: [record text]}, or SERVFAIL, or SILENCE; any other name does not exist."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.asked: list[str] = []
        self.port = 0
        self._transport: asyncio.DatagramTransport

    async def __aenter__(self) -> "DnsServer":
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, ("127.0.0.1", 0))
        self.port = self._transport.get_extra_info("sockname")[1]
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._transport.close()
        await asyncio.sleep(0)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        name = query.question[0].name.to_text(omit_final_dot=True).lower()
        self.asked.append(name)
        if (answer := self.answer(query, name)) is not None:
            self._transport.sendto(answer.to_wire(), addr)

    def answer(self, query: dns.message.Message, name: str) -> dns.message.Message | None:
        known = self.zone.get(name)
        kind = query.question[0].rdtype
        if known == SILENCE or (isinstance(known, Mapping) and SILENCE in known.get(kind.name, ())):
            return None
        response = dns.message.make_response(query)
        response.flags |= dns.flags.AA | dns.flags.RA
        if known is None:
            response.set_rcode(dns.rcode.NXDOMAIN)
        elif known == SERVFAIL or (isinstance(known, Mapping) and SERVFAIL in known.get(kind.name, ())):
            response.set_rcode(dns.rcode.SERVFAIL)
        elif isinstance(known, Mapping) and known.get(kind.name):
            response.answer.append(dns.rrset.from_text(query.question[0].name, 60, "IN", kind.name, *known[kind.name]))
        return response
