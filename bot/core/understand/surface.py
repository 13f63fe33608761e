"""What stands on the page: the person's own words apart from quotes, forwarded mail, code and logs. Judges nothing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.text import clean, fold

# What a message asks stands at its beginning or its end; reading more costs time and finds nothing.
HEAD, TAIL = 6000, 2000
FENCED = re.compile(r"```.*?(?:```|\Z)", re.S)
# Mail programs in French and English write these above what they quote or forward; all that follows is theirs.
FORWARDED = re.compile(
    r"^[ \t>]*(?:-{3,}[^\n]{0,60}(?:transf|origin|forward|origine)[^\n]{0,60}|Le \d{1,2}[/ .][^\n]{0,80} a écrit ?:|"
    r"On [^\n]{5,80} wrote:|(?:De|From|Objet|Subject) ?: [^\n]{1,200})[ \t]*$",
    re.M | re.I,
)
LOG_LINE = re.compile(
    r"^\s*(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|[{}\[\]();]|"
    r"(?:npm|yarn|pip|docker|docker-compose|git|curl|sudo|apt|ssh|kubectl|brew|openssl|telnet|SELECT|INSERT|UPDATE|"
    r"import|from|"
    r"def|class|return|const|let|var|export|File|Traceback|at)\s+\S|\$ |#!|\w[\w.-]*\s*[=:]\s*\S+\s*;?$|[SC]: |"
    r"\d{3}[- ][A-Z0-9]|"
    r"a\d+ (?:OK|NO|BAD)|\* (?:OK|NO|BAD|BYE|CAPABILITY))"
)
REFUSAL = re.compile(r"\s*[45]\d\d[- ][^\n]{1,300}\s*")  # RFC 5321, section 4.2.1
SPOKEN = re.compile(r"[?]|\b(?:je|j'|c'est|vous|quelqu'un|comment|pourquoi|how|what|why|anyone)\b", re.I)


@dataclass(frozen=True, slots=True)
class Surface:
    """`own`: as typed, without what others or machines wrote. `words`: folded, abbreviations in full.
    `plain`: the words between spaces, with a space at both ends. `code`, `quoted`: such text was taken off."""

    typed: str
    own: str
    words: tuple[str, ...]
    plain: str
    code: bool = False
    quoted: bool = False

    @property
    def asks(self) -> bool:
        return "?" in self.own


def read(text: str, words_of: Callable[[str], Sequence[str]]) -> Surface:
    """`words_of`: a reader's `words`, which folds and writes abbreviations in full."""
    typed = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n{text[-TAIL:]}"
    unfenced = FENCED.sub("\n", typed)
    kept, forwarded = without_forwarded(unfenced)
    kept, logs = without_logs(kept)
    own = clean(kept)
    words = tuple(words_of(own))
    quoted = forwarded or any(line.lstrip().startswith(">") for line in typed.split("\n"))
    return Surface(typed, own, words, f" {' '.join(words)} ", code=unfenced != typed or logs, quoted=quoted)


def without_forwarded(text: str) -> tuple[str, bool]:
    found = FORWARDED.search(text)
    return (text[: found.start()], True) if found else (text, False)


def without_logs(text: str) -> tuple[str, bool]:
    """Lines of programs go when they are most of the message, or several; a lone line that speaks stays, and a server's
    lone refusal, which is all that some people say of their trouble."""
    if REFUSAL.fullmatch(text):
        return text, False
    lines = text.split("\n")
    spoken = [line for line in lines if not LOG_LINE.match(line) or SPOKEN.search(line)]
    return ("\n".join(spoken), True) if len(spoken) < len(lines) else (text, False)


def empty(surface: Surface) -> bool:
    return not fold(surface.own)
