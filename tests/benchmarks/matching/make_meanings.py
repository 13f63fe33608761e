"""Makes a table of meanings (`bot/core/text/meanings/`): needs packages that the project does not depend on.

    python -m tests.benchmarks.matching.make_meanings LANGUAGE WORDS TEXTS OUT [BEFORE]

LANGUAGE: fr or en. WORDS: the language's words with accents, most frequent first, a word a line. TEXTS: what
`make_sentences.py` printed (300,000 for French, 200,000 for English). OUT: the file to write. BEFORE: a file made
before, to go on from; its words come first. One core, two hours, half of them for the second encoder.

1. A first encoder puts all texts into directions, a second one some of them; `encoders.py` says which. Each is centred,
   turned to its first principal directions and cut.
2. The network of `bot/core/text/meanings/network.py` learns to put the folded words of each text where each encoder
   puts the text, and each two texts of a batch as near to each other as they are there. Words start where the first
   encoder puts them alone.
"""

import json
import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found]
from numpy.typing import NDArray

from bot.core.text import fold, meanings
from bot.core.text.meanings import tables
from bot.core.text.meanings.network import GAP, IMITATED, WINDOWS
from tests.benchmarks.matching.encoders import ENCODERS

DIMENSIONS, CHANNELS, HIDDEN = 192, 128, 384
LONGEST = 40  # words read of a text
BATCH, SECOND_BATCH, STEPS, RATE, WARM = 512, 320, 7000, 1.5e-3, 200
SECOND_WEIGHT, ALIKE_WEIGHT = 0.9, 64.0  # of the second encoder, of the likeness of two texts
NUMBERS = ("places", "bias", "hidden", "hidden_bias", "straight", "out")  # as `Network` has them
NEW = 0.02  # how far a new word of a file made before starts from nothing
CLIPPED = 0.999  # quantile of the largest numbers that becomes 127

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Tensors = dict[str, Any]


@dataclass(frozen=True)
class Lesson:
    """Texts as rows of the table, and where an encoder puts them."""

    rows: list[Ints]
    aims: Floats

    def some(self, chosen: Ints) -> tuple[list[Ints], Any]:
        return [self.rows[at] for at in chosen], torch.from_numpy(self.aims[chosen])


def main() -> None:
    language, words, texts, out, *before = sys.argv[1], *(Path(name) for name in sys.argv[2:6])
    given = [resumed(path.read_bytes()) for path in before]
    surface = distinct(
        [*(word for known, _ in given for word in known), *words.read_text(encoding="utf-8").split("\n")]
    )
    lines = [line for line in texts.read_text(encoding="utf-8").split("\n") if line]
    (first, _), *_ = encoders = ENCODERS[language]
    lessons = [lesson(lines[:count], encode(lines[:count]), list(surface)) for encode, count in encoders]
    torch.manual_seed(0)
    if given:
        start = grown(given[0][1], len(surface))
    else:
        start = parameters(principal(first(list(surface.values())), DIMENSIONS), len(lessons))
    known = learnt(start, lessons)
    out.write_bytes(packed(list(surface), {name: value.detach().numpy() for name, value in known.items()}))


def distinct(words: list[str]) -> dict[str, str]:
    """Folded word -> the first writing of it."""
    found: dict[str, str] = {}
    for word in words:
        if (plain := fold(word)) and plain.isalnum():
            found.setdefault(plain, word)
    return found


def lesson(lines: list[str], vectors: Floats, words: list[str]) -> Lesson:
    place = {word: row for row, word in enumerate(words)}
    rows = [np.array([place[word] for word in fold(line).split() if word in place][:LONGEST]) for line in lines]
    told = [at for at, row in enumerate(rows) if len(row)]
    return Lesson([rows[at].astype(np.int64) for at in told], principal(vectors, IMITATED)[told])


def principal(vectors: Floats, count: int) -> Floats:
    """Length one, centred, along the first principal directions, length one again."""
    centred = unit(vectors.astype(np.float32))
    centred -= centred.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return unit(centred @ axes[:, ::-1][:, :count])


def unit(vectors: Floats) -> Floats:
    lengths: Floats = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return vectors / lengths


# ---- learning --------------------------------------------------------------------------------------------------------


def parameters(start: Floats, encoders: int) -> Tensors:
    """By the names of `Network`, and `table`."""
    summed, places = DIMENSIONS + len(WINDOWS) * CHANNELS, sum(map(len, WINDOWS))
    shapes = {
        "places": (DIMENSIONS, places * CHANNELS),
        "bias": (len(WINDOWS), CHANNELS),
        "hidden": (summed, HIDDEN),
        "hidden_bias": (1, HIDDEN),
        "straight": (summed, encoders * IMITATED),
        "out": (HIDDEN, encoders * IMITATED),
    }
    found = {
        name: ((torch.rand(shape) * 2 - 1) / max(1, shape[0]) ** 0.5).requires_grad_() for name, shape in shapes.items()
    }
    return {"table": torch.from_numpy(start.astype(np.float32)).requires_grad_(), **found}


