"""The same question asked by many at once, or within a minute: one run, shared by all of them."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.ports import Clock

T = TypeVar("T")


@dataclass(slots=True)
class Flight(Generic[T]):
    """A run under way and how many wait for it."""

    task: asyncio.Task[T]
    askers: int = 0


class Shared(Generic[T]):
    """`life`: seconds that an answer stays good. A run that fails is not kept."""

    def __init__(self, life: float, clock: Clock) -> None:
        self._life = life
        self._clock = clock
        self._kept: dict[Hashable, tuple[float, T]] = {}
        self._flights: dict[Hashable, Flight[T]] = {}

    def fresh(self, key: Hashable) -> T | None:
        at, answer = self._kept.get(key, (float("-inf"), None))
        return answer if 0 <= self._clock() - at < self._life else None

    def holds(self, key: Hashable) -> bool:
        """Whether asking now begins no run: the answer is fresh, or under way."""
        return key in self._flights or self.fresh(key) is not None

    async def get(self, key: Hashable, run: Callable[[], Awaitable[T]]) -> T:
        """A fresh answer, the one under way, or a new run; the run ends early when nobody waits for it any more."""
        if (kept := self.fresh(key)) is not None:
            return kept
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = Flight(asyncio.create_task(self._make(key, run)))
        flight.askers += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.askers -= 1
            if not flight.askers:
                self._land(key, flight)

    def _land(self, key: Hashable, flight: Flight[T]) -> None:
        """Nobody waits: whoever asks from now on begins anew, even while a cancelled run is still cleaning up."""
        if self._flights.get(key) is flight:
            del self._flights[key]
        flight.task.cancel()  # no effect on a run that is over

    async def _make(self, key: Hashable, run: Callable[[], Awaitable[T]]) -> T:
        answer = await run()
        self._kept[key] = (self._clock(), answer)
        return answer

    async def close(self) -> None:
        """Ends what is running; whoever waits for it is cancelled."""
        tasks = [flight.task for flight in self._flights.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
