"""How fast the bot calls: a token bucket of `BOT_RATE` calls a second, one for the whole account."""

import asyncio
import time


class Rate:
    """Holds one second's worth of calls, at least one; `pause` obeys a 429 for everybody."""

    def __init__(self, per_second: float) -> None:
        self.per_second = per_second
        self.capacity = max(1.0, per_second)
        self.tokens, self.at = self.capacity, time.monotonic()
        self.paused_until = 0.0
        self.waited = 0.0  # seconds of 429, since the start
        self.turn = asyncio.Lock()  # first come, first served

    def refill(self) -> float:
        """Seconds until a call may be made; 0 when now."""
        now = time.monotonic()
        self.tokens = min(self.capacity, self.tokens + (now - self.at) * self.per_second)
        self.at = now
        return max(self.paused_until - now, (1 - self.tokens) / self.per_second, 0.0)

    async def wait(self) -> None:
        async with self.turn:
            while (delay := self.refill()) > 0:  # noqa: ASYNC110 - again, as a 429 may have come
                await asyncio.sleep(delay)
            self.tokens -= 1

    def spare(self) -> bool:
        """Takes a call if one is free this moment: for what is nice to have, such as a typing notice."""
        if self.turn.locked() or self.refill() > 0:
            return False
        self.tokens -= 1
        return True

    def pause(self, seconds: float) -> None:
        now = time.monotonic()
        self.waited += max(now + seconds - max(self.paused_until, now), 0.0)
        self.paused_until = max(self.paused_until, now + seconds)
