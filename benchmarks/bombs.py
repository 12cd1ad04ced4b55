"""Memory and time that hostile answers cost: each bomb by a client in a process of its own.

    .venv/bin/python benchmarks/bombs.py

A server on loopback sends what inflates (gzip, brotli and zstd of 300 to 500 MB of blanks, in one layer and in two, one
with a thousand members), what never ends (a body in chunks, announced or not, headers, chunk extensions,
informational answers, redirects) and what hardly moves (a byte now and then, in the body and in the headers). The
client is the poller's and the fetch stage's, with their bounds and the archive on. Growth is the peak of the process
above what it had before the request; the bar is 64 MB and 30 s. Beside it aiohttp and httpx as they come, which are
stopped at 1.5 GB or 40 s, on the three that inflate most.
"""

import argparse
import asyncio
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks import machine  # noqa: E402 # found by the line above

MEMORY_BAR_MB, TIME_BAR_S = 64, 30
PEER_LIMIT = 3 << 29
MB = 1 << 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["serve", "ours", "aiohttp", "httpx"], help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part == "serve":
        asyncio.run(serve())
    elif options.part:
        print(json.dumps(suffered(options.part, options.url)))
    else:
        compare()


def compare() -> None:
    """Throws each bomb and prints what it did."""
    facts, rows = machine.describe("aiohttp", "httpx", "brotli", "zstandard"), []
    with serving() as port:
        for name in BOMBS:
            rows.append({"bomb": name, "client": "ours"} | thrown("ours", f"http://127.0.0.1:{port}/{name}"))
            print(row_of(rows[-1]), flush=True)
        for client in ("aiohttp", "httpx"):
            for name in ("gzip", "br", "zstd"):
                rows.append({"bomb": name, "client": client} | thrown(client, f"http://127.0.0.1:{port}/{name}"))
                print(row_of(rows[-1]), flush=True)
    ours = [row for row in rows if row["client"] == "ours"]
    held = all(row["grown_mb"] <= MEMORY_BAR_MB and row["s"] <= TIME_BAR_S for row in ours)
    worst, longest = max(row["grown_mb"] for row in ours), max(row["s"] for row in ours)
    print(f"{len(ours)} bombs: at most {worst} MB and {longest} s: {'held' if held else 'MISSED'}")
    print(json.dumps(facts | {"rows": rows}))


def row_of(row: dict[str, Any]) -> str:
    return f"{row['client']:8} {row['bomb']:18} {row['grown_mb']:>7} MB {row['s']:>6} s  {row['ended']}"


def thrown(part: str, url: str) -> dict[str, Any]:
    """What a client in a process of its own suffered."""
    command = [sys.executable, __file__, "--part", part, "--url", url]
    began = time.monotonic()
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=60)
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told
    except subprocess.TimeoutExpired:
        return {"grown_mb": float("nan"), "s": round(time.monotonic() - began, 1), "ended": "stopped by us"}
    except (IndexError, json.JSONDecodeError):
        return {"grown_mb": PEER_LIMIT // MB, "s": round(time.monotonic() - began, 1), "ended": "out of memory"}


def suffered(part: str, url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="newswire-bombs-") as folder:
        act = {"ours": ours, "aiohttp": bare_aiohttp, "httpx": bare_httpx}[part](folder)
        asyncio.run(act(url.rpartition("/")[0] + "/small"))  # what the client itself needs
        if part != "ours":
            resource.setrlimit(resource.RLIMIT_AS, (PEER_LIMIT, PEER_LIMIT))
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
        ended = asyncio.run(act(url))
        took = time.monotonic() - began
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"grown_mb": round(grown / 1024, 1), "s": round(took, 1), "ended": ended}


def ours(folder: str) -> Callable[[str], Any]:
    from newswire.ingest.evidence.archive import Archive
    from newswire.ingest.web.http import HttpClient
    from newswire.ingest.web.options import Network
    from newswire.ingest.web.response import UnavailableError
    from newswire.stream.errors import RejectedError

    archive = Archive(Path(folder))

    async def act(url: str) -> str:
        async with HttpClient(network=Network(allow_private=True), archive=archive) as client:
            try:
                answer = await client.get(url)
            except (RejectedError, UnavailableError) as e:
                return e.reason
            return f"{answer.status}, {len(answer.body)} bytes"

    return act


def bare_aiohttp(folder: str) -> Callable[[str], Any]:
    import aiohttp

    async def act(url: str) -> str:
        timeout = aiohttp.ClientTimeout(total=40)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
            try:
                return f"{answer.status}, {len(await answer.read())} bytes"
            except (aiohttp.ClientError, TimeoutError) as e:
                return type(e).__name__

    return act


