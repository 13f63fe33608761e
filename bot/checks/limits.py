"""How long and how much: the caps of every check, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds. A stage that takes longer has failed; an endpoint never takes longer than `overall`."""

    dns: float = 5.0
    connect: float = 5.0
    reply: float = 8.0  # a banner, an answer: servers that look up the client's name take seconds
    slow: float = 3.0  # from here on a banner is called slow
    tls: float = 8.0
    login: float = 20.0  # Dovecot delays a refusal by 2 s, growing to 15 s
    second_look: float = 3.0  # the connection that only asks why the first one failed
    overall: float = 30.0
    delivery: float = 60.0  # from accepted by SMTP to found by IMAP
    poll: float = 0.5  # between two searches of the mailbox
    shared: float = 60.0  # how long a result is given to everybody who asks


# Bytes and lines. A line of SMTP has 512, of IMAP some thousands; a reply of either a few dozen lines.
LINE = 8 * 1024
LINES = 200
CONVERSATION = 256 * 1024
# A PROPFIND answer of a user with hundreds of calendars stays below this.
BODY = 256 * 1024
# Addresses tried of each family.
ADDRESSES = 4
REDIRECTS = 5
