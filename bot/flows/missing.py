"""What the bot failed at: questions without an answer, answers voted down, questions that a person answered after it.

Only rooms served: what was asked in a conversation of two stays there.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.grouping import groups
from bot.core.model import Match, Message, Outcome
from bot.core.text import clean, normalise
from bot.flows.knowing import Knowing
from bot.flows.rights import Rights
from bot.ports import Audit, Clock, Exchange, Past

# Deciding takes milliseconds and likeness is square: the newest of them are enough to see what people ask.
MOST = 400
LONGEST = 300  # of a wording: what is longer tells a story, not a question


class Why(StrEnum):
    NOTHING = "nothing"  # the bot knew no answer
    DOWN = "down"  # its answer got a 👎
    PERSON = "person"  # somebody else wrote in the thread after its answer


@dataclass(frozen=True, slots=True)
class Missed:
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class Group:
    """Questions alike: their distinct wordings, how many of each kind, the entry that comes nearest if any does."""

    wordings: tuple[str, ...]
    counts: Mapping[Why, int]
    near: Match | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """`keep_ms`: how long questions are kept."""

    knowing: Knowing
    past: Past
    audit: Audit
    rights: Rights
    clock: Clock
    keep_ms: int

    async def groups(self) -> list[Group]:
        """By likeness, the most frequent first."""
        missed = await self.missed()
        texts = [one.text for one in missed]
        found = await asyncio.to_thread(groups, texts, self.knowing.knowledge)
        return [self.group([missed[at] for at in members]) for members in found]

    def group(self, missed: Sequence[Missed]) -> Group:
        counts = {why: sum(one.why is why for one in missed) for why in Why}
        near = next(iter(self.knowing.mind.search(missed[0].text, 1)), None)
        return Group(distinct(one.text for one in missed), counts, near)

    async def wordings(self, asked: str) -> tuple[str, ...]:
        """How others have asked the same without getting an answer."""
        texts = [asked, *(one.text for one in await self.missed() if one.why is Why.NOTHING)]
        found = await asyncio.to_thread(groups, texts, self.knowing.knowledge)
        alike = next(members for members in found if 0 in members)
        return distinct([asked, *(texts[at] for at in alike if at)])[1:]

    async def missed(self) -> list[Missed]:
        since = int(self.clock() * 1000) - self.keep_ms
        exchanges = await self.past.exchanges(since)
        judged = self.judge(await self.past.votes(since), by_people(exchanges), await self.changed())
        asked = (one for one in exchanges if one.text and self.rights.served(one.room_id))
        missed = [Missed(text, why) for one in asked if (why := judged(one)) and (text := wording(one.text))]
        left: list[Missed] = []
        for at, one in enumerate(reversed(missed[-MOST:])):
            if one.why is not Why.NOTHING or not self.answers(one.text):
                left.append(one)
            if at % 20 == 0:
                await asyncio.sleep(0)  # the rooms are served meanwhile
        return left

    def judge(
        self, votes: Iterable[tuple[str, str]], helped: set[str], changed: Mapping[str, int]
    ) -> Callable[[Exchange], Why | None]:
        down = {question for question, key in votes if key == "down"}

        def why(one: Exchange) -> Why | None:
            if one.outcome in (Outcome.HANDOVER, Outcome.SILENT):
                return Why.NOTHING
            since_then = any(changed.get(entry, 0) > one.at for entry in one.entries)  # a moderator has seen to it
            if one.outcome in (Outcome.COMMAND, Outcome.SECRET, Outcome.HELP) or since_then:
                return None
            return Why.DOWN if one.question in down else Why.PERSON if one.question in helped else None

        return why

    async def changed(self) -> Mapping[str, int]:
        """Entry -> when it was last changed from the room (ms)."""
        newest: dict[str, int] = {}
        for change in await self.audit.history(limit=500):
            newest.setdefault(change.entry, change.at)
        return newest

    def answers(self, text: str) -> bool:
        """Whether it would be answered by now."""
        return self.knowing.mind.decide(Message(text=text, addressed=True)).outcome is Outcome.ANSWER


def wording(text: str) -> str:
    """A question on one line, without addresses and names of accounts; empty when it is none that could be learnt."""
    line = " ".join(clean(text).split())
    return line if len(line) <= LONGEST else ""


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(normalise(text), text)
    return tuple(found.values())


def by_people(exchanges: Sequence[Exchange]) -> set[str]:
    """Questions that the bot answered and after which somebody else said something in the thread that was no question
    to it."""
    threads: dict[tuple[str, str], list[Exchange]] = defaultdict(list)
    for one in exchanges:
        threads[one.room_id, one.thread].append(one)
    return {
        one.question
        for thread in threads.values()
        for at, one in enumerate(thread)
        if one.reply and any(spoke_up(later, one) for later in thread[at + 1 :])
    }


def spoke_up(later: Exchange, asked: Exchange) -> bool:
    return later.outcome is Outcome.SILENT and not later.text and later.asker != asked.asker