def resumed(content: bytes) -> tuple[list[str], Tensors]:
    """The words of a file made before, and its numbers."""
    made = meanings.parsed(content)
    values = {"table": made.table.astype(np.float32), **{name: getattr(made.network, name) for name in NUMBERS}}
    size = np.float32(np.median(np.linalg.norm(values["table"], axis=1)))  # words as long as they started: about one
    values = {name: value.copy() for name, value in values.items()}
    values["table"] /= size
    values["places"] *= size
    values["hidden"][:DIMENSIONS] *= size
    values["straight"][:DIMENSIONS] *= size
    return list(made.rows), values


def grown(values: Tensors, words: int) -> Tensors:
    """With rows for new words, near nothing."""
    more = np.random.default_rng(1).normal(0, NEW, (words - len(values["table"]), DIMENSIONS)).astype(np.float32)
    values["table"] = np.vstack([values["table"], more])
    return {name: torch.from_numpy(value).requires_grad_() for name, value in values.items()}


def learnt(known: Tensors, lessons: list[Lesson]) -> Tensors:
    rng = np.random.default_rng(0)
    words = torch.optim.SparseAdam([known["table"]], lr=RATE, betas=(0.9, 0.98))
    others = torch.optim.Adam([value for name, value in known.items() if name != "table"], lr=RATE, betas=(0.9, 0.98))
    for step in range(STEPS):
        for group in (*words.param_groups, *others.param_groups):
            group["lr"] = RATE * min(1, step / WARM) * (1 - step / STEPS)
        loss = torch.zeros(())
        for number, one in enumerate(lessons):
            rows, aims = one.some(rng.integers(0, len(one.rows), SECOND_BATCH if number else BATCH))
            loss = loss + (SECOND_WEIGHT if number else 1) * missed(read(known, rows, number), aims)
        words.zero_grad()
        others.zero_grad()
        loss.backward()
        words.step()
        others.step()
        if step % 100 == 0:
            print(json.dumps({"step": step, "loss": round(float(loss), 4)}), flush=True)
    return known


def missed(found: Any, aims: Any) -> Any:
    """How far from its aim each text is, and how far from the aims' likeness each two are."""
    return (1 - (found * aims).sum(1)).mean() + ALIKE_WEIGHT * ((found @ found.T - aims @ aims.T) ** 2).mean()


def read(known: Tensors, rows: list[Ints], encoder: int) -> Any:
    """`Network.read`, for learning, and for one of the encoders."""
    lengths = np.array([len(row) for row in rows])
    starts, firsts = np.cumsum(lengths + GAP) - lengths, np.cumsum(lengths) - lengths
    different, words = np.unique(np.concatenate(rows), return_inverse=True)
    given = torch.nn.functional.embedding(torch.from_numpy(different), known["table"], sparse=True)
    placed = np.arange(len(words)) + np.repeat(starts - firsts, lengths)
    filled = np.full(starts[-1] + lengths[-1] + GAP, len(different))
    filled[placed] = words
    owners = torch.from_numpy(np.repeat(np.arange(len(rows)), lengths))

    def pooled(values: Any) -> Any:
        return torch.zeros(len(rows), values.shape[1]).index_add(0, owners, values)

    felt = torch.cat([given @ known["places"], torch.zeros(1, known["places"].shape[1])])
    sums, column = [pooled(given[torch.from_numpy(words)])], 0
    for window, bias in zip(WINDOWS, known["bias"], strict=True):
        seen = bias.expand(len(words), -1)
        for beside in window:
            seen = seen + felt[torch.from_numpy(filled[placed + beside]), column : column + CHANNELS]
            column += CHANNELS
        sums.append(pooled(torch.relu(seen)))
    summed = torch.cat(sums, 1) / torch.from_numpy(np.sqrt(lengths, dtype=np.float32))[:, None]
    own = slice(encoder * IMITATED, (encoder + 1) * IMITATED)
    hidden = torch.relu(summed @ known["hidden"] + known["hidden_bias"])
    return torch.nn.functional.normalize(hidden @ known["out"][:, own] + summed @ known["straight"][:, own], dim=1)


# ---- the file --------------------------------------------------------------------------------------------------------


def packed(words: list[str], known: dict[str, Floats]) -> bytes:
    """Words' numbers of one byte; their scale goes into what they are multiplied with."""
    table = known["table"]
    scale = np.quantile(np.abs(table).max(1), CLIPPED) / 127
    rows = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    scaled = {name: known[name].copy() for name in NUMBERS}
    scaled["places"] *= scale
    scaled["hidden"][:DIMENSIONS] *= scale
    scaled["straight"][:DIMENSIONS] *= scale
    listed = zlib.compress("\n".join(words).encode(), 9)
    head = struct.pack("<III", *rows.shape, len(listed))
    return b"".join((head, listed, rows.tobytes(), tables.packed(scaled.values())))


if __name__ == "__main__":
    main()
