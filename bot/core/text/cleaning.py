"""What is in a message but is not what the person says: quotes of others, pills, addresses, invisible characters.

Works on the text as typed; says nothing about words.
"""

import re

# A message is judged by its beginning and its end: a pasted log in between teaches nothing and costs time.
HEAD, TAIL = 3000, 1000
# Null and control characters, soft hyphen, zero-width and bidi marks, variation selectors, tags, byte order mark.
INVISIBLE = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,
        0x61C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
        *range(0xE0100, 0xE01F0),
        0x20E3,  # the frame of keycap emoji
    ]
)
SPACES = dict.fromkeys([0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
TABLE: dict[int, str | None] = {**INVISIBLE, **SPACES}

# Order matters: a pill is a link, a Matrix id holds what looks like a host.
PILL = re.compile(
    r"\[[^\]\n]{0,200}\]\(https?://(?:matrix\.to|[\w.-]*tchap\.gouv\.fr)/#/[^)\s]*\)|</?(?:a|mx-reply)\b[^>]{0,500}>"
)
URL = re.compile(r"(?:https?|ftp|mailto|file|matrix):(?://)?[^\s<>\"'«»]+|\bwww\.[^\s<>\"'«»]+", re.I)
MATRIX_ID = re.compile(r"(?<![\w@])[@#!$][\w.=/+-]{1,200}:[\w.-]+\.[a-z]{2,}(?::\d+)?", re.I)
ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,100}@[\w-]+(?:\.[\w-]+)+", re.I)
EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff]+")
QUOTED = ("> ", ">>")
# Without one of these signs four of the five can stand nowhere: most texts have none.
SIGNS = re.compile(r"[\[<:@]|www\.", re.I)
SIGNED = (PILL, URL, MATRIX_ID, ADDRESS)


def clean(text: str) -> str:
    """The person's own words, on one or several lines; at most HEAD + TAIL characters; empty when nothing is left."""
    text = own_lines(text if text.isascii() and text.isprintable() else text.translate(TABLE))
    if len(text) > HEAD + TAIL:
        text = f"{text[:HEAD]} {text[-TAIL:]}"
    for pattern in (*(SIGNED if SIGNS.search(text) else ()), *(() if text.isascii() else (EMOJI,))):
        text = pattern.sub(" ", text)
    return text.strip()


def own_lines(text: str) -> str:
    """Without the lines that quote somebody else (`> …`, Markdown and mail alike)."""
    if ">" not in text:
        return text
    return "\n".join(line for line in text.split("\n") if not is_quote(line.lstrip()))


def is_quote(line: str) -> bool:
    return line.startswith(QUOTED) or line == ">"
