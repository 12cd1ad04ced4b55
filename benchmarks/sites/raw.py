"""A web server that sends answers byte for byte as they are given, which no framework would: for what is hostile."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class RawSite:
    """What runs: where it is, its answers by path, and how often each path was asked for."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: dict[str, bytes] = {}
        self.hits: Counter[str] = Counter()


def answer(body: bytes, headers: Mapping[str, bytes] | None = None, status: bytes = b"200 OK") -> bytes:
    """A whole answer; `headers` beside Content-Type, which they may replace, and Content-Length."""
    named = {"Content-Type": b"text/html; charset=utf-8", **(headers or {})}
    lines = [b"HTTP/1.1 " + status, *(name.encode() + b": " + value for name, value in named.items())]
    lines += [b"Content-Length: %d" % len(body), b"Connection: close"]
    return b"\r\n".join([*lines, b"", body])


@contextmanager
def raw_site() -> Iterator[RawSite]:
    """Runs a site on loopback, in a thread of its own."""
    site, ready, over = RawSite(), threading.Event(), threading.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode("latin-1")
            site.hits[path] += 1
            writer.write(site.answers.get(path) or answer(b"no", status=b"404 Not Found"))
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with server:
            site.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            ready.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=asyncio.run, args=(run(),), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield site
    finally:
        over.set()
        thread.join()
