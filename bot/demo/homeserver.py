"""A real homeserver on loopback, for the demo and the tests: Synapse in a process of its own, SQLite, one folder.

async with Homeserver(folder) as homeserver:
    token = await homeserver.register("alice", "secret")
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
import os
import secrets
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.demo import synapse
from bot.errors import WorldFailed

START_SECONDS = 60  # measured 2.5 to 5.5 s; a loaded machine takes longer
STOP_SECONDS = 5


class Homeserver:
    """`url` is there before the start. Folder and registrations are kept: starting again finds the same accounts."""

    def __init__(self, folder: Path, *, limits: bool = False, tell: Callable[[str], None] = lambda _: None) -> None:
        self.folder, self.limits, self.tell = folder.resolve(), limits, tell
        self.port = free_port()
        self.secret = ""
        self.process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, e: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Returns when it answers. Raises WorldFailed with the end of its log when it does not."""
        python = await synapse.find_python(self.tell)
        self.write_files()
        self.tell("Démarrage du serveur Matrix local…")
        with (self.folder / "output.log").open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                str(python), "-c", synapse.LAUNCH, str(os.getpid()), "-c", str(self.folder / "homeserver.yaml"),
                cwd=self.folder, stdout=output, stderr=output, stdin=asyncio.subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        try:
            async with asyncio.timeout(START_SECONDS):
                await self.answering()
        except BaseException:
            await self.stop()
            raise

    def write_files(self) -> None:
        """Secret and server key are made once; the port is new at each start."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.secret = kept(self.folder / "registration.secret", secrets.token_hex(32))
        kept(self.folder / "signing.key", synapse.signing_key())
        config = synapse.settings(self.folder, self.port, self.secret, limits=self.limits)
        # JSON is YAML, and needs no care about the last line of a generated file.
        write_private(self.folder / "homeserver.yaml", json.dumps(config, indent=1))
        write_private(self.folder / "log.yaml", json.dumps(synapse.log_settings(self.folder)))

    async def answering(self) -> None:
        async with aiohttp.ClientSession() as http:
            while True:
                if self.process is None or self.process.returncode is not None:
                    raise WorldFailed(f"Synapse stopped at its start:\n{self.last_words()}")
                with contextlib.suppress(aiohttp.ClientError):
                    async with http.get(f"{self.url}/_matrix/client/versions") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.1)

    def last_words(self) -> str:
        files = [self.folder / "output.log", self.folder / "homeserver.log"]
        text = "\n".join(f.read_text(errors="replace") for f in files if f.exists())
        return "\n".join(text.splitlines()[-15:])

    async def stop(self) -> None:
        """Asks, then kills the whole process group; returns when nothing of it runs."""
        process, self.process = self.process, None
        if process is None or process.returncode is not None:
            return
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, sign)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STOP_SECONDS):
                    await process.wait()
                return

    async def register(self, name: str, password: str, *, admin: bool = False) -> str:
        """A new account by the shared secret; gives its access token. Raises WorldFailed when the name is taken."""
        address = f"{self.url}/_synapse/admin/v1/register"
        async with aiohttp.ClientSession() as http:
            async with http.get(address) as answer:
                nonce = (await answer.json())["nonce"]
            role = "admin" if admin else "notadmin"
            mac = hmac.new(self.secret.encode(), "\0".join((nonce, name, password, role)).encode(), hashlib.sha1)
            body = {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac.hexdigest()}
            async with http.post(address, json=body) as answer:
                made: dict[str, Any] = await answer.json()
        if "access_token" not in made:
            raise WorldFailed(f"register {name}: {made.get('errcode')} {made.get('error')}")
        return str(made["access_token"])


def kept(path: Path, fresh: str) -> str:
    """The content of the file, which is written first when it is missing."""
    if not path.exists():
        write_private(path, fresh)
    return path.read_text()


def write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
