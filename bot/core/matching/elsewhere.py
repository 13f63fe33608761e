"""What is asked in the same room and answered by no entry: is a message nearer to that than to an entry's questions?

A base knows what it answers; only examples tell what looks like it and is another matter. Meaning alone decides: who
asks for a signature and who asks for a server share no word.
"""

import numpy as np

from bot.core.matching.documents import TITLE, Corpus
from bot.core.matching.glance import Glance
from bot.core.matching.listed import Listed
from bot.core.matching.meaning import Meaning, unit
from bot.core.matching.rows import Floats, Ints

NEAREST = 3  # texts whose mean likeness counts: one alone may be an accident
# A question left to people is left to them no longer when it is nearest to an entry of FEW questions (taught since, it
# may be its answer), or says what an entry's question says.
FEW, SAME = 10, 0.9
TOGETHER = 128  # listed texts compared at once
NOTHING = 0.0  # what a base is given that lists nothing: it tells neither way


class Elsewhere:
    """Never changes; one for each base. Holds nothing for a base that names nothing it leaves to people."""

    def __init__(self, corpus: Corpus, meaning: Meaning, listed: Listed) -> None:
        self._questions: dict[str, Floats] = {}
        self._unanswered: Glance | None = None
        self._lately = b"", NOTHING  # the message last compared, and how near it is to what nobody answers
        self.left: tuple[int, ...] = ()  # which of the listed ones are left to people
        asked = [at for at, text in enumerate(corpus.texts) if text.weight >= TITLE and text.owner < len(corpus.ids)]
        if not listed.texts or not asked:
            return
        owners = np.array([corpus.texts[at].owner for at in asked], np.int64)
        questions, theirs = unit(meaning.texts[asked]), meaning.within(listed.directions)
        # Texts stand in the order of their entries.
        bounds = np.searchsorted(owners, np.arange(len(corpus.ids) + 1)).tolist()
        nearest, likeness = nearest_of(theirs, questions)
        old = np.diff(bounds) >= FEW
        if (left := old[owners[nearest]] & (likeness < SAME)).any():
            self._unanswered, self.left = Glance(theirs[left]), tuple(np.flatnonzero(left).tolist())
        self._questions = {one: questions[bounds[at] : bounds[at + 1]] for at, one in enumerate(corpus.ids)}

    def likeness(self, dense: Floats, entry: str) -> float:
        """How much nearer the message is to what nobody answers than to the entry's questions, -2 to 2."""
        if self._unanswered is None or not dense.any():
            return NOTHING
        direction = unit(dense)
        if self._lately[0] != (key := dense.tobytes()):
            self._lately = key, mean_of_nearest(self._unanswered.nearest(direction, NEAREST))
        return self._lately[1] - mean_of_nearest(self._questions[entry] @ direction)


def nearest_of(listed: Floats, questions: Floats) -> tuple[Ints, Floats]:
    """Of each listed text the nearest question and its likeness; part by part, since all likenesses of 5,000 to 100,000
    would fill 2 GB."""
    places, likeness = np.zeros(len(listed), np.int64), np.zeros(len(listed), np.float32)
    for at in range(0, len(listed), TOGETHER):
        part = listed[at : at + TOGETHER] @ questions.T
        places[at : at + TOGETHER], likeness[at : at + TOGETHER] = part.argmax(1), part.max(1)
    return places, likeness


def mean_of_nearest(likeness: Floats) -> float:
    if len(likeness) > NEAREST:
        likeness = np.partition(likeness, -NEAREST)[-NEAREST:]
    return float(likeness.mean()) if len(likeness) else 0.0
