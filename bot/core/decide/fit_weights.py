"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "elsewhere", "weight", "against", "missing")
BIAS = -2.222
WEIGHTS = (0.166, 0.406, 1.455, 0.808, -4.609, 0.727, -0.790, -1.068)
