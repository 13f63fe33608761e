"""SMTP: its dialogues as tables, its replies, its login. Submission by hand on purpose.

aiosmtplib tries the next mechanism when a password is refused; here a refusal is never tried again.
"""

import re
from base64 import b64encode

from bot.checks.canary import Account
from bot.checks.converse import TLS, Reply, Script, Step, Talk
from bot.checks.limits import LINES
from bot.checks.record import Failed
from bot.checks.wire import SecureWire

LINE = re.compile(rb"(\d{3})([ -]|\r?\n)(.*)", re.S)
# Middleboxes overwrite the word they do not want understood (seen: XXXXXXXA).
GARBLED = re.compile(r"X{4,}[A-Z]?$|^[^A-Z0-9]*STARTTL[^S]|TARTTLS$")

# Any text after 220 will do (blackbox_exporter#913); 554 or 521 here is a refusal of the caller.
BANNER = Step(stage="banner", expect={"220": "", "4": "busy", "5": "refused_here"}, otherwise="not_smtp")
EHLO = Step(stage="hello", send="EHLO {me}", expect={"250": "", "421": "busy"}, offers=True)
STARTTLS = Step(
    stage="starttls",
    send="STARTTLS",
    needs="STARTTLS",
    expect={"220": "", "4": "starttls_temporary", "5": "starttls_refused"},
)
CAPABILITIES = Step(stage="capabilities", send="EHLO {me}", expect={"250": "", "421": "busy"}, offers=True)
QUIT = Step(stage="logout", send="QUIT", expect={"221": ""}, otherwise="logout_untidy")

# AUTH answers (RFC 4954): 535 is the only one that means "these credentials are wrong".
LOGIN = {
    "235": "",
    "4": "login_unavailable",
    "523": "login_needs_tls",
    "538": "login_needs_tls",
    "525": "account_blocked",
    "535": "login_refused",
    "534": "no_mechanism",
    "504": "no_mechanism",
}
BLOCKED = re.compile(r"5\.7\.13|disabled|suspended|locked|blocked|désactivé|suspendu|bloqué", re.I)


class Smtp:
    """The dialect."""

    name = "smtp"
    goodbye = QUIT
    in_clear: Script = (BANNER, EHLO, STARTTLS)
    encrypted: Script = (TLS, CAPABILITIES)
    implicit: Script = (TLS, BANNER, CAPABILITIES)

    def command(self, talk: Talk, text: str) -> bytes:
        address = talk.wire.local_address
        me = f"[IPv6:{address}]" if ":" in address else f"[{address}]"
        return (text.replace("{me}", me) + "\r\n").encode()

    async def reply(self, talk: Talk) -> Reply:
        """All lines of one reply; raises Failed for what is not SMTP."""
        lines: list[str] = []
        while len(lines) < LINES:
            raw = await talk.wire.line()
            found = LINE.fullmatch(raw)
            if not found:
                raise Failed("unexpected_reply" if talk.offered or lines else "not_smtp", raw)
            lines.append(found[3].decode("utf-8", "replace").strip())
            if found[2] != b"-":
                return Reply(found[1].decode(), lines[-1], tuple(lines))
        raise Failed("endless_output")

    def offered(self, reply: Reply) -> frozenset[str]:
        return frozenset(line.upper().replace("AUTH=", "AUTH ") for line in reply.lines[1:])

    def missing(self, offered: frozenset[str]) -> str:
        return "starttls_garbled" if any(map(GARBLED.search, offered)) else "starttls_missing"

    def login_fault(self, offered: frozenset[str]) -> str:
        return "" if mechanisms(offered) & {"PLAIN", "LOGIN"} else "no_mechanism"

    async def login(self, talk: Talk, wire: SecureWire, account: Account) -> Reply:
        """One attempt with one mechanism."""
        ask = auth_plain if "PLAIN" in mechanisms(talk.offered) else auth_login
        reply = await ask(talk, wire, account)
        if code := outcome_of_login(reply):
            raise Failed(code, f"{reply.status} {reply.text}")
        return reply


def mechanisms(offered: frozenset[str]) -> frozenset[str]:
    return frozenset(word for line in offered if line.startswith("AUTH ") for word in line.split()[1:])


def outcome_of_login(reply: Reply) -> str:
    fitting = [start for start in LOGIN if reply.status.startswith(start)]
    code = LOGIN[max(fitting, key=len)] if fitting else "unexpected_reply"
    return "account_blocked" if code == "login_refused" and BLOCKED.search(reply.text) else code


async def auth_plain(talk: Talk, wire: SecureWire, account: Account) -> Reply:
    secret = f"\0{account.user}\0{account.password}".encode()
    await wire.confide(b"AUTH PLAIN " + b64encode(secret) + b"\r\n")
    return await talk.dialect.reply(talk)


async def auth_login(talk: Talk, wire: SecureWire, account: Account) -> Reply:
    reply = await talk.say("AUTH LOGIN")
    for part in (account.user, account.password):
        if reply.status != "334":
            return reply
        await wire.confide(b64encode(part.encode()) + b"\r\n")
        reply = await talk.dialect.reply(talk)
    return reply
