"""What is asked in the same room and answered by no entry: is a message nearer to that than to an entry's questions?

A base knows what it answers; only examples tell what looks like it and is another matter. Meaning alone decides: who
asks for a signature and who asks for a server share no word.
"""

from collections.abc import Sequence

import numpy as np

from bot.core.matching.documents import TITLE, Corpus
from bot.core.matching.meaning import Meaning, unit
from bot.core.matching.rows import Floats

NEAREST = 3  # texts whose mean likeness counts: one alone may be an accident
# A question left to people is left to them no longer when it is nearest to an entry of FEW questions (taught since, it
# may be its answer), or says what an entry's question says.
FEW, SAME = 10, 0.9


class Elsewhere:
    """Never changes; one for each base."""

    def __init__(self, corpus: Corpus, meaning: Meaning, unanswered: Sequence[Sequence[str]]) -> None:
        directions = unit(meaning.texts)
        asked = [at for at, text in enumerate(corpus.texts) if text.weight >= TITLE and text.owner < len(corpus.ids)]
        owners = np.array([corpus.texts[at].owner for at in asked], np.int64)
        self._ids = corpus.ids
        self._questions = directions[asked]
        # Texts stand in the order of their entries.
        self._bounds = np.searchsorted(owners, np.arange(len(corpus.ids) + 1))
        listed = meaning.directions(unanswered)
        if len(listed) and asked:
            likeness = listed @ self._questions.T
            old = np.diff(self._bounds) >= FEW
            listed = listed[old[owners[likeness.argmax(1)]] & (likeness.max(1) < SAME)]
        self._unanswered = listed

    def likeness(self, dense: Floats, entries: Sequence[int]) -> dict[str, float]:
        """Entry id -> how much nearer the message is to what nobody answers than to the entry's questions: 0 (not at
        all) to 2. `entries`: their numbers."""
        if not len(self._unanswered) or not dense.any():
            return {}
        direction = unit(dense)
        other = mean_of_nearest(self._unanswered @ direction)
        return {self._ids[at]: max(0.0, other - mean_of_nearest(self._of(at) @ direction)) for at in entries}

    def _of(self, entry: int) -> Floats:
        return self._questions[self._bounds[entry] : self._bounds[entry + 1]]


def mean_of_nearest(likeness: Floats) -> float:
    if len(likeness) > NEAREST:
        likeness = np.partition(likeness, -NEAREST)[-NEAREST:]
    return float(likeness.mean()) if len(likeness) else 0.0
