"""GET over HTTP with bounds on everything: bytes, decoded bytes, time, redirects and where it may connect.

Used for pages and feeds alike. A page that can't be had raises: RejectedError where it would be the same next
time (`private_address`, `too_many_redirects`, `redirect_loop`, `too_large`, `bad_encoding`, `not_http`, `bad_url`,
`bad_response`, `tls_failed`), UnavailableError where it may pass. Any other status than 5xx and 429 is a Response.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from types import TracebackType

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from newswire.ingest.archive.archive import Archive
from newswire.ingest.web.failures import our_errors, telling_of_connections
from newswire.ingest.web.hosts import Hosts, RestingError
from newswire.ingest.web.options import Limits, Manners, Network
from newswire.ingest.web.request import headers_of, vetted
from newswire.ingest.web.resolver import CachingResolver
from newswire.ingest.web.response import Hop, Response, UnavailableError, retry_after_s
from newswire.ingest.web.wire import REDIRECTS, Taken
from newswire.stream.errors import RejectedError
from newswire.stream.progress import made

#: told the URL of each request before it is sent; raises where it must not be
May = Callable[[str], Awaitable[None]]
#: not for another origin's eyes
_PRIVATE_HEADERS = ("Authorization", "Cookie")
_LIMITS, _MANNERS, _NETWORK = Limits(), Manners(), Network()


def user_agent(contact: str = "") -> str:
    """An honest User-Agent; `contact` is a URL or e-mail address of whoever runs this."""
    return f"newswire/{version('newswire')} (news reader{f'; +{contact}' if contact else ''})"


class HttpClient:
    """A pool of connections with manners. To be used as an async context manager, in one event loop.

    `archive` keeps every answer; `now` is what dates in Retry-After are counted from, `clock` what distances and rests
    are measured by (None: the event loop's).
    """

    def __init__(
        self,
        limits: Limits = _LIMITS,
        manners: Manners = _MANNERS,
        network: Network = _NETWORK,
        *,
        user_agent: str = "newswire (news reader)",
        archive: Archive | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.limits, self.manners, self.network, self.user_agent = limits, manners, network, user_agent
        #: its owner's, who also makes it durable
        self.archive = archive
        self.now, self.clock = now, clock

    async def __aenter__(self) -> "HttpClient":
        clock = self.clock or asyncio.get_running_loop().time
        self._hosts = Hosts(self.manners.per_host_delay_s, self.manners.max_per_host, clock=clock)
        self._resolver = CachingResolver(self.network.resolver)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,  # the turns at each host are the limit
                use_dns_cache=False,
                resolver=self._resolver,
                socket_factory=None if self.network.allow_private else self.network.socket_factory,
                ssl=self.network.trust or True,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            # real sites send policies of 20 KB in one header
            max_line_size=16 << 10,
            max_field_size=64 << 10,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.limits.connect_s, sock_read=self.limits.read_s),
            trace_configs=[telling_of_connections()],
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()
        await self._resolver.close()

    def slow_down(self, host: str, delay_s: float) -> None:
        """Makes the distance between requests to a host at least this long."""
        self._hosts.slow_down(host, delay_s)

    async def get(
        self,
        url: str,
        headers: Mapping[str, str | bytes] | None = None,
        *,
        may: May | None = None,
        cut_at: int | None = None,
    ) -> Response:
        """The answer to a GET, redirects followed; of the body no more than `cut_at` bytes, where that is given.

        `may` is asked before each request to a host that is not ours, and raises where it must not be sent.
        `headers` are sent beside our own; a value of bytes goes out as it is, and is left out where it is not
        UTF-8 or holds control characters. Raises RejectedError or UnavailableError; ArchiveError where
        the answer can't be kept.
        """
        at, sent = vetted(url), headers_of(self.user_agent, headers or {})
        hops: list[Hop] = []
        seen = {at}
        left_s = self.limits.total_s
        while True:
            if may and at.raw_host not in self.manners.undelayed:
                await may(str(at))
            async with self._turn(at, hops):
                began = self._hosts.clock()
                response = await self._once(Taken(at, self.now(), cut_at), sent, left_s, tuple(hops))
                left_s -= self._hosts.clock() - began
            location = response.header("Location")
            if response.status not in REDIRECTS or not location:
                break
            hops.append(Hop(str(at), response.status))
            there = vetted(location, at)
            if there in seen:
                raise RejectedError("redirect_loop", f"{url} comes back to {there} after {len(hops)} redirects")
            if len(hops) > self.limits.max_redirects:
                raise RejectedError("too_many_redirects", f"{url} after {len(hops)} redirects at {there}")
            seen.add(there)
            if there.origin() != at.origin():
                for name in _PRIVATE_HEADERS:
                    sent.pop(name, None)
            at = there
        if response.status == 429 or response.status >= 500:
            raise UnavailableError(
                "too_many_requests" if response.status == 429 else "server_error",
                f"{response.url} answered {response.status}",
                retry_after_s=retry_after_s(response.header("Retry-After"), self.now()),
                response=response,
            )
        return response

    @asynccontextmanager
    async def _turn(self, at: URL, hops: Sequence[Hop]) -> AsyncIterator[None]:
        """A turn at the host. Raises UnavailableError where the host asked for a rest that is not over."""
        host = at.raw_host or ""
        ours = host in self.manners.undelayed
        address = None if ours else await self._resolver.address(host, at.port or 0)
        within = bool(hops) and URL(hops[-1].url).raw_host == host
        try:
            async with self._hosts.turn(host, address=address, delayed=not ours and not within):
                yield
        except RestingError as e:
            raise UnavailableError("too_many_requests", f"{host}: {e}", retry_after_s=e.rest_s) from e

    async def _once(self, taken: Taken, headers: CIMultiDict[str], left_s: float, hops: tuple[Hop, ...]) -> Response:
        """One request without redirects, within this many seconds, and its answer kept, be it whole or not."""
        try:
            response = await self._request(taken, headers, left_s, hops)
        except (RejectedError, UnavailableError) as e:
            if self.archive and (broken := taken.exchange(e.reason)):
                self.archive.exchange(broken)
            raise
        host = taken.url.raw_host or ""
        if host not in self.manners.undelayed:
            wish_s = retry_after_s(response.header("Retry-After"), self.now())
            self._hosts.answered(host, response.status, wish_s)
        whole = taken.exchange() if self.archive else None
        return response._replace(kept=self.archive.exchange(whole)) if self.archive and whole else response

    async def _request(self, taken: Taken, headers: CIMultiDict[str], left_s: float, hops: tuple[Hop, ...]) -> Response:
        url, connected = taken.url, list[bool]()
        made()  # a request is bounded in time
        with our_errors(url, connected):
            async with (
                asyncio.timeout(max(left_s, 0)),
                self._session.get(url, headers=headers, allow_redirects=False, trace_request_ctx=connected) as answer,
            ):
                body = await taken.read(answer, self.limits)
                return Response(str(url), answer.status, taken.headers, body, hops, taken.wire_bytes)
        raise AssertionError("every error is one of ours")
