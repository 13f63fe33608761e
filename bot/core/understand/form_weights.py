"""Learned weights of form.py. Written by `python -m tests.evaluation --choose`; not by hand."""

BIAS = -0.336
FORMS = (  # whose numbers form.bin holds, in this order
    "question mark", "question mark at the end", "starts with a question word", "question word inside",
    "ends with a question word", "how do I", "asks for it", "polite request", "problem", "first person", "error code",
    "keywords only", "starts with an infinitive", "tells what to do", "says tu", "asks a person back",
    "asks for a detail", "gives an address or a port", "a problem with an address or a port", "menu path",
    "states a fact", "tells of something", "says it works", "says what one does", "opinion", "thanks", "thanks ahead",
    "thanks first", "laughs", "sighs", "wishes", "announces", "announces with a sign", "people and meetings",
    "a time of day", "names somebody", "calls somebody", "speaks of one's mails", "quoted", "code", "told story",
    "exclaims", "ends with an ellipsis", "one or two words", "three to six words", "more than forty words",
)  # fmt: skip
