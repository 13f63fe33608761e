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
    0.082,
    0.586,
    -0.368,
    -0.377,
    0.589,
    -4.758,
    0.983,
    -0.225,
    -0.395,
    -0.750,
    2.127,
    -2.856,
    0.468,
    0.077,
    1.013,
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
HEARD_BIAS = 1.238
HEARD = (0.345, 0.233, 0.296, 0.914, 0.643, 1.003, -1.886)
