"""What a scripted server does, step by step; a step is any async function of the conversation."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence

from tests.servers.mail_conversation import Conversation

Step = Callable[[Conversation], Awaitable[None]]


def send(text: str | bytes) -> Step:
    """A line (text, the end of line is added) or raw bytes."""
    data = text.encode() + b"\r\n" if isinstance(text, str) else text

    async def step(talk: Conversation) -> None:
        await talk.send(data)

    return step


def wait(seconds: float) -> Step:
    async def step(talk: Conversation) -> None:
        await asyncio.sleep(seconds)

    return step


def expect() -> Step:
    """Reads one command, whatever it is."""

    async def step(talk: Conversation) -> None:
        await talk.read_command()

    return step


def starttls(context: ssl.SSLContext) -> Step:
    """The handshake; as the first step, a server with TLS from the start."""

    async def step(talk: Conversation) -> None:
        await talk.start_tls(context)

    return step


def answer(replies: Mapping[str, str], until: str = "") -> Step:
    """Answers commands in whatever order they come; `*` for all others, `.` after the message that follows DATA."""

    async def step(talk: Conversation) -> None:
        while True:
            verb = await talk.read_command()
            reply = replies.get(verb, replies["*"])
            await talk.send(reply.encode() + b"\r\n")
            if verb == "DATA" and reply.startswith("354"):
                while await talk.read_line() != b".":
                    pass
                await talk.send(replies["."].encode() + b"\r\n")
            if verb == until:
                return

    return step


def http(answers: Sequence[str | bytes]) -> Step:
    """One answer a request, in order, the last again and again."""

    async def step(talk: Conversation) -> None:
        left = [text.encode().replace(b"\n", b"\r\n") if isinstance(text, str) else text for text in answers]
        while True:
            length = 0
            await talk.read_line()
            while line := await talk.read_line():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            await talk.read_bytes(length)
            await talk.send(left.pop(0) if len(left) > 1 else left[0])

    return step


def close() -> Step:
    async def step(talk: Conversation) -> None:
        await talk.close()

    return step


def reset() -> Step:
    async def step(talk: Conversation) -> None:
        talk.reset()

    return step


def hang() -> Step:
    """Says nothing more until one side leaves."""

    async def step(talk: Conversation) -> None:
        while True:
            await talk.read_bytes(1)

    return step


def flood(chunk: bytes) -> Step:
    """The same bytes without end."""

    async def step(talk: Conversation) -> None:
        while True:
            await talk.send(chunk)
            await asyncio.sleep(0.0005)

    return step
