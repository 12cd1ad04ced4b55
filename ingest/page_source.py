"""Pages of one batch: tried a few times each, and given up early where a host does not answer at all."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from newswire.ingest.web.response import Response, UnavailableError
from newswire.stream.errors import RejectedError

Get = Callable[[str, Mapping[str, str]], Awaitable[Response]]

_ACCEPT = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.5"}
#: pages of a host that end in silence, one after the other, before the rest of the batch is not tried
_ENOUGH = 3
#: a host that answers something, be it nonsense, is there
_SILENCE = frozenset({"timeout", "connect_failed", "dns_failed"})


class Tries(NamedTuple):
    """How often a page is tried, and for how long. Times in seconds."""

    attempts: int = 3
    backoff_s: float = 1.0  #: doubles from try to try
    max_backoff_s: float = 30.0
    batch_s: float = 150.0  #: after that no page of a batch is begun


class Unreached(NamedTuple):
    """A page that was not had."""

    reason: RejectedError
    connected: bool  #: False where no connection came about


class PageSource:
    """Gets the pages of one batch, of a host this many `at_once`."""

    def __init__(
        self,
        get: Get,
        tries: Tries,
        *,
        at_once: int,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self.get, self.tries, self.clock, self.sleep = get, tries, clock, sleep
        self._until = clock() + tries.batch_s
        self._turns: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(at_once))
        self._silent: dict[str, list[Unreached]] = defaultdict(list)

    async def page(self, url: str | None, headers: Mapping[str, str] | None = None) -> Response | Unreached:
        """The answer, of whatever status. Raises RejectedError for what will never be a page."""
        host = host_of(url)
        if not url or not host:
            raise RejectedError("not_http" if url else "no_url", f"the entry's URL is {(url or '')[:200]!r}")
        async with self._turns[host]:
            if len(self._silent[host]) >= _ENOUGH:
                first = self._silent[host][0]
                return Unreached(RejectedError("host_unavailable", first.reason.detail), first.connected)
            if self.clock() > self._until:
                return Unreached(RejectedError("host_slow", f"{host}: no turn in time for {url}"), True)
            try:
                answer = await self._tried(url, {**_ACCEPT, **(headers or {})})
            except UnavailableError as e:
                unreached = Unreached(RejectedError(e.reason, e.detail), e.connected)
                if e.reason in _SILENCE or e.reason == "too_many_requests":
                    self._silent[host].append(unreached)
                else:
                    self._silent.pop(host, None)
                return e.response or unreached
            except RejectedError:
                self._silent.pop(host, None)
                raise
            self._silent.pop(host, None)
            return answer

    async def _tried(self, url: str, headers: Mapping[str, str]) -> Response:
        attempt = 1
        while True:
            try:
                return await self.get(url, headers)
            except UnavailableError as e:
                wait_s = max(self.tries.backoff_s * 2 ** (attempt - 1), e.retry_after_s or 0.0)
                too_long = wait_s > self.tries.max_backoff_s or self.clock() + wait_s > self._until
                if too_long or attempt >= self.tries.attempts:
                    raise
                attempt += 1
                await self.sleep(wait_s)


def host_of(url: str | None) -> str:
    """The host of an http or https URL, empty for anything else."""
    try:
        parts = urlsplit((url or "").strip())
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
