"""A private PostgreSQL for the tests: its own cluster in a temporary folder, on a free port of the loopback."""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import asyncpg

from bot.demo.homeserver import free_port

PASSWORD = "mot de passe / du test"


@dataclass(frozen=True, slots=True)
class Postgres:
    port: int
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str, password: str = PASSWORD) -> str:
        return f"postgresql://postgres:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    async def fresh(self) -> str:
        """The address of a new and empty database."""
        name = f"test_{next(self.numbers)}"
        connection = await asyncpg.connect(
            host="127.0.0.1", port=self.port, user="postgres", password=PASSWORD, database="postgres"
        )
        try:
            await connection.execute(f"CREATE DATABASE {name}")
        finally:
            await connection.close()
        return self.url(name)


def programs() -> Path:
    """Where Debian (or the path) has initdb and pg_ctl."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).parent)
    if not found:
        raise RuntimeError("PostgreSQL is missing: install Debian's package postgresql (make test does)")
    return found[0]


def as_user(*words: str | Path) -> list[str]:
    """PostgreSQL refuses to run as root: root runs it as Debian's user postgres."""
    return [*(["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []), *map(str, words)]


@contextmanager
def running() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="facteur-postgres-"))
    port = free_port()
    try:
        password = folder / "password"
        password.write_text(PASSWORD)
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            for path in (folder, password):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        data = folder / "data"
        steps = ["-A", "scram-sha-256", "-U", "postgres", f"--pwfile={password}", "-E", "UTF8", "--locale=C"]
        run(as_user(programs() / "initdb", "-D", data, "--no-sync", *steps), folder)
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=16MB"
        run(as_user(programs() / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"), folder)
        try:
            yield Postgres(port)
        finally:
            run(as_user(programs() / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"), folder)
    finally:
        shutil.rmtree(folder)


def run(words: list[str], folder: Path) -> None:
    done = subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{words}: {done.stdout}{done.stderr}")
