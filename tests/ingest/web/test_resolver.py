"""Look-ups are shared and remembered for a while, failures are not."""

import asyncio
import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from newswire.ingest.web.resolver import CachingResolver


class Slow(AbstractResolver):
    """Counts what it is asked; fails at first where told to."""

    def __init__(self, failures: int = 0) -> None:
        self.asked, self.failures = 0, failures

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        await asyncio.sleep(0)
        if self.asked <= self.failures:
            raise OSError("no such host")
        found = ("192.0.2.9", "192.0.2.10")
        return [ResolveResult(hostname=host, host=a, port=port, family=family, proto=0, flags=0) for a in found]

    async def close(self) -> None:
        pass


def test_a_name_is_looked_up_once_a_minute_whoever_asks() -> None:
    async def run() -> None:
        now, inner = [0.0], Slow()
        resolver = CachingResolver(inner, clock=lambda: now[0])
        found = await asyncio.gather(*(resolver.resolve("a.example", 80) for _ in range(5)))
        assert [len(addresses) for addresses in found] == [2] * 5
        assert await resolver.address("a.example", 80) == "192.0.2.10"
        assert inner.asked == 1
        now[0] = 61.0
        await resolver.resolve("a.example", 80)
        assert inner.asked == 2
        await resolver.close()

    asyncio.run(run())


def test_a_failure_is_not_remembered() -> None:
    async def run() -> None:
        resolver = CachingResolver(Slow(failures=2), clock=lambda: 0.0)
        with pytest.raises(OSError, match="no such host"):
            await resolver.resolve("a.example", 80)
        assert await resolver.address("a.example", 80) is None
        assert await resolver.address("a.example", 80) == "192.0.2.10"
        await resolver.close()

    asyncio.run(run())
