"""Searches all that a pipe keeps for words, with everything unpacked that packs: WARC, Parquet, the broker, SQLite."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pyarrow.parquet as pq
import zstandard

_ZSTD, _ZLIB = b"\x28\xb5\x2f\xfd", re.compile(b"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
#: of an SQLite file: what is packed begins somewhere in a page and may go on elsewhere
_MOST = 64 << 10


def places(home: Path, words: re.Pattern[bytes]) -> list[str]:
    """Each file that holds one of the words, and the first that was found, however it is packed."""
    found = []
    for path in sorted(home.rglob("*")):
        if path.is_file() and (match := next(filter(None, map(words.search, unpacked(path))), None)):
            found.append(f"{path.relative_to(home)}: {match[0].decode(errors='replace')}")
    return found


def unpacked(path: Path) -> Iterator[bytes]:
    """The content of a file as it is, and all that can be unpacked of it."""
    content = path.read_bytes()
    yield content
    if path.suffix == ".parquet":
        try:
            table = pq.ParquetFile(path).read()
        except Exception:  # cut short: its pages are packed with zstd, and found as such
            yield from _packed(content)
            return
        yield from (str(column.to_pylist()).encode() for column in table.columns)
    elif path.name.endswith(".warc.gz"):
        for piece in _gzip(content):
            yield piece
            head, _, rest = piece.partition(b"\r\n\r\n")
            head, _, body = rest.partition(b"\r\n\r\n")
            yield from _decoded(head, body)
    elif ".sqlite" in path.name or path.suffix == ".db":
        yield from _packed(content)


def _gzip(content: bytes) -> Iterator[bytes]:
    while content:
        stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            yield stream.decompress(content)
        except zlib.error:
            return
        content = stream.unused_data


def _decoded(head: bytes, body: bytes) -> Iterator[bytes]:
    body = body.removesuffix(b"\r\n\r\n")
    for name, unpack in ((b"gzip", lambda b: zlib.decompress(b, 31)), (b"br", brotli.decompress)):
        if re.search(rb"(?i)content-encoding: *" + name, head):
            yield unpack(body)


def _packed(content: bytes) -> Iterator[bytes]:
    """What zstd and zlib make of each place where something of theirs may begin, as far as it goes."""
    at = content.find(_ZSTD)
    while at >= 0:
        try:
            yield zstandard.ZstdDecompressor().decompressobj().decompress(content[at : at + _MOST])
        except zstandard.ZstdError:
            yield from _page_by_page(content, at)
        at = content.find(_ZSTD, at + 1)
    for found in _ZLIB.finditer(content):
        stream = zlib.decompressobj(32 + zlib.MAX_WBITS)
        made = bytearray()
        try:
            for n in range(found.start(), min(found.start() + _MOST, len(content)), 256):
                made += stream.decompress(content[n : n + 256])
        except zlib.error:
            pass
        yield bytes(made)


def _page_by_page(content: bytes, at: int) -> Iterator[bytes]:
    """A frame that goes on in another page: what is in this one."""
    made = zstandard.ZstdDecompressor().decompressobj()
    out = bytearray()
    try:
        for n in range(at, min(at + _MOST, len(content)), 64):
            out += made.decompress(content[n : n + 64])
    except zstandard.ZstdError:
        pass
    yield bytes(out)
