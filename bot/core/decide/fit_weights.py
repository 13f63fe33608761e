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
BIAS = -5.788
WEIGHTS = (0.090, 0.383, 0.157, 3.451, -2.654, 0.187, -0.194, -1.981, 2.866, -8.894, 0.899)
RIGHT = (-0.045, 1.169)
