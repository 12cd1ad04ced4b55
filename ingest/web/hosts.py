"""Politeness: few requests at once to a host, a distance between them, and the rest that it asked for.

Three token buckets, each slower to fill than the one before it: the host's own, one for its registered domain and
one for its address. The last two have room for bursts, as many publishers share the address of a delivery network.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from newswire.ingest.urls import registrable_domain
from newswire.ingest.web.buckets import Bucket
from newswire.ingest.web.scopes import Scopes

_SWEEP_AT = 1024  #: hosts kept before those that are idle are forgotten
#: of domain and address: requests for each that a host of theirs may have, and how many at once after a rest
_DOMAIN_SHARE, _DOMAIN_BURST = 4, 16
_ADDRESS_SHARE, _ADDRESS_BURST = 20, 60


class RestingError(Exception):
    """The host, or its domain, asked to be left alone for this many seconds more."""

    def __init__(self, rest_s: float) -> None:
        super().__init__(f"left alone for {rest_s:.0f} s more, as asked for")
        self.rest_s = rest_s


@dataclass
class _Place:
    semaphore: asyncio.Semaphore
    bucket: Bucket
    domain: str
    users: int = 0


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
        self._shared: dict[str, Bucket] = {}  #: of domains and addresses
        self._scopes = Scopes()

    @asynccontextmanager
    async def turn(self, host: str, *, address: str | None = None, delayed: bool = True) -> AsyncIterator[None]:
        """A turn at a host. `delayed=False` does not wait for the delay: a redirect within the host.

        Raises RestingError where the host asked to be left alone, before or while the turn was waited for.
        """
        place = self._place(host)
        place.users += 1
        try:
            async with place.semaphore:
                self._rested(host, place)
                await self._delay(place, address, delayed)
                self._rested(host, place)
                yield
        finally:
            place.users -= 1

    def answered(self, host: str, status: int, retry_after_s: float | None) -> None:
        """Learns from an answer of the host."""
        self._scopes.answered(host, self._place(host).domain, status, retry_after_s, self.clock())

    def slow_down(self, host: str, delay_s: float) -> None:
        """Makes the distance between requests to a host at least this long."""
        bucket = self._place(host).bucket
        bucket.every_s = max(bucket.every_s, delay_s)

    def _place(self, host: str) -> _Place:
        found = self._places.get(host)
        if found:
            return found
        if len(self._places) >= _SWEEP_AT:
            now = self.clock()
            self._places = {h: p for h, p in self._places.items() if p.users or not p.bucket.is_full(now)}
            self._shared = {name: bucket for name, bucket in self._shared.items() if not bucket.is_full(now)}
        domain = registrable_domain(f"http://{host}/") or host
        place = _Place(asyncio.Semaphore(self.at_once), Bucket(self.delay_s), domain)
        return self._places.setdefault(host, place)

    def _rested(self, host: str, place: _Place) -> None:
        rest_s = self._scopes.rest_s(host, place.domain, self.clock())
        if rest_s > 0:
            raise RestingError(rest_s)

    async def _delay(self, place: _Place, address: str | None, delayed: bool) -> None:
        if delayed:
            await self._wait(place.bucket)
        else:
            place.bucket.take(self.clock())
        # only now, when the host itself is ready: who waits for one host must not hold up its neighbours
        if self.delay_s:
            shared = [self._bucket(f"domain {place.domain}", self.delay_s / _DOMAIN_SHARE, _DOMAIN_BURST)]
            if address:
                shared.append(self._bucket(f"address {address}", self.delay_s / _ADDRESS_SHARE, _ADDRESS_BURST))
            await self._wait(*shared)

    async def _wait(self, *buckets: Bucket) -> None:
        now = self.clock()
        begins = [bucket.ready_at(now) for bucket in buckets]
        for bucket, begin in zip(buckets, begins, strict=True):
            bucket.take(begin)
        if max(begins) > now:
            await self.sleep(max(begins) - now)

    def _bucket(self, name: str, every_s: float, burst: int) -> Bucket:
        return self._shared.setdefault(name, Bucket(every_s, burst))
