"""Hostile answers on loopback, each under its name: what inflates, what never ends and what hardly moves.

python benchmarks/hostile/bomb_server.py      until it is killed; prints its port
"""

import argparse
import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from functools import cache

from benchmarks.sites import process

MB = 1 << 20


@cache
def packed(how: str, mb: int) -> bytes:
    """This many MB of blanks."""
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


def serving() -> AbstractContextManager[int]:
    """The server as a process; gives its port."""
    return process.serving(__file__, quiet=True)


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    asyncio.run(serve())


if __name__ == "__main__":
    main()
