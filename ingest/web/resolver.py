"""Names to addresses, remembered for a minute: one look-up serves the manners and the connection."""

import asyncio
import socket
from collections.abc import Callable

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.helpers import is_ip_address

_MAX_KEPT = 10_000


class CachingResolver(AbstractResolver):
    """Asks `inner` (the system's resolver) once in `keep_s` seconds. To be made in a running event loop."""

    def __init__(
        self, inner: AbstractResolver | None = None, *, keep_s: float = 60.0, clock: Callable[[], float] | None = None
    ) -> None:
        self._inner = inner or aiohttp.ThreadedResolver()
        self._keep_s, self._clock = keep_s, clock or asyncio.get_running_loop().time
        self._kept: dict[tuple[str, int], tuple[float, asyncio.Task[list[ResolveResult]]]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises OSError. Whoever asks while a look-up is under way waits for that one."""
        key, now = (host, port), self._clock()
        until, task = self._kept.get(key, (0.0, None))
        if task is None or until <= now or (task.done() and (task.cancelled() or task.exception())):
            if len(self._kept) >= _MAX_KEPT:
                self._kept = {k: kept for k, kept in self._kept.items() if kept[0] > now}
            task = asyncio.get_running_loop().create_task(self._inner.resolve(host, port, family))
            task.add_done_callback(
                lambda done: done.cancelled() or done.exception()
            )  # be it that nobody waits any more
            self._kept[key] = (now + self._keep_s, task)
        return await asyncio.shield(task)

    async def address(self, host: str, port: int) -> str | None:
        """One of the addresses of a host, always the same of several; None where there is none to be had."""
        if is_ip_address(host):
            return host
        try:
            return min(found["host"] for found in await self.resolve(host, port))
        except (OSError, ValueError):
            return None

    async def close(self) -> None:
        """Lets go of the look-ups under way."""
        for _, task in self._kept.values():
            task.cancel()
        await asyncio.gather(*(task for _, task in self._kept.values()), return_exceptions=True)
        self._kept.clear()
        await self._inner.close()
