"""Where the Synapse of the demo and of the tests comes from, and the settings it starts with. Nothing runs here.

Synapse is AGPL and pins some sixty packages, so it lives in a virtual environment of its own and is only ever run as
another process.
"""

import asyncio
import base64
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.errors import WorldFailed

CHECKOUT = Path(__file__).resolve().parents[2]
LOCK = Path(__file__).with_name("synapse.lock")  # the one the tests are measured with, and all it needs
MANY = {"per_second": 10_000, "burst_count": 10_000}
FEW = {"per_second": 1, "burst_count": 3}

# Run by Synapse's Python. PR_SET_PDEATHSIG (1) makes the kernel kill it when we die, however we die; argv holds our
# process id, in case that happened before the call.
LAUNCH = """
import ctypes, os, runpy, signal, sys
parent = int(sys.argv.pop(1))
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent is gone")
runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
"""


async def find_python(tell: Callable[[str], None] = lambda _: None) -> Path:
    """The Python that has Synapse: `.venv-synapse` of the checkout, or of the user's cache where Facteur is installed
    without one; made with pip when missing (a minute or two).

    `tell` hears each step. Raises WorldFailed with the last line of pip.
    """
    home = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.home() / ".cache" / "facteur"
    python = home / ".venv-synapse" / "bin" / "python"
    if not (python.parent / "synapse_homeserver").exists():
        tell("Préparation de Synapse, une seule fois (240 Mo)…")
        await run(sys.executable, "-m", "venv", str(python.parent.parent))
        tell("Installation de Synapse…")
        install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r")
        await run(str(python), *install, str(LOCK))
    return python


async def run(*command: str) -> None:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=asyncio.subprocess.STDOUT)
    output, _ = await process.communicate()
    if process.returncode:
        last = output.decode(errors="replace").strip().rpartition("\n")[2]
        raise WorldFailed(f"{' '.join(command[1:4])}: {last}")


def settings(folder: Path, port: int, secret: str, *, limits: bool) -> dict[str, Any]:
    """A whole configuration, nothing generated: only loopback, SQLite, no federation keys fetched, no presence.

    `limits` puts a limit on messages that a test can wait for.
    """
    config: dict[str, Any] = {
        "server_name": "localhost",
        "public_baseurl": f"http://127.0.0.1:{port}/",
        "pid_file": str(folder / "homeserver.pid"),
        "listeners": [
            {
                "port": port,
                "bind_addresses": ["127.0.0.1"],
                "type": "http",
                "tls": False,
                "resources": [{"names": ["client"]}],
            }
        ],
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "media_store_path": str(folder / "media"),
        "log_config": str(folder / "log.yaml"),
        "signing_key_path": str(folder / "signing.key"),
        "registration_shared_secret": secret,
        "macaroon_secret_key": secret + "m",
        "form_secret": secret + "f",
        "report_stats": False,
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "presence": {"enabled": False},
        "bcrypt_rounds": 4,  # throw-away accounts: a login takes 2 ms instead of 300
        "caches": {"sync_response_cache_duration": "0s"},
        "rc_login": {"address": MANY, "account": MANY, "failed_attempts": MANY},
        "rc_registration": MANY,
        "rc_joins": {"local": MANY, "remote": MANY},
        "rc_joins_per_room": MANY,
        "rc_invites": {"per_room": MANY, "per_user": MANY},
        "rc_room_creation": MANY,
    }
    return config | {"rc_message": FEW if limits else MANY, "rc_admin_redaction": MANY}


def log_settings(folder: Path) -> dict[str, Any]:
    """Warnings and worse, in a file: what is shown when Synapse does not start."""
    file = {"class": "logging.FileHandler", "filename": str(folder / "homeserver.log"), "formatter": "line"}
    return {
        "version": 1,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"file": file},
        "root": {"level": "WARNING", "handlers": ["file"]},
        "disable_existing_loggers": False,
    }


def signing_key() -> str:
    """A server key as Synapse's files hold it: algorithm, version, 32 random bytes in unpadded base64."""
    return f"ed25519 a_{secrets.token_hex(2)} {base64.b64encode(secrets.token_bytes(32)).decode().rstrip('=')}\n"
