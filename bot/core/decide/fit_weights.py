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
    "leaning",
    "words",
    "questions",
    "youth",
)
BIAS = -7.078
WEIGHTS = (0.190, 0.138, 0.235, 4.632, -2.041, 0.000, -0.261, -1.786, 2.557, -5.979, 0.888, 1.093, -0.196, 2.026)
RIGHT = (0.118, 0.899, -0.195)
