"""Answers that are read when somebody looks at them: of 10,000 answers a run shows a few, and parsing them all costs
four seconds of start-up (0.4 ms each)."""

from typing import Any

from bot import markdown
from bot.core.document import Block, Document


class Answer(Document):
    """The document of a Markdown text; equal to the same document parsed at once."""

    __slots__ = ("_blocks", "_text")
    _blocks: tuple[Block, ...] | None
    _text: str

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "_text", text)
        object.__setattr__(self, "_blocks", None)
        object.__setattr__(self, "attached", None)  # a field of every document

    @property
    def blocks(self) -> tuple[Block, ...]:
        if self._blocks is None:
            object.__setattr__(self, "_blocks", markdown.parse(self._text).blocks)
        return self._blocks or ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and (self.blocks, self.attached) == (other.blocks, other.attached)

    def __hash__(self) -> int:
        return hash((self.blocks, self.attached))

    def __reduce__(self) -> tuple[Any, ...]:
        return Answer, (self._text,)
