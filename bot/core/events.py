"""What comes from a room and what goes back to it, without anything of a Matrix library."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    MESSAGE = "message"
    EDIT = "edit"
    REDACTION = "redaction"
    REACTION = "reaction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An event of a room served. Times in milliseconds since the epoch, as the homeserver gives them."""

    event_id: str
    room_id: str
    sender: str
    sent_at: int
    kind: Kind = Kind.MESSAGE
    body: str = ""  # reply fallback stripped; of an edit: the new text; of a reaction: its key
    target: str = ""  # the event edited, redacted or reacted to
    thread: str = ""  # root of the thread it stands in
    replies_to: str = ""  # a real reply, never the thread's fallback
    mentions: tuple[str, ...] = ()  # user ids
    direct: bool = False  # a room of two


class Act(StrEnum):
    SEND = "send"
    EDIT = "edit"
    REDACT = "redact"
    REACT = "react"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One call to make, stored before it is made. `txn` makes it idempotent (same device, same txn: one event)."""

    txn: str
    room_id: str
    act: Act = Act.SEND
    body: str = ""  # plain text; of a reaction: its key; of a redaction: the reason
    html: str = ""
    thread: str = ""  # root of the thread to answer in
    replies_to: str = ""
    mentions: tuple[str, ...] = ()
    target: str = ""  # event id to edit, redact or react to …
    target_txn: str = ""  # … or the txn of an own message whose event id is known once it is sent
    cause: str = ""  # the event that made the bot act
    text: bool = False  # m.text instead of m.notice (never used for answers)
    file: str = ""  # name of a file to send instead of `body`, which goes out where the file is refused
    file_text: str = ""
    caption: str = ""  # beside the file
    caption_html: str = ""
