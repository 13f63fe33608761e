"""What servers said, made fit to be shown: one short line, no control characters, no secret in any form."""

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable
from html import escape
from urllib.parse import quote, quote_plus

# Long enough for any useful banner, short enough for a line of a table (notes: 512 at most).
LONGEST = 200
UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\u02ff\u0370-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf]+")
HIDDEN = "[secret]"


class Redactor:
    """Replaces known secrets, however they are written; a server may echo what it was sent."""

    def __init__(self, user: str = "", password: str = "") -> None:
        forms = sorted(forms_of(user, password), key=len, reverse=True) if password else []
        self._forms = re.compile("|".join(rf"\S*{re.escape(form)}\S*" for form in forms)) if forms else None

    def __call__(self, text: str | bytes) -> str:
        """One clean line of at most 200 characters."""
        if isinstance(text, bytes):
            text = text[:4096].decode("utf-8", "replace")
        text = UNPRINTABLE.sub(" ", self.hide(text[:4096]))
        text = re.sub(r"@(?=room\b)", "@\u200b", " ".join(text.split()), flags=re.I)
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

    def hide(self, text: str) -> str:
        return self._forms.sub(HIDDEN, text) if self._forms else text


def forms_of(user: str, password: str) -> set[str]:
    """The password as itself, quoted, escaped and in base64, alone or inside a longer string."""
    raw = password.encode()
    plain = {password, quote(password), quote(password, safe=""), quote_plus(password), escape(password), raw.hex()}
    plain |= {password.replace("\\", "\\\\").replace('"', '\\"'), repr(password)[1:-1]}
    whole = [raw, f"\0{user}\0{password}".encode(), f"{user}:{password}".encode()]
    encoded = {encode(text).decode() for text in whole for encode in (b64encode, urlsafe_b64encode)}
    return {form for form in (*plain, *encoded, *inner_base64(raw)) if form}


def inner_base64(raw: bytes) -> Iterable[str]:
    """What any base64 text that holds these bytes must hold, at each of the three places they can start.

    Characters that also depend on the neighbours are left out; fewer than six would match ordinary words.
    """
    for shift in range(3):
        bits_before, bits_after = shift * 8, (shift + len(raw)) * 8
        first, last = -(-bits_before // 6), bits_after // 6
        core = b64encode(b"\0" * shift + raw + b"\0\0").decode()[first:last]
        if len(core) >= 6:
            yield core
            yield core.translate(str.maketrans("+/", "-_"))
