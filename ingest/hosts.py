"""Politeness: few requests to a host at once, and a delay between them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

_SWEEP_AT = 1024  #: hosts kept before those that are idle are forgotten


@dataclass
class _Place:
    semaphore: asyncio.Semaphore
    users: int = 0
    next_at: float = 0.0


class Hosts:
    """Gives out turns at hosts: at most `at_once` at a time, begun at least `delay_s` apart."""

    def __init__(
        self,
        delay_s: float,
        at_once: int,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.delay_s, self.at_once, self.clock, self.sleep = delay_s, at_once, clock, sleep
        self._places: dict[str, _Place] = {}

    @asynccontextmanager
    async def turn(self, host: str, *, delayed: bool = True) -> AsyncIterator[None]:
        """A turn at a host. `delayed=False` does not wait for the delay: a redirect within the host."""
        if len(self._places) >= _SWEEP_AT:
            now = self.clock()
            self._places = {h: p for h, p in self._places.items() if p.users or p.next_at > now}
        place = self._places.setdefault(host, _Place(asyncio.Semaphore(self.at_once)))
        place.users += 1
        try:
            async with place.semaphore:
                await self._delay(place, delayed)
                yield
        finally:
            place.users -= 1

    async def _delay(self, place: _Place, delayed: bool) -> None:
        now = self.clock()
        begin = max(now, place.next_at) if delayed else now
        place.next_at = max(place.next_at, begin + self.delay_s)
        if begin > now:
            await self.sleep(begin - now)
