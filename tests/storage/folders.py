"""Knowledge folders for the tests of storage: small, written on the spot."""

from pathlib import Path

import pytest

from bot.errors import FileWrong
from bot.storage import knowledge

ENTRY = """\
- id: smtp
  title: Envoyer
  questions: [quel serveur smtp ?]
  answer: Le serveur est `smtp.example.fr`, port 587.
"""


def folder(root: Path, faq: str | bytes | None = ENTRY, **others: str) -> Path:
    """A folder with knowledge.yaml, faq/base.yaml and what else is named (`lexicon="…"`)."""
    (root / "faq").mkdir(parents=True, exist_ok=True)
    others = {"knowledge": "language: fr\ntitle: Courrier\n"} | others
    for name, text in others.items():
        (root / f"{name}.yaml").write_text(text, encoding="utf-8")
    if faq is not None:
        data = faq.encode() if isinstance(faq, str) else faq
        (root / "faq" / "base.yaml").write_bytes(data)
    return root


def faults(root: Path) -> list[str]:
    """What loading says, a line a fault, names below the folder."""
    with pytest.raises(FileWrong) as wrong:
        knowledge.load(root)
    return [str(fault).replace(f"{root}/", "") for fault in wrong.value.faults]
