"""Changes handed on to git: one commit each, the moderator as author, only the files of the change."""

import asyncio
import os
from pathlib import Path

import structlog

from bot.ports import Change
from bot.storage import patches

log = structlog.get_logger()

PATIENCE_S = 30.0
COMMITTER = {"GIT_COMMITTER_NAME": "Facteur", "GIT_COMMITTER_EMAIL": "facteur@localhost"}
# Nobody sits at a terminal, and no hook or key of the machine's user may stop a moderator.
QUIETLY = ("-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null")


class NoVersions:
    """Where BOT_KNOWLEDGE_GIT is off."""

    async def commit(self, change: Change) -> str:
        return ""


class Git:
    """The port Versions on a folder inside a git work tree; elsewhere nothing is committed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def commit(self, change: Change) -> str:
        paths = [patch.path for patch in patches.unpack(change.patch)]
        try:
            if not await self.is_work_tree():
                return ""
            await self.git("add", "--", *paths)
            message = f"{change.action} {change.entry}\n\nAsked for in the room by {change.author}."
            await self.git(
                "commit", "--quiet", "--author", author(change.author), "-m", message, "--only", "--", *paths
            )
        except (OSError, TimeoutError, GitFailed) as e:
            problem = str(e) or type(e).__name__
            log.warning("knowledge not committed", entry=change.entry, problem=problem)
            return problem
        return ""

    async def is_work_tree(self) -> bool:
        try:
            return await self.git("rev-parse", "--is-inside-work-tree") == "true"
        except GitFailed as e:
            log.warning("knowledge is in no git work tree", problem=str(e))
            return False

    async def git(self, *arguments: str) -> str:
        """What it prints. GitFailed: its complaint, a line."""
        process = await asyncio.create_subprocess_exec(
            "git",
            *QUIETLY,
            *arguments,
            cwd=self.folder,
            env=os.environ | COMMITTER | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(PATIENCE_S):
                out, complaint = await process.communicate()
        except BaseException:
            process.kill()
            await process.wait()
            raise
        if process.returncode:
            raise GitFailed(" ".join((complaint or out).decode(errors="replace").split())[:300])
        return out.decode(errors="replace").strip()


class GitFailed(Exception):
    """git ended with another code than 0; its own words."""


def author(user_id: str) -> str:
    """`@alice:server <@alice:server>`: a Matrix id is name and address; signs that end either are left out."""
    name = "".join(letter for letter in user_id if letter not in "<>" and letter.isprintable()) or "unknown"
    return f"{name} <{name}>"
