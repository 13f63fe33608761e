"""What a documentation page is once read: sections with their place, their digest and their text. Data only."""

from dataclasses import dataclass, field

from bot.core.document import Document
from bot.errors import Fault

SEPARATOR = " > "  # between the titles of a heading path, in `source.section` of an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading (or bold line, tab, folded question) and its own text, up to the next one.

    `path` from the page's title down, without markup; `line` and `raw` as in the file; `raw` includes the heading;
    `numbers`: the file's line of each of its lines.
    `digest`: of `raw`; `tree`: of the section with everything under it (both: see `sections.digest_of`).
    `folded`: a `<details>` whose summary is the question as readers see it. `level`: 1 to 6 for headings, more below.
    """

    path: tuple[str, ...]
    anchor: str
    line: int
    level: int
    raw: str
    numbers: tuple[int, ...]
    digest: str
    tree: str
    text: Document
    folded: bool = False

    @property
    def title(self) -> str:
        return self.path[-1]

    def line_of(self, words: str) -> int:
        """The line of the file where the words stand; the section's first line when they stand in none."""
        lines = zip(self.numbers, self.raw.lower().split("\n"), strict=True)
        return next((number for number, line in lines if words.lower() in line), self.line)

    @property
    def name(self) -> str:
        """The heading path as entries write it in `source.section`."""
        return SEPARATOR.join(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`name`: path inside the folder read, or file name, or URL. `address`: where readers see it.

    `faults`: what could not be read as it was meant (file, line, what stands there); the rest of the page is here.
    """

    name: str
    address: str
    title: str
    description: str = ""
    sections: tuple[Section, ...] = ()
    faults: tuple[Fault, ...] = field(default_factory=tuple)
