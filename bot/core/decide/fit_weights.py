"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "elsewhere", "weight", "against", "missing")
BIAS = -3.561
WEIGHTS = (0.275, 0.206, 1.370, 2.439, -3.367, 0.476, -0.413, -1.490)
