"""What frequent words mean, as numbers: words used alike point the same way. A table of the language, no more.

`fr.bin` and `en.bin` are part of the program and read once, as a module is imported; README.md says what they were
made from. Nothing about a knowledge base comes in here.
"""

import pkgutil
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

HEADER = struct.Struct("<III")  # words, dimensions, bytes of the compressed list of words


@dataclass(frozen=True, slots=True)
class Meanings:
    """A vector a word, longer for words that tell more. `rows`: folded word -> row, most frequent word first."""

    rows: Mapping[str, int]
    table: NDArray[np.int8]

    @property
    def dimensions(self) -> int:
        return int(self.table.shape[1])

    def frequent(self, count: int) -> frozenset[str]:
        """The most frequent words of the language: never misspellings of anything."""
        return frozenset(islice(self.rows, count))

    def vectors(self, rows: list[int]) -> NDArray[np.float32]:
        """Their vectors, one a row; only proportions mean something."""
        found: NDArray[np.float32] = self.table[rows].astype(np.float32)
        return found


@cache
def meanings_of(code: str) -> Meanings:
    """The table of `fr` or `en`."""
    return parsed(pkgutil.get_data(__name__, f"{code}.bin") or b"")


def parsed(content: bytes) -> Meanings:
    count, dimensions, length = HEADER.unpack_from(content)
    at = HEADER.size + length
    words = zlib.decompress(content[HEADER.size : at]).decode().split("\n")
    table = np.frombuffer(content, np.int8, count * dimensions, at).reshape(count, dimensions)
    return Meanings({word: row for row, word in enumerate(words)}, table)
