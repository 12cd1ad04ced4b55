"""GET over HTTP with bounds on everything: bytes, decoded bytes, time, redirects and where it may connect.

Used for pages and feeds alike. A page that can't be had raises: RejectedError where it would be the same next
time (`private_address`, `too_many_redirects`, `redirect_loop`, `too_large`, `bad_encoding`, `not_http`, `bad_url`,
`bad_response`, `tls_failed`), UnavailableError where it may pass. Any other status than 5xx and 429 is a Response.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import SimpleNamespace, TracebackType
from typing import Any, NamedTuple

import aiohttp
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from ingest.evidence.archive import Archive
from ingest.evidence.exchange import Place
from ingest.web.addresses import RefusedAddressError, public_socket
from ingest.web.hosts import Hosts, RestingError
from ingest.web.request import headers_of, vetted
from ingest.web.resolver import CachingResolver
from ingest.web.wire import REDIRECTS, Limits, Taken
from stream.errors import RejectedError, RetryableError

#: told the URL of each request before it is sent; raises where it must not be
May = Callable[[str], Awaitable[None]]
#: not for another origin's eyes
_PRIVATE_HEADERS = ("Authorization", "Cookie")


class Hop(NamedTuple):
    """A redirect that was followed."""

    url: str
    status: int


class Response(NamedTuple):
    """An answer, its body decoded from any Content-Encoding."""

    url: str  #: the last one, after redirects
    status: int
    headers: CIMultiDictProxy[str]  #: bytes that are no UTF-8 stand as surrogate escapes
    body: bytes
    hops: tuple[Hop, ...] = ()  #: in the order in which they were followed
    wire_bytes: int = 0  #: of the body as it was sent
    kept: Place | None = None  #: in the archive, where there is one

    def header(self, name: str) -> str | None:
        """The first value of a header, None where it is absent; the case of the name does not matter."""
        return self.headers.get(name)


class UnavailableError(RetryableError):
    """The page can't be had now. Its reason is one snake_case word that can be counted."""

    def __init__(
        self,
        reason: str,
        detail: str,
        *,
        connected: bool = True,
        retry_after_s: float | None = None,
        response: Response | None = None,
    ) -> None:
        super().__init__(f"{reason}: {detail}")
        #: timeout, connect_failed, dns_failed, connection_lost, server_error, too_many_requests
        self.reason = reason
        self.detail = detail
        #: False where not even a connection came about, which may be the fault of our own network
        self.connected = connected
        #: seconds to wait as the server asks for, None where it does not
        self.retry_after_s = retry_after_s
        #: of a 5xx or 429
        self.response = response


def user_agent(contact: str = "") -> str:
    """An honest User-Agent; `contact` is a URL or e-mail address of whoever runs this."""
    return f"newswire/{version('newswire')} (news reader{f'; +{contact}' if contact else ''})"


