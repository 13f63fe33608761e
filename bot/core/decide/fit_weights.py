"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "elsewhere", "weight", "against", "missing")
BIAS = -1.791
WEIGHTS = (0.168, 0.377, 1.026, 1.294, -3.239, 0.794, -0.910, -1.031)
