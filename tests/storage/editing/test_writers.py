"""Two writers, and writers that die."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.storage import knowledge
from bot.storage.editing import Editor
from tests.storage.folders import ENTRY, folder

WRITER = """
import asyncio, sys
from pathlib import Path
from bot.storage.editing import Editor

async def main():
    root, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    print("ready", flush=True)
    for number in range(times):
        await Editor(root).question("smtp", f"formulation {number} de {name}")
        await Editor(root).answer("imap", f"Réponse {number} de {name}. " + "Longue. " * 2000)
        print(number, flush=True)

asyncio.run(main())
"""


async def writer(root: Path, name: str, times: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WRITER, str(root), name, str(times)),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )


def base(root: Path) -> Path:
    return folder(root, ENTRY + ENTRY.replace("id: smtp", "id: imap"))


async def test_two_processes_lose_no_change_of_each_other(tmp_path: Path) -> None:
    root = base(tmp_path)
    processes = [await writer(root, name, 25) for name in ("alice", "bob")]
    for process in processes:
        await process.communicate()
        assert process.returncode == 0
    entry = knowledge.load(root).entry("smtp")
    assert entry is not None
    wanted = {f"formulation {number} de {name}" for number in range(25) for name in ("alice", "bob")}
    assert set(entry.questions[1:]) == wanted


async def test_two_moderators_of_one_process_lose_nothing(tmp_path: Path) -> None:
    root = base(tmp_path)
    editor = Editor(root)
    await asyncio.gather(*(editor.question("smtp", f"formulation {number}") for number in range(25)))
    entry = knowledge.load(root).entry("smtp")
    assert entry is not None
    assert len(entry.questions) == 26


async def test_killed_at_any_moment_the_base_is_whole(tmp_path: Path) -> None:
    root = base(tmp_path)
    for strokes in range(5):
        process = await writer(root, f"n{strokes}", 10_000)
        assert process.stdout is not None
        for _ in range(strokes + 2):
            last = await process.stdout.readline()
        await asyncio.sleep(0.004 * strokes)
        process.send_signal(signal.SIGKILL)
        await process.communicate()
        entries = knowledge.load(root)
        smtp = entries.entry("smtp")
        assert smtp is not None
        assert f"formulation {int(last)} de n{strokes}" in smtp.questions  # what was confirmed is there
    await Editor(root).question("smtp", "la dernière")
    assert [path.name for path in (root / "faq").iterdir()] == ["base.yaml"]
