"""Letters to a-z, digits as they are, everything else a space: the form in which two writings are the same."""

import re
import unicodedata

from bot.core.text.cleaning import clean

NOT_WORD = re.compile(r"[^a-z0-9]+")


def plain(character: str) -> str:
    """The lower-case letter under the accents of one character."""
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()


# Latin-1, Latin Extended and Vietnamese once and for all; combining marks vanish. Ligatures have no decomposition.
PLAIN: dict[int, str | None] = {code: plain(chr(code)) for code in (*range(0xA1, 0x250), *range(0x1E00, 0x1F00))}
PLAIN |= dict.fromkeys(range(0x300, 0x370))
PLAIN |= {
    ord("œ"): "oe",
    ord("æ"): "ae",
    ord("ø"): "o",
    ord("ß"): "ss",
    ord("đ"): "d",
    ord("ł"): "l",
    ord("€"): " euro ",
}


def fold(text: str) -> str:
    """Accents, case and punctuation off; words separated by one space. Nothing is removed but that."""
    text = text.lower()
    if not text.isascii():
        text = text.translate(PLAIN)
        if not text.isascii():  # styled letters (mathematical bold, full width), other scripts
            text = unicodedata.normalize("NFKD", text).lower().translate(PLAIN)
    return NOT_WORD.sub(" ", text).strip()


def normalise(text: str) -> str:
    """`clean`, then `fold`: two texts with the same result are the same question for everybody."""
    return fold(clean(text))
