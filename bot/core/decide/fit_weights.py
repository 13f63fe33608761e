"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "elsewhere", "weight", "against", "missing")
BIAS = -3.593
WEIGHTS = (0.281, 0.287, 0.502, 2.665, -3.045, 1.357, -0.173, -2.132)
