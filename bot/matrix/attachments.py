"""Files that go out: uploaded before the event that names them, encrypted where the room is.

An upload has no transaction id: a repeat after a crash leaves a file that nobody sees, and the event is still the one
of its transaction id. What is uploaded is kept until the event is sent, so that only the event is tried again.
"""

from typing import Any

import aiohttp
from nio.crypto.attachments import encrypt_attachment

from bot.core.events import Outgoing
from bot.errors import WorldFailed
from bot.matrix.client import Answer, Client

# A media repository is often another machine than the homeserver: when it is down, the text goes out without the file.
TRIES = 3
PLAIN, SEALED = "text/plain; charset=utf-8", "application/octet-stream"

Content = dict[str, Any]


class NotUploaded(WorldFailed):
    """`answer`: of the homeserver. `last`: it has been tried often enough."""

    def __init__(self, answer: Answer, *, last: bool) -> None:
        super().__init__(answer.code)
        self.answer, self.last = answer, last


class Attachments:
    def __init__(self, client: Client) -> None:
        self.client = client
        self.kept: dict[str, Content] = {}  # txn -> where its file is
        self.tries: dict[str, int] = {}

    def has(self, out: Outgoing) -> bool:
        return out.txn in self.kept

    def where(self, out: Outgoing) -> Content:
        """`url`, or `file` with its keys (spec v1.19, m.file and EncryptedFile)."""
        return self.kept[out.txn]

    def forget(self, out: Outgoing) -> None:
        self.kept.pop(out.txn, None)
        self.tries.pop(out.txn, None)

    async def upload(self, out: Outgoing, *, encrypted: bool) -> None:
        """NotUploaded says why not; nothing but the file's name and bytes leaves, and of a sealed one not the name."""
        self.tries[out.txn] = self.tries.get(out.txn, 0) + 1
        data, keys = out.file_text.encode(), Content()
        if encrypted:
            data, keys = encrypt_attachment(data)
        answer = await self.sent(data, SEALED if encrypted else PLAIN, "" if encrypted else out.file)
        address = str(answer.content.get("content_uri") or "")
        if answer.status != 200 or not address.startswith("mxc://"):
            raise NotUploaded(answer, last=self.tries[out.txn] >= TRIES)
        self.kept[out.txn] = {"file": keys | {"url": address}} if encrypted else {"url": address}

    async def sent(self, data: bytes, kind: str, name: str) -> Answer:
        try:
            return await self.client.upload(data, kind, name)
        except (aiohttp.ClientError, TimeoutError, OSError, WorldFailed) as e:
            return Answer(504, {"errcode": type(e).__name__})
