"""What texts mean, as numbers: texts used alike point the same way. A table of the language's words, and a network.

`fr.bin` and `en.bin` are part of the program and read once, as a module is imported; README.md says what they were
made from. Nothing about a knowledge base comes in here.
"""

import pkgutil
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.core.text.meanings.network import Floats, Network

HEADER = struct.Struct("<III")  # words, dimensions, bytes of the compressed list of words


@dataclass(frozen=True, slots=True)
class Meanings:
    """`rows`: folded word -> row of the table, most frequent word first."""

    rows: Mapping[str, int]
    table: NDArray[np.int8]
    network: Network

    @property
    def dimensions(self) -> int:
        """Of a text's direction."""
        return int(self.network.out.shape[1])

    def frequent(self, count: int) -> frozenset[str]:
        """The most frequent words of the language: never misspellings of anything."""
        return frozenset(islice(self.rows, count))

    def directions(self, texts: Sequence[Sequence[str]]) -> Floats:
        """What each text is about, length one; zero for a text without a known word."""
        found = np.zeros((len(texts), self.dimensions), np.float32)
        known = [[row for word in text if (row := self.rows.get(word)) is not None] for text in texts]
        told = [at for at, rows in enumerate(known) if rows]
        if told:
            found[told] = self.network.read([known[at] for at in told], self.table)
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
    network = Network.parsed(content, at + count * dimensions)
    return Meanings({word: row for row, word in enumerate(words)}, table, network)
