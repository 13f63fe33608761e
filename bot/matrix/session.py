"""Who the bot is on the homeserver: one login in its life, then the same device and token for ever.

`session.json` in the state folder holds user, device and token. Every login is one more device on the account, so a
new one happens only when there is no session, and a dead token is renewed for the same device. Nothing is logged of a
token or a password.
"""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path

import structlog
import vodozemac

from bot.config import Settings
from bot.errors import AccessRefused, WorldFailed
from bot.matrix import files
from bot.matrix.client import REFUSALS, TOKEN_DEATH, Answer, Client, raise_for
from bot.matrix.lockout import Lockout

log = structlog.get_logger(__name__)

# A token that dies again so soon is taken away on purpose: renewing it for ever would be a retry storm.
RENEWAL_SECONDS = 600
DEVICE_NAME = "Facteur"


@dataclass(frozen=True, slots=True)
class Account:
    user_id: str
    device_id: str
    token: str = field(repr=False)


class Session:
    """Logs the client in and keeps it so. `state` is the folder of settings."""

    def __init__(self, settings: Settings, client: Client) -> None:
        self.settings, self.client = settings, client
        self.path: Path = settings.state / "session.json"
        self.password = settings.password.get_secret_value()
        self.given_token = settings.access_token.get_secret_value()
        self.lockout = Lockout(settings.state / "login-refused.json", settings.user, self.password)
        self.renewed = -float(RENEWAL_SECONDS)
        self.renewing = asyncio.Lock()

    async def open(self) -> None:
        """The client is logged in, its crypto store loaded. AccessRefused when the account is not to be had."""
        account = await (self.by_token() if self.given_token else self.by_session())
        try:
            self.client.restore_login(account.user_id, account.device_id, account.token)
        except (vodozemac.PickleException, vodozemac.LibolmPickleException):
            raise AccessRefused(
                "the crypto store does not open: expected the BOT_CRYPTO_PASSPHRASE of before"
            ) from None
        log.info("matrix.session", user=account.user_id, device=account.device_id)

    async def by_token(self) -> Account:
        account = await self.whose(self.given_token, self.settings.device_id)
        if account.device_id != self.settings.device_id:
            raise AccessRefused(f"BOT_ACCESS_TOKEN belongs to device {account.device_id!r}: expected BOT_DEVICE_ID")
        return account

    async def by_session(self) -> Account:
        kept = self.kept()
        if kept is None:
            return await self.login("")
        try:
            account = await self.whose(kept.token, kept.device_id)
        except AccessRefused as e:
            if not str(e).startswith(TOKEN_DEATH):
                raise
            return await self.login(kept.device_id)
        if account.device_id != kept.device_id:
            raise AccessRefused(
                f"{self.path}: the token is for device {account.device_id!r}; delete it to log in again"
            )
        return account

    def kept(self) -> Account | None:
        """The session of this homeserver and this account; another one's is left unused."""
        content = files.read(self.path)
        if (content.get("homeserver"), content.get("login")) != (self.settings.homeserver, self.settings.user):
            return None
        return Account(str(content["user_id"]), str(content["device_id"]), str(content["access_token"]))

    async def whose(self, token: str, device_id: str) -> Account:
        """What the homeserver says about a token; servers before v1.1 do not name the device: `device_id` then."""
        self.client.access_token = token
        content = await self.client.ask("GET", "/account/whoami")
        return Account(str(content["user_id"]), str(content.get("device_id") or device_id), token)

    async def login(self, device_id: str) -> Account:
        """With the password; `device_id` keeps the device of before. Raises AccessRefused, and remembers why."""
        self.lockout.check()
        await self.look_at_flows()
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": self.settings.user},
            "password": self.password,
            "initial_device_display_name": DEVICE_NAME,
        } | ({"device_id": device_id} if device_id else {})
        self.client.access_token = ""
        answer = await self.client.call("POST", "/login", body)
        if answer.status != 200:
            self.refuse(answer)
        self.lockout.lift()
        made = answer.content
        account = Account(str(made["user_id"]), str(made["device_id"]), str(made["access_token"]))
        self.keep(account)
        log.info("matrix.login", user=account.user_id, device=account.device_id, same_device=bool(device_id))
        return account

    def keep(self, account: Account) -> None:
        content = {"homeserver": self.settings.homeserver, "login": self.settings.user, "user_id": account.user_id}
        files.write(self.path, content | {"device_id": account.device_id, "access_token": account.token})

    def refuse(self, answer: Answer) -> None:
        if answer.status == 429:
            seconds = answer.retry_after or 1800.0
            reason = f"the homeserver accepts no login for {seconds / 60:.0f} minutes (too many failures)"
            raise self.lockout.refuse(reason, seconds, locked=True)
        if answer.code == "M_FORBIDDEN":
            raise self.lockout.refuse("the password was refused: check BOT_USER and BOT_PASSWORD")
        if answer.code in REFUSALS:
            raise self.lockout.refuse(f"{answer.code}: {REFUSALS[answer.code]}")
        raise_for(answer.code, f"login: {answer.code}")

    async def look_at_flows(self) -> None:
        content = await self.client.ask("GET", "/login")
        flows = sorted({str(flow.get("type")) for flow in content.get("flows", [])})
        log.info("matrix.login_flows", flows=flows)
        if "m.login.password" not in flows:
            offered = ", ".join(flows) or "nothing"
            raise AccessRefused(f"the homeserver offers no password login ({offered}): give BOT_ACCESS_TOKEN")

    async def renew(self, dead: str) -> None:
        """After M_UNKNOWN_TOKEN for the token `dead`: the same device gets a new one, or AccessRefused."""
        async with self.renewing:
            if self.client.access_token != dead:
                return  # somebody did while we waited
            device = self.client.device_id or ""
            if self.given_token or not self.password or time.monotonic() - self.renewed < RENEWAL_SECONDS:
                raise AccessRefused(f"M_UNKNOWN_TOKEN: {REFUSALS['M_UNKNOWN_TOKEN']}")
            self.renewed = time.monotonic()
            account = await self.login(device)
            if account.device_id != device:
                raise WorldFailed(f"the homeserver gave device {account.device_id} instead of {device}: start again")
            self.client.access_token = account.token
