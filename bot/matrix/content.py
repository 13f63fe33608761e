"""An Outgoing as the content of a Matrix event. Pure: the ids it refers to are already known."""

import json
from typing import Any

from bot.core.events import Act, Outgoing

# Synapse refuses events over 65,536 bytes (413). Encryption makes a third more of it, and the envelope some more.
MOST_BYTES = 44_000
HTML = "org.matrix.custom.html"

Content = dict[str, Any]


def of(out: Outgoing, target: str = "") -> tuple[str, Content]:
    """Event type and content; `target` is the event edited or reacted to. Redactions have no content."""
    match out.act:
        case Act.REACT:
            relation = {"rel_type": "m.annotation", "event_id": target, "key": out.body}
            return "m.reaction", {"m.relates_to": relation}
        case Act.EDIT:
            return "m.room.message", fitting(out, lambda body, html: edit(out, body, html, target))
        case _:
            return "m.room.message", fitting(out, lambda body, html: send(out, body, html))


def file(out: Outgoing, where: Content) -> tuple[str, Content]:
    """Event type and content of an uploaded file. With a `filename` the body is a caption (spec v1.10)."""
    content = words(out, out.caption or out.file, out.caption_html) | where
    content |= {"msgtype": "m.file", "filename": out.file}
    content["info"] = {"mimetype": "text/plain", "size": len(out.file_text.encode())}
    relation = relates_to(out)
    return "m.room.message", content | ({"m.relates_to": relation} if relation else {})


def send(out: Outgoing, body: str, html: str) -> Content:
    relation = relates_to(out)
    return words(out, body, html) | ({"m.relates_to": relation} if relation else {})


def edit(out: Outgoing, body: str, html: str, target: str) -> Content:
    """The new text twice: for clients that know edits, and after `* ` for those that do not. Pings nobody anew."""
    shown = words(out, f"* {body}", f"* {html}" if html else "") | {"m.mentions": {}}
    return shown | {
        "m.new_content": words(out, body, html),
        "m.relates_to": {"rel_type": "m.replace", "event_id": target},
    }


def words(out: Outgoing, body: str, html: str) -> Content:
    content: Content = {"msgtype": "m.text" if out.text else "m.notice", "body": body}
    if html:
        content |= {"format": HTML, "formatted_body": html}
    # Always there, or the legacy rules may ping whoever's name stands in the text.
    return content | {"m.mentions": {"user_ids": list(out.mentions)} if out.mentions else {}}


def relates_to(out: Outgoing) -> Content:
    """In a thread `is_falling_back` is false for a real reply; without one, old clients are shown the root."""
    if not out.thread:
        return {"m.in_reply_to": {"event_id": out.replies_to}} if out.replies_to else {}
    return {
        "rel_type": "m.thread",
        "event_id": out.thread,
        "is_falling_back": not out.replies_to,
        "m.in_reply_to": {"event_id": out.replies_to or out.thread},
    }


def fitting(out: Outgoing, build: Any) -> Content:
    """Under the limit: first without the HTML, then with the text cut short."""
    content: Content = build(out.body, out.html)
    if size(content) <= MOST_BYTES:
        return content
    body = out.body
    content = build(body, "")
    while (over := size(content) / MOST_BYTES) > 1:
        body = body[: int(len(body) / over * 0.95)]
        content = build(f"{body}…", "")
    return content


def size(content: Content) -> int:
    return len(json.dumps(content, ensure_ascii=False).encode(errors="replace"))
