"""Whether WARC files are as they were written: each record is a gzip member with a sum of its own."""

import mmap
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_MAGIC = b"\x1f\x8b\x08"
_BEGIN = b"WARC/1."
#: of a record that are looked at
_HEAD_BYTES = 4096
_PIECE = 1 << 18


class Member(NamedTuple):
    """A record, or a stretch of bytes that is none any more; half-open."""

    offset: int
    end: int
    sound: bool
    kind: str = ""  #: response, revisit, request, ...
    refers_to: tuple[str, int] | None = None  #: of a revisit, where the body lies: file, offset


def members(path: Path) -> Iterator[Member]:
    """All of a file, in its order. Raises OSError."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if not size:
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            at = 0
            while at < size:
                member = _member(content, at, size)
                if member is None:
                    member = Member(at, _next(content, at + 1, size), sound=False)
                yield member
                at = member.end


def _member(content: mmap.mmap, offset: int, size: int) -> Member | None:
    """The record that begins there; None where none does, or it is damaged."""
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    head = b""
    at = offset
    try:
        while not stream.eof and at < size:
            piece = content[at : at + _PIECE]
            out = stream.decompress(piece)
            if len(head) < _HEAD_BYTES:
                head += out[:_HEAD_BYTES]
            at += len(piece)
    except zlib.error:
        return None
    if not stream.eof or not head.startswith(_BEGIN):
        return None
    named = _headers(head)
    refers_at = named.get("warc-refers-to-file-offset", "")
    refers = (named.get("warc-refers-to-filename", ""), int(refers_at)) if refers_at.isdecimal() else None
    return Member(offset, at - len(stream.unused_data), True, named.get("warc-type", ""), refers)


def _next(content: mmap.mmap, at: int, size: int) -> int:
    """Where the next record begins, the end of the file where none does."""
    while (found := content.find(_MAGIC, at)) >= 0:
        try:
            if (
                zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(content[found : found + _HEAD_BYTES], 16)[
                    : len(_BEGIN)
                ]
                == _BEGIN
            ):
                return found
        except zlib.error:
            pass
        at = found + 1
    return size


def _headers(head: bytes) -> dict[str, str]:
    lines = head.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")[1:]
    return {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
