"""Learned weights of second_look.py and fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

LOOK_NAMES = (
    "score",
    "mentioned",
    "nearest",
    "phrases",
    "votes",
    "questions",
)
LOOK = (0.837, 4.485, 4.082, 2.815, 2.185, -1.737)
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
    "youth",
)
BIAS = -6.536
WEIGHTS = (0.206, 0.185, 0.485, 3.078, -2.313, 0.218, -0.326, -2.053, 1.681, -8.443, 1.195, 1.779)
RIGHT = (0.291, 0.854, -0.283)
