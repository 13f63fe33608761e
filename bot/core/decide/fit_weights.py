"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "elsewhere", "weight", "against", "missing")
BIAS = -3.573
WEIGHTS = (0.288, 0.244, 0.794, 2.500, -3.089, 1.115, -0.260, -1.938)
