"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "elsewhere", "weight", "against", "missing")
BIAS = -3.585
WEIGHTS = (0.164, 0.341, 1.267, 2.837, -3.377, 0.367, -0.432, -1.465)
