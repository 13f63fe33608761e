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
BIAS = -5.356
WEIGHTS = (0.277, 0.163, 0.000, 3.764, -2.265, 0.616, -0.246, -2.310, 1.506, -8.291, 1.005, -0.259, 1.894)
RIGHT = (0.118, 0.899, -0.195)
