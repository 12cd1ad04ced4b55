"""Bodies that burst, drip, break off or lie about themselves: bounded, then forgotten."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from functools import cache

import brotli

from behaviour.items import growing, reports, rss, until
from behaviour.server import Ask, Reply
from behaviour.stage import Programme, Stage

SCENES = Programme("transfers")
_BAD_HOURS = 5.0


def _bad(stage: Stage, reply: Reply) -> None:
    """A feed that comes so for a while, and sound then."""
    site = stage.site()
    grow = growing(stage.expect(reports(site.url(), 5, every=3)))
    site.feed(until(_BAD_HOURS, reply, grow))
    stage.end("it is well again", lambda p: p.row.failures == 0)


@cache
def bomb(how: str) -> bytes:
    """300 MB of blanks, packed."""
    piece, pieces = b" " * (1 << 20), 300
    if how == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join(packer.process(piece) for _ in range(pieces)) + packer.finish()
    made = zlib.compressobj(9, wbits=31)
    return b"".join(made.compress(piece) for _ in range(pieces)) + made.flush()


def _packed(body: bytes, encoding: str) -> Reply:
    return Reply(body, headers={"Content-Encoding": encoding})


@SCENES.scene("300 MB of blanks as 300 kB of gzip", hours=36)
def gzip_bomb(stage: Stage) -> None:
    _bad(stage, _packed(bomb("gzip"), "gzip"))


@SCENES.scene("300 MB of blanks as a few hundred bytes of Brotli", hours=36)
def brotli_bomb(stage: Stage) -> None:
    _bad(stage, _packed(bomb("br"), "br"))


@SCENES.scene("gzip in gzip in gzip", hours=36)
def stacked_gzip(stage: Stage) -> None:
    _bad(stage, _packed(gzip.compress(gzip.compress(bomb("gzip"))), "gzip, gzip, gzip"))


@SCENES.scene("a .gz file sent as such, 300 MB inside", hours=36)
def gzip_file_bomb(stage: Stage) -> None:
    _bad(stage, Reply(bomb("gzip"), headers={"Content-Type": "application/gzip"}))


async def _drip() -> AsyncIterator[bytes]:
    while True:
        yield b"<"
        await asyncio.sleep(0.02)


async def _headers() -> AsyncIterator[bytes]:
    for n in range(1 << 20):
        yield b"X-Policy-%d: %s\r\n" % (n, b"x" * 1000)


async def _flood() -> AsyncIterator[bytes]:
    for _ in range(1 << 10):
        yield b" " * (1 << 18)


@SCENES.scene("a byte now and then, without end", hours=36, total_s=0.4)
def slow_drip(stage: Stage) -> None:
    _bad(stage, Reply(stream=_drip))


@SCENES.scene("a request is taken, and nothing comes", hours=36, total_s=0.4)
def silence(stage: Stage) -> None:
    async def nothing() -> AsyncIterator[bytes]:
        await asyncio.sleep(5)
        yield b""

    _bad(stage, Reply(raw=b"", stream=nothing))


@SCENES.scene("headers without end", hours=36)
def endless_headers(stage: Stage) -> None:
    _bad(stage, Reply(raw=b"HTTP/1.1 200 OK\r\n", stream=_headers))


@SCENES.scene("a body without end, nobody says how long", hours=36)
def endless_body(stage: Stage) -> None:
    _bad(stage, Reply(stream=_flood))


def _cut(stage: Stage, head: bytes, *, whole: bool = False) -> None:
    """Half of a feed with six items; the poll must not take it for the whole one."""
    site = stage.site()
    items = stage.expect(reports(site.url(), 6))
    grow = growing(items)

    def half(_: Ask) -> Reply:
        body = rss(items)
        piece = body if whole else body[: len(body) // 2]
        framed = b"%x\r\n%s\r\n" % (len(piece), piece) if b"chunked" in head else piece
        return Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n" + head % len(body) + framed)

    site.feed(until(_BAD_HOURS, half, grow))
    stage.end("it is well again", lambda p: p.row.failures == 0)


@SCENES.scene("chunked, and cut in the middle", hours=36)
def truncated_chunks(stage: Stage) -> None:
    _cut(stage, b"Transfer-Encoding: chunked\r\nX-Whole: %d\r\n\r\n")


@SCENES.scene("Content-Length says twice of what comes", hours=36)
def content_length_too_long(stage: Stage) -> None:
    _cut(stage, b"Content-Length: %d\r\n\r\n")


@SCENES.scene("Content-Length says 300 bytes, and all of it comes", hours=36)
def content_length_too_short(stage: Stage) -> None:
    _cut(stage, b"X-Whole: %d\r\nContent-Length: 300\r\n\r\n", whole=True)


@SCENES.scene("says gzip and is none", hours=36)
def gzip_by_name_only(stage: Stage) -> None:
    _bad(stage, _packed(rss(reports("http://elsewhere.example", 2)), "gzip"))


@SCENES.scene("gzip that ends in the middle", hours=36)
def truncated_gzip(stage: Stage) -> None:
    packed = gzip.compress(rss(reports("http://elsewhere.example", 40)))
    _bad(stage, _packed(packed[: len(packed) // 2], "gzip"))
