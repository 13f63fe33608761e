"""Tables of numbers in a file: 16-bit floats, row by row, each table after its shape (two little-endian 32-bit)."""

import struct
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SHAPE = struct.Struct("<II")


def parsed(content: bytes, at: int, count: int) -> list[Floats]:
    """So many tables from that byte on."""
    found = []
    for _ in range(count):
        rows, columns = SHAPE.unpack_from(content, at)
        at += SHAPE.size
        found.append(np.frombuffer(content, np.float16, rows * columns, at).reshape(rows, columns).astype(np.float32))
        at += 2 * rows * columns
    return found


def packed(tables: Iterable[Floats]) -> bytes:
    """What `parsed` reads; a vector becomes one row."""
    parts = []
    for table in map(np.atleast_2d, tables):
        parts += [SHAPE.pack(*table.shape), table.astype(np.float16).tobytes()]
    return b"".join(parts)
