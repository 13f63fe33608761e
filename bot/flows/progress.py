"""A reply that grows: posted when the work takes long, then edited, and finished by whoever settles the event."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.document import Document
from bot.core.events import Act, Incoming, Outgoing
from bot.core.rendering import to_html, to_text
from bot.flows import replies
from bot.ports import Journal


@dataclass(slots=True, kw_only=True)
class Progress:
    """One reply to one event. `departures` is called when there is something to send."""

    event: Incoming
    journal: Journal
    departures: Callable[[], None]
    shown: int = 0

    @property
    def txn(self) -> str:
        return replies.txn(self.event.event_id, "reply")

    async def show(self, document: Document) -> None:
        """The work is not done yet, but this much is known."""
        out = self.first(document) if not self.shown else self.edit(document, f"progress {self.shown}")
        self.shown += 1
        await self.journal.enqueue([out])
        self.departures()

    def finish(self, document: Document) -> list[Outgoing]:
        """What to settle the event with. The txn differs from every step's: a run repeated after a crash ends well."""
        if not document:
            return []
        return [self.edit(document, "done")] if self.shown else [self.first(document)]

    def first(self, document: Document) -> Outgoing:
        return replies.reply(replies.Place.of(self.event), document, key=self.txn, cause=self.event.event_id)

    def edit(self, document: Document, purpose: str) -> Outgoing:
        return Outgoing(
            txn=replies.txn(self.txn, purpose),
            room_id=self.event.room_id,
            act=Act.EDIT,
            body=to_text(document),
            html=to_html(document),
            target_txn=self.txn,
            cause=self.event.event_id,
        )