class HttpClient:
    """A pool of connections with manners. To be used as an async context manager, in one event loop.

    `socket_factory` makes the socket for an address, or refuses it; `trust` says whose certificates count
    (None: the system's authorities); `now` is what dates in Retry-After are counted from,
    `clock` what distances and rests are measured by (None: the event loop's).
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        user_agent: str = "newswire (news reader)",
        max_wire_bytes: int = Limits.max_wire_bytes,
        max_bytes: int = Limits.max_bytes,
        total_s: float = Limits.total_s,
        connect_s: float = Limits.connect_s,
        read_s: float = Limits.read_s,
        max_redirects: int = Limits.max_redirects,
        per_host_delay_s: float = 0.0,
        max_per_host: int = 2,
        undelayed: Collection[str] = (),
        resolver: aiohttp.abc.AbstractResolver | None = None,
        socket_factory: Callable[[tuple[Any, ...]], socket.socket] = public_socket,
        trust: ssl.SSLContext | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        archive: Archive | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.allow_private, self.user_agent, self.resolver = allow_private, user_agent, resolver
        self.socket_factory, self.trust, self.now, self.clock = socket_factory, trust, now, clock
        #: its owner's, who also makes it durable
        self.archive = archive
        self.limits = Limits(max_wire_bytes, max_bytes, total_s, connect_s, read_s, max_redirects)
        self._per_host_delay_s, self._max_per_host = per_host_delay_s, max_per_host
        #: hosts of our own, which need no manners
        self._undelayed = frozenset(undelayed)

    async def __aenter__(self) -> "HttpClient":
        clock = self.clock or asyncio.get_running_loop().time
        self._hosts = Hosts(self._per_host_delay_s, self._max_per_host, clock=clock)
        self._resolver = CachingResolver(self.resolver)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,  # the turns at each host are the limit
                use_dns_cache=False,
                resolver=self._resolver,
                socket_factory=None if self.allow_private else self.socket_factory,
                ssl=self.trust or True,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            # real sites send policies of 20 KB in one header
            max_line_size=16 << 10,
            max_field_size=64 << 10,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.limits.connect_s, sock_read=self.limits.read_s),
            trace_configs=[_telling_of_connections()],
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()
        await self._resolver.close()

    def slow_down(self, host: str, delay_s: float) -> None:
        """Makes the distance between requests to a host at least so long."""
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
        `headers` are sent beside our own; a value of bytes goes out as it is, and is left out where it is no
        UTF-8 or holds control characters. Raises RejectedError or UnavailableError; ArchiveError where
        the answer can't be kept.
        """
        at, sent = vetted(url), headers_of(self.user_agent, headers or {})
        hops: list[Hop] = []
        seen = {at}
        left_s = self.limits.total_s
        while True:
            if may and at.raw_host not in self._undelayed:
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
        ours = host in self._undelayed
        address = None if ours else await self._resolver.address(host, at.port or 0)
        within = bool(hops) and URL(hops[-1].url).raw_host == host
        try:
            async with self._hosts.turn(host, address=address, delayed=not ours and not within):
                yield
        except RestingError as e:
            raise UnavailableError("too_many_requests", f"{host}: {e}", retry_after_s=e.rest_s) from e

    async def _once(self, taken: Taken, headers: CIMultiDict[str], left_s: float, hops: tuple[Hop, ...]) -> Response:
        """One request without redirects, within so many seconds, and its answer kept, be it whole or not."""
        try:
            response = await self._request(taken, headers, left_s, hops)
        except (RejectedError, UnavailableError) as e:
            if self.archive and (broken := taken.exchange(e.reason)):
                self.archive.exchange(broken)
            raise
        host = taken.url.raw_host or ""
        if host not in self._undelayed:
            wish_s = retry_after_s(response.header("Retry-After"), self.now())
            self._hosts.answered(host, response.status, wish_s)
        whole = taken.exchange() if self.archive else None
        return response._replace(kept=self.archive.exchange(whole)) if self.archive and whole else response

    async def _request(self, taken: Taken, headers: CIMultiDict[str], left_s: float, hops: tuple[Hop, ...]) -> Response:
        """Every error as one of ours."""
        url, connected = taken.url, list[bool]()
        try:
            async with (
                asyncio.timeout(max(left_s, 0)),
                self._session.get(url, headers=headers, allow_redirects=False, trace_request_ctx=connected) as answer,
            ):
                body = await taken.read(answer, self.limits)
                return Response(str(url), answer.status, answer.headers, body, hops, taken.wire_bytes)
        except aiohttp.ClientConnectorDNSError as e:
            raise UnavailableError("dns_failed", f"{url.raw_host}: {e.os_error}", connected=False) from e
        except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError) as e:
            raise RejectedError("tls_failed", f"{url.raw_host}: {e}") from e
        except aiohttp.ClientConnectorError as e:
            if isinstance(e.os_error, RefusedAddressError):
                raise RejectedError("private_address", f"{url} leads to {e.os_error.address}") from e
            raise UnavailableError("connect_failed", f"{url.raw_host}: {e.os_error}", connected=False) from e
        except aiohttp.ConnectionTimeoutError as e:
            raise UnavailableError("timeout", f"{url.raw_host}: no connection", connected=False) from e
        except TimeoutError as e:
            detail = f"{url}: no answer, or not all of it, in time"
            raise UnavailableError("timeout", detail, connected=bool(connected)) from e
        except (aiohttp.InvalidURL, UnicodeError) as e:
            raise RejectedError("bad_url", f"{url}: {e}") from e
        except aiohttp.ClientResponseError as e:
            raise RejectedError("bad_response", f"{url}: {e.message[:200]}") from e
        except (aiohttp.ClientError, OSError) as e:
            raise UnavailableError("connection_lost", f"{url}: {type(e).__name__}: {e}") from e


def _telling_of_connections() -> aiohttp.TraceConfig:
    """Makes the list that comes with a request a true one as soon as there is a connection."""

    async def tell(_session: aiohttp.ClientSession, context: SimpleNamespace, _params: object) -> None:
        context.trace_request_ctx.append(True)

    config = aiohttp.TraceConfig()
    config.on_request_headers_sent.append(tell)
    return config


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or as a date; None where it says neither.

    >>> retry_after_s("120", datetime.now(UTC))
    120.0
    """
    if value is None:
        return None
    if value.strip().isdecimal() and value.isascii():
        return float(value[:12])
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError):
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())
