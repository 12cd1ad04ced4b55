"""A web server on loopback that behaves as badly as the path asks for, and counts what it was asked."""

import asyncio
import gzip
import threading
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache

import brotli
import zstandard
from aiohttp import web

WHO = ("its chair", "a pilot", "the owner of two tugs", "a spokesman for the port", "the town's mayor")
PARAGRAPHS = "".join(
    f"<p>The harbour board voted on Tuesday to deepen the northern channel, {who} said. Dredging begins in May and is "
    f"to end before the autumn storms, {who} told reporters after the meeting in the old customs house.</p>"
    for who in WHO
)
HEAD = "<head><title>Harbour to be deepened</title></head>"
PAGE = f"<html lang=en>{HEAD}<body><article>{PARAGRAPHS}</article></body></html>"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class HostileServer:
    """What a test sees of the server: where it is, and what came in."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.hits: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}  #: path -> of its last request
        self.pages: dict[str, bytes] = {}  #: path -> HTML that a test adds
        self.answers: dict[str, tuple[int, dict[str, str]]] = {}  #: path -> status and headers, without a body
        self.at_once = self.most_at_once = 0
        self.times: list[float] = []  #: of the loop's clock, when each request came


@asynccontextmanager
async def hostile_server() -> AsyncIterator[HostileServer]:
    """Runs the server in the loop of the caller."""
    server = HostileServer(0)

    async def answer(request: web.Request) -> web.StreamResponse:
        server.hits[request.path] += 1
        server.headers[request.path] = dict(request.headers)
        server.times.append(asyncio.get_running_loop().time())
        server.at_once += 1
        server.most_at_once = max(server.most_at_once, server.at_once)
        try:
            if request.path in server.answers:
                code, headers = server.answers[request.path]
                return web.Response(status=code, headers=headers)
            if request.path in server.pages:
                return web.Response(body=server.pages[request.path], content_type="text/html", charset="utf-8")
            return await BEHAVIOURS[request.match_info["how"]](request)
        finally:
            server.at_once -= 1

    app = web.Application()
    app[_FLAKY] = Counter()
    app.router.add_get("/{how}", answer)
    app.router.add_get("/{how}/{rest:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.port = runner.addresses[0][1]
        server.url = f"http://127.0.0.1:{server.port}"
        yield server
    finally:
        await runner.cleanup()


@contextmanager
def serving() -> Iterator[HostileServer]:
    """The hostile server in a thread, for a handler that has a loop of its own."""
    ready: list[HostileServer] = []
    started, over = threading.Event(), threading.Event()

    async def run() -> None:
        async with hostile_server() as server:
            ready.append(server)
            started.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    started.wait()
    try:
        yield ready[0]
    finally:
        over.set()
        thread.join()


async def page(request: web.Request) -> web.Response:
    return web.Response(text=PAGE, content_type="text/html")


async def status(request: web.Request) -> web.Response:
    """/status/404; /status/503?after=7 with Retry-After."""
    after = {"Retry-After": request.query["after"]} if "after" in request.query else None
    return web.Response(status=int(request.match_info["rest"]), text="no", headers=after)


async def not_modified(request: web.Request) -> web.Response:
    if request.headers.get("If-None-Match") == 'W/"é1"':
        return web.Response(status=304)
    return web.Response(text=PAGE, content_type="text/html", headers={"ETag": 'W/"é1"'})


async def to(request: web.Request) -> web.Response:
    """/to?url=... redirects there."""
    return web.Response(status=int(request.query.get("status", 302)), headers={"Location": request.query["url"]})


async def loop(request: web.Request) -> web.Response:
    """/loop/1 and /loop/2 point to one another."""
    return web.Response(status=301, headers={"Location": "/loop/2" if request.path.endswith("1") else "/loop/1"})


async def chain(request: web.Request) -> web.Response:
    """/chain/3 takes three redirects to the page."""
    left = int(request.match_info["rest"])
    return web.Response(status=302, headers={"Location": f"/chain/{left - 1}"}) if left else await page(request)


async def encoded(request: web.Request) -> web.Response:
    """/encoded/gzip, deflate, raw, br, zstd, cut, double, unknown, garbage, twomembers: the page, packed so."""
    how, raw = request.match_info["rest"], PAGE.encode()
    packed = gzip.compress(raw)
    raw_deflate = zlib.compressobj(wbits=-15)
    body, name = {
        "gzip": (packed, "gzip"),
        "twomembers": (gzip.compress(raw[:500]) + gzip.compress(raw[500:]) + b"\0\0", "x-gzip"),
        "deflate": (zlib.compress(raw), "deflate"),
        "raw": (raw_deflate.compress(raw) + raw_deflate.flush(), "deflate"),
        "br": (brotli.compress(raw), "br"),
        "zstd": (zstandard.compress(raw), "zstd"),
        "cutgzip": (packed[: len(packed) // 2], "gzip"),
        "cutbr": (brotli.compress(raw)[:60], "br"),
        "cutzstd": (zstandard.compress(raw)[:60], "zstd"),
        "double": (gzip.compress(packed), "gzip, gzip"),
        "unknown": (raw, "rot13"),
        "garbage": (raw, "gzip"),
        "garbagebr": (raw, "br"),
        "garbagezstd": (raw, "zstd"),
        "empty": (b"", "gzip"),
    }[how]
    return web.Response(body=body, content_type="text/html", headers={"Content-Encoding": name})


async def bomb(request: web.Request) -> web.Response:
    """/bomb/gzip, br, zstd: 300 MB of blanks."""
    how = request.match_info["rest"]
    return web.Response(body=pack_bomb(how), content_type="text/html", headers={"Content-Encoding": how})


@cache
def pack_bomb(how: str) -> bytes:
    """300 MB of blanks; takes a second the first time."""
    piece, pieces = b" " * (1 << 20), 300
    if how == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join(packer.process(piece) for _ in range(pieces)) + packer.finish()
    made = zlib.compressobj(9, wbits=31) if how == "gzip" else zstandard.ZstdCompressor().compressobj()
    return b"".join(made.compress(piece) for _ in range(pieces)) + made.flush()


async def huge(request: web.Request) -> web.StreamResponse:
    """200 MB that nobody announced; /huge/announced says so before."""
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    if request.match_info.get("rest") == "announced":
        response.content_length = 200 << 20
    await response.prepare(request)
    for _ in range(200):
        await response.write(b"x" * (1 << 20))
    return response


async def drip(request: web.Request) -> web.StreamResponse:
    """A byte now and then, for ever."""
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    while True:
        await response.write(b"<")
        await asyncio.sleep(0.01)


async def stall(request: web.Request) -> web.StreamResponse:
    """Takes the request and says nothing."""
    await asyncio.Event().wait()
    raise AssertionError


async def header(request: web.Request) -> web.Response:
    """A header of 1 MB."""
    return web.Response(text=PAGE, content_type="text/html", headers={"X-Policy": "x" * (1 << 20)})


async def reset(request: web.Request) -> web.StreamResponse:
    """Breaks the connection: before any answer, or amid it with /reset/amid."""
    assert request.transport is not None
    if request.match_info.get("rest") == "amid":
        response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"<html>")
        request.transport.abort()
        return response
    request.transport.abort()
    return web.Response()


async def pdf(request: web.Request) -> web.Response:
    return web.Response(body=b"%PDF-1.7\n" + bytes(range(256)) * 50, content_type="application/pdf")


async def empty(request: web.Request) -> web.Response:
    return web.Response(body=b"", content_type="text/html")


async def slow(request: web.Request) -> web.Response:
    """The page after a moment."""
    await asyncio.sleep(0.05)
    return await page(request)


async def flaky(request: web.Request) -> web.Response:
    """503 at first, then the page."""
    seen = request.app[_FLAKY]
    seen[request.path] += 1
    return await page(request) if seen[request.path] > 1 else web.Response(status=503)


_FLAKY: web.AppKey[Counter[str]] = web.AppKey("flaky", Counter)

BEHAVIOURS: dict[str, Answer] = {
    made.__name__: made
    for made in (page, status, to, loop, chain, encoded, bomb, huge, drip, stall, header, reset, pdf, empty, slow)
} | {"etag": not_modified, "flaky": flaky}
