"""`demo`: a transcript from a real homeserver, and nothing left running."""

import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUESTIONS = """Bonjour, comment régler l'envoi dans Thunderbird ?
merci beaucoup !
> et pour la réception ?
Comment partager mon agenda avec un collègue ?
!aide
"""


def environment(folder: Path) -> dict[str, str]:
    """A temporary folder of its own, so that what is left behind can be seen."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return {**clean, "TMPDIR": str(folder)}


def left_running(folder: Path) -> list[str]:
    """Command lines of processes that name the folder."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in line:
            lines.append(line)
    return lines


async def test_a_script_is_played_and_its_transcript_printed(tmp_path: Path) -> None:
    script = tmp_path / "questions.txt"
    script.write_text(QUESTIONS, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "demo", "--script", str(script),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, cwd=ROOT, env=environment(Path(folder)),
        )  # fmt: skip
        out, err = (text.decode() for text in await asyncio.wait_for(process.communicate(), 100))
        assert process.returncode == 0, err
        assert err == ""
        said = out.split("Camille : ")[1:]
        assert [line.splitlines()[0] for line in said] == QUESTIONS.splitlines()
        assert "smtp.beta.gouv.fr" in said[0]
        assert "Facteur ne répond pas" in said[1]
        assert "imap.beta.gouv.fr" in said[2]
        assert "agenda" in said[3]
        assert "!check" in said[4]
        assert left_running(Path(folder)) == []
        assert os.listdir(folder) == []


async def test_ctrl_c_leaves_nothing_running() -> None:
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "demo",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            cwd=ROOT, env=environment(Path(folder)),
        )  # fmt: skip
        assert process.stdout
        while b"Salon" not in (line := await asyncio.wait_for(process.stdout.readline(), 60)):
            assert line, "it ended before the room was there"
        process.send_signal(signal.SIGINT)
        out, err = await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 130
        assert b"Traceback" not in out + err
        assert left_running(Path(folder)) == []
        assert os.listdir(folder) == []
