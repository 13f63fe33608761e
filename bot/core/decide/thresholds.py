"""Every number that decides, in one place, with the figures that justify it. Chosen again by
`python -m tests.evaluation --choose` on the tuning half of the evaluation; never by hand on a message.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities 0..1 unless said. `room`: seen in the room; `direct`: addressed to the bot."""

    # The gate of the room: log odds that a reply is wanted = bias + form x (log odds of the form) + fit x (of the fit).
    gate_bias: float = -1.79
    gate_form: float = 1.02
    gate_fit: float = 0.98
    room: float = 0.55  # the gate from which the bot speaks in the room
    room_ask: float = 0.55  # the gate from which it asks back there
    form_least: float = 0.30  # of the form: under it nothing opens the gate, however well an entry fits
    form: float = 0.55  # a question or problem put to anybody, whether the base answers it or not
    fit: float = 0.20  # addressed: that some entry fits, from which it is answered or asked back
    kept: float = 0.005  # fit from which a question without an answer is kept for the moderators, trade words or none
    sure: float = 0.62  # that the first entry is the right one, from which it is the answer; under it, some are offered
    alone: float = 0.46  # confidence in a message's own words, under which an error text in it is looked for
    follow: float = 0.45  # that a message after an answer wants one that the base has, from which it is given
    follow_sure: float = 0.35  # that it is the first entry, from which it is the answer; under it, some are offered
    twin: float = 0.04  # a twin's score as a share of the first's, from which an unnamed facet is asked for
    alive: float = 0.20  # a rival's score as a share of the first's, from which it is offered when nothing is sure
    near: float = 0.3  # a rival's score as a share of the first's, from which it is offered
    margin: float = 0.15  # difference of the first two scores under which rivals are offered
    second: float = 0.45  # confidence of each answer when a message asks two things


THRESHOLDS = Thresholds()
