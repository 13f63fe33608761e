"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "elsewhere", "weight", "against", "missing")
BIAS = -2.133
WEIGHTS = (0.172, 0.323, 1.599, 0.910, -4.561, 0.650, -0.789, -0.993)
