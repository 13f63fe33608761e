"""Learned weights of the forms. Written by `python -m tests.evaluation --choose`; not by hand."""

from collections.abc import Mapping

BIAS = -1.0
WEIGHTS: Mapping[str, float] = {
    "question mark": 1.2, "question mark at the end": 0.8, "starts with a question word": 2.0,
    "question word inside": 1.5, "how do I": 1.5, "asks for it": 1.5, "polite request": 1.0, "problem": 1.2,
    "first person": 0.3, "error code": 1.5, "keywords only": 1.2, "tells what to do": -2.5,
    "asks a person back": -2.5, "which one do you use": -2.0, "states a fact": -1.2, "says it works": -2.0,
    "says what one does": -1.5, "opinion": -1.5, "thanks": -1.0, "thanks first": -2.0, "laughs": -1.5,
    "wishes": -1.5, "announces": -2.0, "people and meetings": -1.5, "a time of day": -1.0, "names somebody": -1.5,
    "speaks of one's mails": -2.0, "quoted": -2.0, "code": -1.5, "told story": -2.0, "exclaims": -0.5,
}  # fmt: skip
