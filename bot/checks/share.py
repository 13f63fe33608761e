"""The same question asked by many at once, or within a minute: one run, shared by all of them."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from bot.ports import Clock

T = TypeVar("T")


class Shared(Generic[T]):
    """`life`: seconds that an answer stays good. A run that fails is not kept."""

    def __init__(self, life: float, clock: Clock) -> None:
        self._life = life
        self._clock = clock
        self._kept: dict[Hashable, tuple[float, T]] = {}
        self._running: dict[Hashable, asyncio.Task[T]] = {}
        self._askers: dict[Hashable, int] = {}

    def fresh(self, key: Hashable) -> T | None:
        at, answer = self._kept.get(key, (float("-inf"), None))
        return answer if 0 <= self._clock() - at < self._life else None

    async def get(self, key: Hashable, run: Callable[[], Awaitable[T]]) -> T:
        """A fresh answer, the one under way, or a new run; the run ends early when nobody waits for it any more."""
        if (kept := self.fresh(key)) is not None:
            return kept
        if key not in self._running:
            self._running[key] = asyncio.create_task(self.make(key, run))
        task = self._running[key]
        self._askers[key] = self._askers.get(key, 0) + 1
        try:
            return await asyncio.shield(task)
        finally:
            self._askers[key] -= 1
            if not self._askers[key]:
                del self._askers[key]
                task.cancel()  # no effect on a run that is over

    async def make(self, key: Hashable, run: Callable[[], Awaitable[T]]) -> T:
        try:
            answer = await run()
            self._kept[key] = (self._clock(), answer)
            return answer
        finally:
            del self._running[key]

    async def close(self) -> None:
        """Ends what is running; whoever waits for it is cancelled."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
