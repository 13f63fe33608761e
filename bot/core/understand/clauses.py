"""The clauses of a message: what was done and works, then what is wanted ("ça c'est bon, reste le planning")."""

import re

BREAK = re.compile(
    r"[.!?;:,…\n]+|\b(?:mais|puis|par contre|sinon|du coup|ensuite|et maintenant|reste|donc|but|then|now)\b", re.I
)
WORD = re.compile(r"\w+")
MOST = 3  # what is wanted stands near the end; each takes some milliseconds
FEW = 2  # words under which a clause says nothing
LONGEST = 1000  # characters


def clauses(text: str) -> list[str]:
    """The last ones in their order; none of a message that is one clause."""
    parts = [part.strip() for part in BREAK.split(text[-LONGEST:])]
    found = [part for part in parts if len(WORD.findall(part)) >= FEW]
    return found[-MOST:] if len(found) > 1 else []
