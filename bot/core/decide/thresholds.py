"""Every number that decides, in one place, with the figures that justify it. Chosen again by
`python -m tests.evaluation --choose` on the tuning half of the evaluation; never by hand on a message.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities 0..1 unless said. `room`: seen in the room; `direct`: addressed to the bot."""

    form: float = 0.5  # seen in the room: it is a question or problem put to anybody
    answer: float = 0.5  # confidence from which one entry is the answer
    answer_room: float = 0.55
    ask: float = 0.35  # that some entry fits, from which asking back helps
    ask_room: float = 0.6
    twin: float = 0.04  # a twin's score as a share of the first's, from which an unnamed facet is asked for
    near: float = 0.3  # a rival's score as a share of the first's, from which it is offered
    margin: float = 0.15  # difference of the first two scores under which rivals are offered
    second: float = 0.5  # confidence of each answer when a message asks two things


THRESHOLDS = Thresholds()
