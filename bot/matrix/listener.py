"""A Matrix event as the project's own Incoming, or nothing when it is not for the bot to read.

Works on the event's source and tolerates anything in it: whoever is in the room can send any JSON.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from bot.core.events import Incoming, Kind

Source = Mapping[str, Any]

# A reply's fallback quotes its target in the first lines: `> <@user:server> …`. A quotation typed by hand stays.
FALLBACK = re.compile(r"\A> (?:\* )?<@[^>\n]*>[^\n]*\n(?:>[^\n]*\n)*\n?")
PILL = re.compile(r"""href=["']https://matrix\.to/#/(?:@|%40)([^"'?/]+)""", re.I)
ORGANISATION = re.compile(r"\s*\[[^\]]*\]\s*$")  # Tchap: `Prénom Nom [Org]`


@dataclass(frozen=True, slots=True)
class Ear:
    """Who listens: own user id and display name (empty when there is none)."""

    me: str
    name: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What people type to call the bot: display name without its organisation, local part, user id."""
        local = self.me[1:].partition(":")[0]
        shown = ORGANISATION.sub("", self.name).strip()
        return tuple(sorted({name for name in (self.me, local, shown) if len(name) > 2}, key=len, reverse=True))


def hear(source: Source, room_id: str, ear: Ear, *, direct: bool = False) -> Incoming | None:
    """The event as Incoming; None for what the bot does not listen to: itself, bots, notices, state, garbage."""
    sender, event_id = text(source, "sender"), text(source, "event_id")
    sent_at, content = source.get("origin_server_ts"), mapping(source, "content")
    if not sender or not event_id or not isinstance(sent_at, int) or "state_key" in source:
        return None
    if sender == ear.me or sender.startswith("@bot-") or "redacted_because" in mapping(source, "unsigned"):
        return None
    blank = Incoming(event_id=event_id, room_id=room_id, sender=sender, sent_at=sent_at, direct=direct)
    match source.get("type"):
        case "m.room.message":
            return words(content, blank, ear)
        case "m.reaction":
            return reaction(content, blank)
        case "m.room.redaction":
            target = text(content, "redacts") or text(source, "redacts")  # in `content` since room version 11
            return replace(blank, kind=Kind.REDACTION, target=target, body=text(content, "reason")) if target else None
        case _:
            return None


def words(content: Source, blank: Incoming, ear: Ear) -> Incoming | None:
    relation = mapping(content, "m.relates_to")
    if relation.get("rel_type") == "m.replace":
        return edit(content, relation, blank, ear)
    if content.get("msgtype") != "m.text" or not isinstance(content.get("body"), str):
        return None
    threaded = relation.get("rel_type") == "m.thread"
    replied = text(mapping(relation, "m.in_reply_to"), "event_id")
    body = FALLBACK.sub("", content["body"]) if replied else content["body"]
    body, mentions = addressees(body, content, ear)
    return replace(
        blank,
        body=body,
        mentions=mentions,
        thread=text(relation, "event_id") if threaded else "",
        replies_to="" if threaded and relation.get("is_falling_back") is True else replied,
    )


def edit(content: Source, relation: Source, blank: Incoming, ear: Ear) -> Incoming | None:
    """The new text. Whether its sender wrote the original is for the reader to compare: nothing here remembers."""
    new, target = mapping(content, "m.new_content"), text(relation, "event_id")
    if new.get("msgtype") != "m.text" or not isinstance(new.get("body"), str) or not target:
        return None
    body, mentions = addressees(new["body"], new, ear)
    return replace(blank, kind=Kind.EDIT, body=body, mentions=mentions, target=target)


def reaction(content: Source, blank: Incoming) -> Incoming | None:
    relation = mapping(content, "m.relates_to")
    key, target = text(relation, "key"), text(relation, "event_id")
    if relation.get("rel_type") != "m.annotation" or not key or not target:
        return None
    return replace(blank, kind=Kind.REACTION, body=key, target=target)


def addressees(body: str, content: Source, ear: Ear) -> tuple[str, tuple[str, ...]]:
    """The text without the bot's name in front, and the user ids it is for.

    Three ways, as clients differ: `m.mentions`, pills in the HTML, and the bot's name typed by hand.
    """
    named = mapping(content, "m.mentions").get("user_ids")
    mentions = [user for user in named if isinstance(user, str)] if isinstance(named, list) else []
    mentions += pills(text(content, "formatted_body"))
    mentions += [ear.me] if calls(body, ear) else []
    return (without_call(body, ear) if ear.me in mentions else body), tuple(dict.fromkeys(mentions))


def pills(html: str) -> list[str]:
    """User ids linked in the HTML, but not in the quotation of a reply (always in front)."""
    quoted, end, written = html.partition("</mx-reply>")
    return ["@" + unquote(user) for user in PILL.findall(written if end else quoted)]


def calls(body: str, ear: Ear) -> bool:
    """Whether the text calls the bot by name: in front (`Facteur : …`, `Facteur !`) or with an @ anywhere."""
    return any(
        re.match(rf"\s*{re.escape(name)}\s*(?:[:,!?]|\Z)", body, re.I)
        or re.search(rf"(?<!\w)@{re.escape(name.removeprefix('@'))}(?!\w)", body, re.I)
        for name in ear.names
    )


def without_call(body: str, ear: Ear) -> str:
    """The text after the bot's name in front; the text itself when there is nothing else. A `!` may begin a command."""
    for name in ear.names:
        front = re.match(rf"\s*@?{re.escape(name)}(?:\s*(?:[:,?—-]|!(?=\s))\s*|\s+)", body, re.I)
        if front and re.search(r"\w", body[front.end() :]):
            return body[front.end() :]
    return body


def mapping(source: Source, key: str) -> Source:
    value = source.get(key)
    return value if isinstance(value, Mapping) else {}


def text(source: Source, key: str) -> str:
    value = source.get(key)
    return value if isinstance(value, str) else ""