def bare_httpx(folder: str) -> Callable[[str], Any]:
    import httpx

    async def act(url: str) -> str:
        async with httpx.AsyncClient(timeout=40, trust_env=False) as client:
            try:
                answer = await client.get(url)
            except httpx.HTTPError as e:
                return type(e).__name__
            return f"{answer.status_code}, {len(answer.content)} bytes"

    return act


@cache
def packed(how: str, mb: int) -> bytes:
    """So many MB of blanks."""
    import brotli
    import zstandard

    piece = b" " * MB
    if how == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join(packer.process(piece) for _ in range(mb)) + packer.finish()
    made = zlib.compressobj(9, wbits=31) if how == "gzip" else zstandard.ZstdCompressor(level=19).compressobj()
    return b"".join(made.compress(piece) for _ in range(mb)) + made.flush()


def body(how: str, raw: bytes) -> bytes:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {how}\r\nContent-Length: {len(raw)}\r\n\r\n"
    )
    return head.encode() + raw


async def once(raw: bytes) -> AsyncIterator[bytes]:
    yield raw


async def for_ever(head: bytes, piece: bytes, every_s: float = 0.0) -> AsyncIterator[bytes]:
    yield head
    while True:
        yield piece
        await asyncio.sleep(every_s)


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNK = b"10000\r\n" + b"x" * (1 << 16) + b"\r\n"
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
GZIPPED_CHUNKS = CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")


def chunk(raw: bytes) -> bytes:
    return f"{len(raw):x}\r\n".encode() + raw + b"\r\n"


#: name -> what the server sends; made when it is asked for
BOMBS: dict[str, Callable[[], AsyncIterator[bytes]]] = {
    "gzip": lambda: once(body("gzip", packed("gzip", 500))),
    "br": lambda: once(body("br", packed("br", 500))),
    "zstd": lambda: once(body("zstd", packed("zstd", 500))),
    "gzip-members": lambda: once(body("gzip", packed("gzip", 1) * 1000)),
    "gzip-in-gzip": lambda: once(body("gzip, gzip", gzip.compress(packed("gzip", 500)))),
    "gzip-hidden": lambda: once(body("gzip", gzip.compress(packed("gzip", 500)))),
    "br-in-gzip": lambda: once(body("br, gzip", gzip.compress(packed("br", 300)))),
    "zstd-in-zstd": lambda: once(body("zstd, zstd", packed("zstd", 300))),
    "gzip-chunks": lambda: for_ever(GZIPPED_CHUNKS, chunk(packed("gzip", 10))),
    "chunks": lambda: for_ever(CHUNKED, CHUNK),
    "tiny-chunks": lambda: for_ever(CHUNKED, b"1\r\nx\r\n" * 2000),
    "no-length": lambda: for_ever(PLAIN + b"\r\n", b"x" * (1 << 16)),
    "announced": lambda: for_ever(PLAIN + b"Content-Length: 99999999999\r\n\r\n", b"x" * (1 << 16)),
    "error-body": lambda: for_ever(CHUNKED.replace(b"200 OK", b"404 Not Found"), CHUNK),
    "redirect-body": lambda: for_ever(CHUNKED.replace(b"200 OK", b"302 Found\r\nLocation: /small"), CHUNK),
    "headers": lambda: for_ever(PLAIN, b"X-Policy: " + b"x" * 4000 + b"\r\n"),
    "one-header": lambda: for_ever(PLAIN + b"X-Policy: ", b"x" * 4000),
    "chunk-extension": lambda: for_ever(CHUNKED + b"1;", b"x" * 4000),
    "trailers": lambda: for_ever(CHUNKED + b"1\r\nx\r\n0\r\n", b"X-More: " + b"x" * 4000 + b"\r\n"),
    "informational": lambda: for_ever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    "drip": lambda: for_ever(PLAIN + b"\r\n", b"x", 0.05),
    "drip-headers": lambda: for_ever(b"HTTP/1.1 200 OK\r\nX-A: ", b"x", 0.05),
    "silence": lambda: for_ever(b"", b"", 3600.0),
}


async def serve() -> None:
    """Until it is killed. Bombs are made beforehand, so that no time of the client goes into that."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            name = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode().strip("/")
            if name == "small":
                writer.write(PLAIN + b"Content-Length: 2\r\n\r\nok")
                await writer.drain()
                return
            async for piece in BOMBS[name]():
                writer.write(piece)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    for how, mb in (("gzip", 500), ("br", 500), ("zstd", 500), ("br", 300), ("zstd", 300), ("gzip", 1), ("gzip", 10)):
        packed(how, mb)
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def serving() -> Iterator[int]:
    """The server as a process; gives its port."""
    server = subprocess.Popen(
        [sys.executable, __file__, "--part", "serve"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert server.stdout
        yield int(server.stdout.readline())
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
