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
    0.553,
    0.080,
    0.584,
    -0.356,
    -0.380,
    0.582,
    -4.759,
    1.003,
    -0.255,
    -0.383,
    -0.749,
    2.100,
    -2.873,
    0.503,
    0.038,
    1.016,
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
HEARD_BIAS = 1.236
HEARD = (0.377, 0.230, 0.261, 0.911, 0.609, 0.993, -1.882)
