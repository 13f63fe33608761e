"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "unknown", "elsewhere", "weight", "against")
BIAS = -1.731
WEIGHTS = (0.787, 0.000, 1.899, 0.780, 0.000, -2.979, 0.880, -0.885)
