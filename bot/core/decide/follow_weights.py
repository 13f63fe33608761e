"""Learned weights of clues.py. Written by `python -m tests.evaluation --choose`; not by hand."""

CLUE_NAMES = (
    "alone",
    "half",
    "joined",
    "agrees",
    "against",
    "unsaid",
    "denied",
    "kept",
    "changed",
    "dropped",
    "beside",
    "twin",
    "told",
    "seen also",
    "points back",
    "same check",
)
CLUES = (
    0.552,
    0.083,
    0.585,
    -0.371,
    -0.378,
    0.592,
    -4.754,
    0.981,
    -0.225,
    -0.395,
    -0.750,
    2.116,
    -2.849,
    0.468,
    0.077,
    1.010,
)
HEARD_NAMES = (
    "fit",
    "joined",
    "gate",
    "first",
    "asks",
    "elliptic",
    "elsewhere",
)
HEARD_BIAS = 1.195
HEARD = (0.374, 0.190, 0.224, 0.798, 0.644, 0.885, -1.759)
