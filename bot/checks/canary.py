"""The account that tests logins: its secret, and the rule that one refusal is enough."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import structlog

log = structlog.get_logger()

# What the server said no to; a server in trouble, a timeout, a hang-up are no refusal of the account.
REFUSALS = frozenset({"login_refused", "account_blocked"})


@dataclass(frozen=True, slots=True)
class Account:
    """The password never shows in a repr, so in no traceback or log of this object either."""

    user: str
    password: str = field(repr=False)

    def __post_init__(self) -> None:
        if any(ord(letter) < 32 for letter in self.user + self.password):
            raise ValueError("an account with control characters could write commands of its own")


class Canary:
    """Stops after one refusal until `reset`: servers ban the address that insists, and every check would then lie.

    `on_refused` is told once, with the service id and the code, so that somebody can store it and tell a moderator.
    """

    def __init__(
        self, account: Account, *, stopped: bool = False, on_refused: Callable[[str, str], None] | None = None
    ) -> None:
        self.account = account
        self.stopped = stopped
        self._on_refused = on_refused

    def refused(self, service: str, code: str) -> None:
        if code in REFUSALS and not self.stopped:
            self.stopped = True
            if self._on_refused:
                self._on_refused(service, code)

    def reset(self) -> None:
        """An operator has looked at the account."""
        self.stopped = False


def remembered(account: Account, path: Path) -> Canary:
    """A canary whose stop outlives the process: the file says what was refused; deleting it is the operator's reset."""

    def write(service: str, code: str) -> None:
        log.warning("canary stopped", service=service, code=code, until=f"{path} is deleted")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(f"{service}: {code}\n", encoding="utf-8")

    return Canary(account, stopped=path.exists(), on_refused=write)


class Claims:
    """Who logs in during one run: the first endpoint of each protocol that is ready for it, and no other."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = set(taken)

    def take(self, protocol: str) -> bool:
        if protocol in self._taken:
            return False
        self._taken.add(protocol)
        return True
