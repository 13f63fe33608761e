"""Learned weights of fit.py. Written by `python -m tests.evaluation --choose`; not by hand."""

NAMES = ("scope", "score", "asked", "mentioned", "elsewhere", "weight", "against", "missing")
BIAS = -1.904
WEIGHTS = (0.113, 0.438, 1.086, 1.352, -4.375, 0.810, -0.874, -0.983)
