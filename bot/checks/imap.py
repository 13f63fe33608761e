"""IMAP: its dialogues as tables, its replies with literals, its login. The few commands needed, by hand.

aioimaplib has no STARTTLS, is GPL, and sends a password in clear when asked.
"""

import re

from bot.checks.canary import Account
from bot.checks.converse import TLS, Reply, Script, Step, Talk
from bot.checks.limits import LINES
from bot.checks.record import Failed
from bot.checks.smtp import BLOCKED, GARBLED
from bot.checks.wire import SecureWire

LITERAL = re.compile(rb"\{(\d{1,7})\}\r?\n$")
UNTAGGED = re.compile(r"\* (OK|PREAUTH|BYE|NO|BAD)\b ?(.*)", re.I | re.S)
CAPABILITY = re.compile(r"\* CAPABILITY (.*)|\[CAPABILITY ([^\]]*)\]", re.I)
RESPONSE_CODE = re.compile(r"\[([A-Z-]+)", re.I)

# A greeting may list the capabilities already (RFC 3501, 7.1): a question less.
BANNER = Step(stage="banner", expect={"OK": "", "BYE": "busy", "PREAUTH": "preauth"}, otherwise="not_imap", offers=True)
HELLO = Step(stage="hello", send="CAPABILITY", expect={"OK": "", "BYE": "busy"}, offers=True)
STARTTLS = Step(
    stage="starttls",
    send="STARTTLS",
    needs="STARTTLS",
    expect={"OK": "", "NO": "starttls_temporary", "BAD": "starttls_refused", "BYE": "busy"},
)
CAPABILITIES = Step(stage="capabilities", send="CAPABILITY", expect={"OK": "", "BYE": "busy"}, offers=True)
LOGOUT = Step(stage="logout", send="LOGOUT", expect={"OK": ""}, otherwise="logout_untidy")

# Response codes of a refused login (RFC 5530); a bare NO is taken for a refusal, so that it is not tried again.
LOGIN = {
    "AUTHENTICATIONFAILED": "login_refused",
    "AUTHORIZATIONFAILED": "account_blocked",
    "CONTACTADMIN": "account_blocked",
    "EXPIRED": "account_blocked",
    "UNAVAILABLE": "login_unavailable",
    "SERVERBUG": "login_unavailable",
    "INUSE": "login_unavailable",
    "LIMIT": "login_unavailable",
    "PRIVACYREQUIRED": "login_needs_tls",
}


class Imap:
    """The dialect."""

    name = "imap"
    goodbye = LOGOUT
    in_clear: Script = (BANNER, HELLO, STARTTLS)
    encrypted: Script = (TLS, CAPABILITIES)
    implicit: Script = (TLS, BANNER, CAPABILITIES)

    def command(self, talk: Talk, text: str) -> bytes:
        talk.tag += 1
        return f"f{talk.tag} {text}\r\n".encode()

    async def reply(self, talk: Talk) -> Reply:
        """The tagged answer with the untagged lines before it; before any command, the greeting."""
        tag, lines = f"f{talk.tag} ", list[str]()
        while len(lines) < LINES:
            line = await response(talk)
            lines.append(line)
            untagged = UNTAGGED.match(line)
            if line.startswith(tag):
                status, _, text = line[len(tag) :].partition(" ")
                return Reply(status.upper(), text, tuple(lines))
            if untagged and (not talk.tag or (untagged[1].upper() == "BYE" and talk.said != "LOGOUT")):
                return Reply(untagged[1].upper(), untagged[2], tuple(lines))
            if not line.startswith(("* ", "+")):
                raise Failed("unexpected_reply" if talk.tag else "not_imap", line)
        raise Failed("endless_output")

    def offered(self, reply: Reply) -> frozenset[str]:
        found = [a or b for line in reply.lines for a, b in CAPABILITY.findall(line)]
        return frozenset(" ".join(found).upper().split())

    def missing(self, offered: frozenset[str]) -> str:
        return "starttls_garbled" if any(map(GARBLED.search, offered)) else "starttls_missing"

    def login_fault(self, offered: frozenset[str]) -> str:
        """LOGIN needs no AUTH= word."""
        return "login_disabled" if "LOGINDISABLED" in offered else ""

    async def login(self, talk: Talk, wire: SecureWire, account: Account) -> Reply:
        """One LOGIN, both words as literals: no quoting to get wrong."""
        words = [account.user.encode(), account.password.encode()]
        await wire.send(talk.dialect.command(talk, f"LOGIN {{{len(words[0])}}}"))
        for word, after in zip(words, (f" {{{len(words[1])}}}".encode(), b""), strict=True):
            go_on = await response(talk)
            if not go_on.startswith("+"):
                return judged(early(talk, go_on))
            await wire.confide(word + after + b"\r\n")
        return judged(await talk.dialect.reply(talk))


async def response(talk: Talk) -> str:
    """One response, its literals included, without its end."""
    whole = b""
    while True:
        line = await talk.wire.line()
        whole += line
        literal = LITERAL.search(line)
        if not literal:
            return whole.decode("utf-8", "replace").rstrip("\r\n")
        whole += await talk.wire.exactly(int(literal[1]))


def early(talk: Talk, line: str) -> Reply:
    """A refusal before the password was asked for."""
    status, _, text = line.removeprefix("* ").removeprefix(f"f{talk.tag} ").partition(" ")
    return Reply(status.upper(), text, (line,))


def judged(reply: Reply) -> Reply:
    if reply.status == "OK":
        return reply
    found = RESPONSE_CODE.search(reply.text)
    code = LOGIN.get(found[1].upper() if found else "", "login_refused")
    if reply.status != "NO":
        code = {"BYE": "login_closed", "BAD": "unexpected_reply"}.get(reply.status, "unexpected_reply")
    elif code == "login_refused" and BLOCKED.search(reply.text):
        code = "account_blocked"
    raise Failed(code, f"{reply.status} {reply.text}")
