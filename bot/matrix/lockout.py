"""A refused password is not tried twice, not even by the next start: Tchap closes the account after three failures.

Kept in `login-refused.json`: until when, for which password (a salted digest), and the sentence to repeat.
"""

import hashlib
import time
from pathlib import Path

from bot.errors import AccessRefused
from bot.matrix import files

# Tchap's lock-out lasts 30 minutes; waiting it out before the next attempt can never lengthen it.
REFUSED_SECONDS = 1800


class Lockout:
    def __init__(self, path: Path, user: str, password: str) -> None:
        self.path = path
        self.digest = hashlib.scrypt(password.encode(), salt=user.encode(), n=2**12, r=8, p=1).hex()

    def check(self) -> None:
        """AccessRefused while the same password is better not tried; another password may be tried at once."""
        kept = files.read(self.path)
        left = float(kept.get("until", 0)) - time.time()
        if left > 0 and (kept.get("digest") == self.digest or kept.get("locked")):
            raise AccessRefused(f"{kept.get('reason')} (next attempt in {left / 60:.0f} min, or delete {self.path})")

    def refuse(self, reason: str, seconds: float = REFUSED_SECONDS, *, locked: bool = False) -> AccessRefused:
        """Remembers and gives the error to raise. `locked`: the homeserver accepts no login at all until then."""
        content = {"until": time.time() + seconds, "digest": self.digest, "reason": reason, "locked": locked}
        files.write(self.path, content)
        return AccessRefused(reason)

    def lift(self) -> None:
        self.path.unlink(missing_ok=True)
