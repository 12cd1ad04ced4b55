"""A listener that is open to the internet, so that everything is bounded.

Whoever connects has so long to ask, gets one answer, and is gone. Where all places are taken, who has held one longest
without asking anything makes room; a hub asks at once, and is never that one.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

from aiohttp import web

NO_SNIFF = ("X-Content-Type-Options", "nosniff")
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nX-Content-Type-Options: nosniff\r\n"
    b"Retry-After: 60\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
)


class Bounds(NamedTuple):
    """What a caller may take."""

    connections: int = 100
    header_s: float = 10.0  #: from connecting to the end of the headers
    total_s: float = 30.0  #: from then to the end of the answer


BOUNDS = Bounds()


@asynccontextmanager
async def listening(
    app: web.Application, host: str, port: int, bounds: Bounds = BOUNDS
) -> AsyncIterator[tuple[str, int]]:
    """Serves an application within bounds; gives the address. Raises OSError where it can't be had."""
    loop = asyncio.get_running_loop()
    held: dict[asyncio.Transport, _Connection] = {}
    app[_HELD] = held
    runner = web.AppRunner(app)
    await runner.setup()

    def accept() -> asyncio.Protocol:
        assert runner.server
        return _Connection(_Answers(runner.server, loop=loop), held, bounds)

    try:
        server = await loop.create_server(accept, host, port)
        try:
            yield server.sockets[0].getsockname()[:2]
        finally:
            server.close()
    finally:
        for connection in list(held.values()):
            connection.drop()
        await runner.cleanup()


class _Answers(web.RequestHandler):
    """Answers to what is not HTTP get the header as well; no middleware sees these."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        response = super().handle_error(request, status, exc, message)
        response.headers.add(*NO_SNIFF)
        return response

    def log_exception(self, *words: object, **more: object) -> None:
        """What strangers send is not an error of ours."""


class _Connection(asyncio.Protocol):
    """Stands before aiohttp's own protocol, which knows no time-out while a request comes in."""

    def __init__(self, inner: web.RequestHandler, held: "dict[asyncio.Transport, _Connection]", bounds: Bounds) -> None:
        self._inner, self._held, self._bounds = inner, held, bounds
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.asked = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        if len(self._held) >= self._bounds.connections:
            idle = next((one for one in self._held.values() if not one.asked), None)
            if idle is None:
                transport.write(_FULL)
                transport.close()
                return
            idle.drop()
        self._transport = transport
        self._held[transport] = self
        self._drop_in(self._bounds.header_s)
        self._inner.connection_made(transport)

    def begun(self) -> None:
        """All headers are there."""
        self.asked = True
        self._drop_in(self._bounds.total_s)

    def drop(self) -> None:
        """Ends the connection, whatever is under way."""
        if self._transport:
            self._held.pop(self._transport, None)
            self._transport.abort()

    def _drop_in(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self.drop)

    def data_received(self, data: bytes) -> None:
        if self._transport:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        if self._transport:
            self._inner.eof_received()
        return None

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._timer:
            self._timer.cancel()
        if self._transport:
            self._held.pop(self._transport, None)
            self._inner.connection_lost(exc)
            self._transport = None

    def pause_writing(self) -> None:
        if self._transport:
            self._inner.pause_writing()

    def resume_writing(self) -> None:
        if self._transport:
            self._inner.resume_writing()


_HELD: web.AppKey[dict[asyncio.Transport, _Connection]] = web.AppKey("held", dict)


@web.middleware
async def answered(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Each answer says that it is what its type says, and is the last one of its connection."""
    held = request.app.get(_HELD, {})
    connection = held.get(request.transport) if request.transport else None
    if connection:
        connection.begun()
    try:
        response = await handler(request)
    except web.HTTPException as e:
        e.headers.add(*NO_SNIFF)
        e.force_close()
        raise
    response.headers.add(*NO_SNIFF)
    response.force_close()
    return response
