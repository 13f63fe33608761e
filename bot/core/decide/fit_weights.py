"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "unknown", "elsewhere", "weight", "against", "missing")
BIAS = -1.743
WEIGHTS = (0.186, 0.372, 0.738, 1.589, 0.000, -3.191, 0.624, -0.822, -1.080)
