"""The polite frame of a message: greetings, thanks in advance, "pourriez-vous". Taken off before anything is looked up,
since a matter said in one line and framed in four is the same matter."""

import re
from collections.abc import Sequence

FRAME = re.compile(
    r" (?:(?:re)?bonjour(?: a (?:tous|toutes|vous)(?: et (?:a )?(?:tous|toutes))?| tout le monde| bonjour| ici|"
    r" la team)?|"
    r"(?:salut|hello|coucou|bonsoir|hi|hey)(?: tout le monde| a tous| la team| la compagnie| everyone| all| there)?|"
    r"merci (?:d avance|beaucoup|a (?:vous|toi|tous)|bien|infiniment|mille fois|de (?:votre|ton|ta) \w+|pour (?:votre|"
    r"ton|ta|vos) \w+)|"
    r"(?:d avance|par avance) merci|merci par avance|merci|(?:par|d) avance|je (?:vous|"
    r"te) (?:en )?remercie(?: par avance)?|"
    r"(?:bien )?cordialement|bien a vous|bonne (?:journee|soiree)|s il (?:te|vous) plait|pourriez vous|pouvez vous|"
    r"peux tu|pourrais tu|"
    r"excusez moi(?: de vous deranger)?|desole(?:e)? de vous deranger|quelqu un (?:saurait|sait|peut|aurait)|"
    r"je souhaiterais?|je voudrais|"
    r"j aimerais|je vous|afin de|please|thank you|thanks(?: in advance)?|(?:petite |autre )?question(?: bete)?)(?= )"
)
LEAST = 2  # words that must be left, or the courtesy was the message


def unframed(words: Sequence[str]) -> list[str]:
    """The words without their polite frame; all of them when nothing else is left."""
    plain = f" {' '.join(words)} "
    before = ""
    while before != plain:  # frames follow each other: "bonjour petite question s il vous plait"
        before, plain = plain, FRAME.sub("", plain)
    left = plain.split()
    return left if len(left) >= LEAST else list(words)
