"""A scripted web server on loopback, with and without TLS, that answers for any number of host names.

What it sends is decided by a function for each host, from the number of the request and the time of that host's own
simulated clock, and goes out byte for byte: also what no HTTP library would send. Every request is written down.
"""

import asyncio
import socket
import ssl
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from aiohttp.abc import AbstractResolver, ResolveResult

from behaviour.certificate import Certificate, make_certificate
from newswire.ingest.web.addresses import public_socket

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


class Clock:
    """The simulated time of one scenario; it moves when it is told to."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    @property
    def hours(self) -> float:
        """Since the beginning."""
        return (self.at - START) / timedelta(hours=1)


class Ask(NamedTuple):
    """One request."""

    url: str
    path: str  #: with its query
    headers: dict[bytes, bytes]  #: names in lower case
    n: int  #: 1 for the first request to this URL
    hours: float  #: since the scenario began
    answered: int = 0  #: the status that was sent

    def header(self, name: str) -> bytes | None:
        return self.headers.get(name.lower().encode())

    @property
    def conditional(self) -> bool:
        """Whether it carries a validator."""
        return b"if-none-match" in self.headers or b"if-modified-since" in self.headers


@dataclass(frozen=True)
class Reply:
    """What goes out. `raw` replaces head and body; a `stream` follows the head piece by piece, then the line is cut."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str | bytes] = field(default_factory=dict)
    raw: bytes | None = None
    stream: Callable[[], AsyncIterator[bytes]] | None = None

    def head(self) -> bytes:
        """The status line and the headers."""
        lines = [f"HTTP/1.1 {self.status} Scripted".encode()]
        named = {"Content-Type": "application/xml", **self.headers}
        if self.stream is None and "Content-Length" not in named and "Transfer-Encoding" not in named:
            named["Content-Length"] = str(len(self.body))
        for name, value in named.items():
            lines.append(name.encode() + b": " + (value if isinstance(value, bytes) else value.encode()))
        return b"\r\n".join(lines) + b"\r\n\r\n"


Answer = Callable[[Ask], Reply]


@dataclass
class Host:
    """One host name: how it answers, by whose clock, and what it was asked."""

    answer: Answer
    clock: Clock
    asked: list[Ask] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class Server:
    """The hosts that are played, and where the ports are."""

    def __init__(self, certificate: Certificate) -> None:
        self.certificate = certificate
        self.hosts: dict[str, Host] = {}
        self.port = self.tls_port = 0

    def play(self, name: str, host: Host) -> None:
        """Makes a host answer from now on."""
        self.hosts[name] = host

    async def serve(self, ready: threading.Event, over: asyncio.Event) -> None:
        """Answers until it is over."""
        plain = await asyncio.start_server(self._plain, "127.0.0.1", 0, limit=1 << 20)
        tls = await asyncio.start_server(self._tls, "127.0.0.1", 0, limit=1 << 20, ssl=self.certificate.server)
        self.port, self.tls_port = (made.sockets[0].getsockname()[1] for made in (plain, tls))
        async with plain, tls:
            ready.set()
            await over.wait()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

    async def _plain(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._connection("http", reader, writer)

    async def _tls(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._connection("https", reader, writer)

    async def _connection(self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            try:
                while await self._exchange(scheme, reader, writer):
                    pass
            finally:
                writer.transport.abort()

    async def _exchange(self, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its reply; whether the connection stays."""
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[:-2]
        method, path, _ = first.decode("latin-1").split(" ", 2)
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines)}
        name = headers.get(b"host", b"").decode("latin-1").partition(":")[0]
        host = self.hosts.get(name)
        if host is None:
            writer.write(Reply(b"nobody here", 421).head())
            return False
        reply = self._reply(host, Ask(f"{scheme}://{name}{path}", path, headers, 0, host.clock.hours))
        if method == "HEAD" and reply.raw is None:
            writer.write(reply.head())
            await writer.drain()
            return reply.stream is None
        writer.write(reply.raw if reply.raw is not None else reply.head() + reply.body)
        if reply.stream is not None:
            async for piece in reply.stream():
                writer.write(piece)
                await writer.drain()
        await writer.drain()
        return reply.raw is None and reply.stream is None

    def _reply(self, host: Host, ask: Ask) -> Reply:
        host.counts[ask.url] += 1
        ask = ask._replace(n=host.counts[ask.url])
        reply = host.answer(ask)
        host.asked.append(ask._replace(answered=reply.status))
        return reply

    def socket_to(self, info: tuple[Any, ...]) -> socket.socket:
        """A socket to this server, which stands for the whole internet here; anything else by the real guard."""
        if info[4][0] == "127.0.0.1" and info[4][1] in (self.port, self.tls_port):
            return socket.socket(family=info[0], type=info[1], proto=info[2])
        return public_socket(info)


class Names(AbstractResolver):
    """Finds every name at the server, port 443 at its port with TLS."""

    def __init__(self, server: Server) -> None:
        self.server = server

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        there = self.server.tls_port if port == 443 else self.server.port
        return [
            {"hostname": host, "host": "127.0.0.1", "port": there, "family": socket.AF_INET, "proto": 0}
            | {"flags": socket.AI_NUMERICHOST}  # type: ignore[typeddict-item]
        ]

    async def close(self) -> None:
        """Nothing is held."""


@contextmanager
def serving() -> Iterator[Server]:
    """The server in a thread of its own."""
    server, ready = Server(make_certificate()), threading.Event()
    stop: list[Callable[[], None]] = []

    async def run() -> None:
        over, loop = asyncio.Event(), asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(over.set) and None)
        await server.serve(ready, over)

    thread = threading.Thread(target=asyncio.run, args=(run(),), name="behaviour")
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        stop[0]()
        thread.join()


def trusting(certificate: Certificate) -> ssl.SSLContext:
    """Whom a client has to trust to believe this server."""
    return ssl.create_default_context(cadata=certificate.pem)
