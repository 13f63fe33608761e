"""A decision becomes calls to make: threads, mentions and transaction ids. No I/O, nothing is sent here."""

from dataclasses import dataclass, replace
from hashlib import blake2b

from bot.core.document import Attachment, Document
from bot.core.events import Act, Incoming, Outgoing
from bot.core.rendering import to_html, to_text


def txn(event_id: str, purpose: str, revision: int = 0) -> str:
    """The same event, purpose and revision give the same id, so that a repeated call makes no second event.

    Matrix spec, client-server API, transaction identifiers: scope is the device; 32 letters stay far below any limit.
    """
    return blake2b(f"{event_id}\0{purpose}\0{revision}".encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a reply goes: a room, the thread it stands in, the message replied to, who is told."""

    room_id: str
    thread: str
    replies_to: str
    asker: str

    @classmethod
    def of(cls, event: Incoming) -> "Place":
        return cls(
            room_id=event.room_id,
            thread=event.thread or event.event_id,
            replies_to=event.event_id,
            asker=event.sender,
        )


def reply(place: Place, document: Document, *, key: str, cause: str) -> Outgoing:
    """A notice in the thread that mentions the asker. `key` is its transaction id, `cause` the event it answers."""
    out = Outgoing(
        txn=key,
        room_id=place.room_id,
        body=to_text(document),
        html=to_html(document),
        thread=place.thread,
        replies_to=place.replies_to,
        mentions=(place.asker,),
        cause=cause,
    )
    return with_file(out, document.attached) if document.attached else out


def with_file(out: Outgoing, attached: Attachment) -> Outgoing:
    caption = Document(attached.caption)
    return replace(
        out, file=attached.name, file_text=attached.text, caption=to_text(caption), caption_html=to_html(caption)
    )


def edit(original: Outgoing, document: Document, *, revision: int) -> Outgoing:
    """The same message with another text."""
    return Outgoing(
        txn=txn(original.txn, "edit", revision),
        room_id=original.room_id,
        act=Act.EDIT,
        body=to_text(document),
        html=to_html(document),
        mentions=(),  # those mentioned were told once
        target_txn=original.txn,
        cause=original.cause,
    )


def edit_of(room_id: str, message_txn: str, document: Document, *, revision: int, cause: str) -> Outgoing:
    """An edit of an own message of which only the transaction is known."""
    return edit(Outgoing(txn=message_txn, room_id=room_id, cause=cause), document, revision=revision)


def redaction(room_id: str, message_txn: str, *, reason: str, cause: str) -> Outgoing:
    """Takes back an own message."""
    return Outgoing(
        txn=txn(message_txn, "redact"),
        room_id=room_id,
        act=Act.REDACT,
        body=reason,
        target_txn=message_txn,
        cause=cause,
    )


def removal(event: Incoming) -> Outgoing:
    """Takes a person's message away, where the bot's level allows it; the homeserver refuses it elsewhere."""
    return Outgoing(
        txn=txn(event.event_id, "remove"),
        room_id=event.room_id,
        act=Act.REDACT,
        target=event.event_id,
        cause=event.event_id,
    )
