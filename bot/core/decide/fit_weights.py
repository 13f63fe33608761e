"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = (
    "scope",
    "score",
    "asked",
    "mentioned",
    "elsewhere",
    "weight",
    "against",
    "missing",
    "nearest",
    "stranger",
    "words",
)
BIAS = -6.177
WEIGHTS = (0.105, 0.350, 0.221, 3.542, -2.582, 0.042, -0.219, -1.934, 3.270, -9.278, 0.966)
RIGHT = (-0.045, 1.169)
