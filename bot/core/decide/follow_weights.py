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
    0.081,
    0.587,
    -0.368,
    -0.377,
    0.588,
    -4.758,
    0.981,
    -0.224,
    -0.394,
    -0.746,
    2.126,
    -2.854,
    0.467,
    0.073,
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
HEARD_BIAS = 1.255
HEARD = (0.352, 0.201, 0.298, 0.853, 0.656, 0.986, -1.978)
