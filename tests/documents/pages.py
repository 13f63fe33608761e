"""Pages for the tests: written in a line or two, or the seed page in its two versions."""

from pathlib import Path

from bot.documents.page import Page
from bot.documents.sections import read_text
from bot.documents.writing import to_markdown

DATA = Path(__file__).parent / "testdata"
SEED = DATA / "emails-suite-numerique.md"
LATER = DATA / "emails-suite-numerique-2025-09-10.md"


def page(text: str, name: str = "dossier/page.md") -> Page:
    return read_text(text.encode(), name)


def seed(path: Path = SEED) -> Page:
    return read_text(path.read_bytes(), path.name)


def markdown(text: str) -> str:
    """What a page without headings says, as clean Markdown."""
    return "\n\n".join(to_markdown(section.text) for section in page(text).sections)


def titles(text: str) -> list[tuple[str, ...]]:
    """The heading paths under the page's own title."""
    return [section.path[1:] for section in page(text).sections]
