"""Two readings of the same logits: which entry is meant if any is, and whether any is meant at all.

Constants are fitted on the bases' own questions: five bases cut to 3 to 120 entries of 1 to 8 questions, some entries
and questions left out and asked for (9,000 messages; tests/benchmarks/matching/calibrate.py); no benchmark query.
"""

import math
from dataclasses import dataclass

import numpy as np

from bot.core.matching.classifier import Seen
from bot.core.matching.rows import Floats

# A fit knows little doubt when there are many questions and much when there are few: factor and power that sharpen its
# logits so that a probability of 0.8 is right about 8 times in 10, for 1 to 10 questions an entry, 38 to 523 entries.
SHARPNESS, SHARPNESS_POWER = 2.8, -0.3
# Scope: log-odds from the best logit and the nearest text's similarity. What a logit is worth depends on how many
# entries and questions it was fitted against. The nearest text alone would ask for a weight of 6; 3 orders better.
TOP, NEAREST, ENTRIES, QUESTIONS, NOTHING = 1.290, 3.0, -0.911, -0.745, -0.301
# One entry has no rival, its logit says nothing: similarity alone.
ALONE, ALONE_NOTHING = 10.9, -3.1


@dataclass(frozen=True, slots=True)
class Confidence:
    """`questions`: of a median entry."""

    questions: int

    def right(self, logits: Floats) -> Floats:
        """Probability of each class that it is the one meant, if any is."""
        return probabilities(logits * np.float32(SHARPNESS * max(1, self.questions) ** SHARPNESS_POWER))

    def scope(self, seen: Seen, best: int) -> float:
        """Probability that an entry fits, if messages that fit and messages that do not came equally often.

        `best`: position of the best entry in `seen`. What entries refuse takes its part away.
        """
        rivals = len(seen.classes)
        if rivals < 2:
            return logistic(ALONE * seen.nearest + ALONE_NOTHING)
        size = ENTRIES * math.log(rivals) + QUESTIONS * math.log(max(1, self.questions))
        return logistic(TOP * float(seen.logits[best]) + NEAREST * seen.nearest + size + NOTHING)


def logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


def probabilities(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max())
    normed: Floats = powers / powers.sum()
    return normed
