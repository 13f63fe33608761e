"""Learned weights of second_look.py and fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

LOOK_NAMES = (
    "score",
    "mentioned",
    "nearest",
    "phrases",
    "votes",
    "questions",
)
LOOK = (0.793, 4.593, 3.315, 2.361, 1.877, -1.617)
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
    "questions",
    "youth",
)
BIAS = -4.489
WEIGHTS = (0.244, 0.193, 0.047, 3.466, -2.238, 0.551, -0.272, -2.165, 1.552, -8.403, 1.013, -0.415, 1.840)
RIGHT = (0.118, 0.899, -0.195)
