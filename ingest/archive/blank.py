"""Records of a WARC file made blank where they stand, so that all others stay where they are.

A blank record takes exactly as many bytes as the one before: what is too many is a comment in the head of its gzip
member (RFC 1952, FCOMMENT), which readers pass over. It is written into the file itself, since a process may be adding
to its end. What is going to be written is noted beside the file first, so that a crash in the middle of it is made good
by whoever comes next (`mend`).
"""

import glob
import os
import struct
import uuid
import zlib
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from newswire.ingest.archive.exchange import record_id
from newswire.ingest.archive.warc import FIELDS, records
from newswire.stream.durable import sync
from newswire.stream.errors import FatalError, RejectedError

#: beside the file, while records of it are made blank
_NOTE = ".blanking"
_HEAD = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x02\xff"  # gzip with a comment, no time, no system
_TEXT = "newswire: what stood here was forgotten\r\n"


class Stretch(NamedTuple):
    """The bytes of a record's gzip member."""

    offset: int
    length: int


def blank(path: Path, stretches: Sequence[Stretch]) -> None:
    """Makes these records blank, durable when it returns. Raises OSError, and FatalError where one is too short."""
    made = _made(path, stretches)
    if not made:
        return
    note = path.with_name(f"{path.name}{_NOTE}-{uuid.uuid4().hex}")
    part = path.with_name(f".{note.name}.part")
    part.write_bytes(msgspec.json.encode(stretches))
    sync(part)
    part.replace(note)
    sync(path.parent)
    _write(path, made)
    note.unlink(missing_ok=True)
    sync(path.parent)


def mend(path: Path) -> bool:
    """Ends what was begun with a file, also by others that may be at it still; whether there was anything."""
    found = False
    for note in path.parent.glob(f"{glob.escape(path.name)}{_NOTE}-*"):
        try:
            stretches = msgspec.json.decode(note.read_bytes(), type=list[Stretch])
        except (FileNotFoundError, msgspec.DecodeError):  # done, or not begun yet
            continue
        _write(path, _made(path, stretches))
        note.unlink(missing_ok=True)
        found = True
    if found:
        sync(path.parent)
    return found


def blank_member(length: int) -> bytes:
    """A gzip member of this many bytes that holds a record without content. Raises FatalError where it is too short."""
    block = _TEXT.encode()
    about = ("WARC-Type: metadata", f"WARC-Record-ID: {record_id()}", "WARC-Date: 1970-01-01T00:00:00Z")
    for head, body in (((*about, f"Content-Type: {FIELDS}"), block), (about, b"")):
        lines = "\r\n".join(("WARC/1.1", *head, f"Content-Length: {len(body)}", "", "")).encode()
        content = lines + body + b"\r\n\r\n"
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(content) + packer.flush()
        packed += struct.pack("<II", zlib.crc32(content), len(content))
        room = length - len(_HEAD) - len(packed) - 1
        if room >= 0:
            return _HEAD + b" " * room + b"\x00" + packed
    raise FatalError(f"a record of {length} bytes is too short to be made blank")


def blank_answer(path: Path, offset: int) -> None:
    """Makes the answer at a place blank, and the request that was written with it. Raises OSError."""
    stretches: list[Stretch] = []
    with path.open("rb") as file:
        file.seek(offset)
        try:
            for record in islice(records(file, frozenset()), 2):
                if not stretches or record.kind == "request":
                    stretches.append(Stretch(record.offset, member_end(path, record.offset) - record.offset))
        except RejectedError:
            pass  # torn after it
    blank(path, stretches)


def member_end(path: Path, offset: int) -> int:
    """Where the gzip member that begins there ends; `offset` where it does not."""
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    with path.open("rb") as file:
        file.seek(offset)
        at = offset
        while data := file.read(1 << 18):
            at += len(data)
            try:
                stream.decompress(data)
            except zlib.error:
                return offset
            if stream.eof:
                return at - len(stream.unused_data)
    return offset


def _made(path: Path, stretches: Sequence[Stretch]) -> list[tuple[Stretch, bytes]]:
    """What is to be written; zeros for the torn end of a file that is shorter than any record."""
    size, made = path.stat().st_size, []
    for stretch in stretches:
        try:
            made.append((stretch, blank_member(stretch.length)))
        except FatalError:
            if stretch.offset + stretch.length < size:
                raise
            made.append((stretch, bytes(stretch.length)))
    return made


def _write(path: Path, made: Sequence[tuple[Stretch, bytes]]) -> None:
    file = os.open(path, os.O_WRONLY)
    try:
        for stretch, member in made:
            left, at = memoryview(member), stretch.offset
            while left:
                done = os.pwrite(file, left, at)
                left, at = left[done:], at + done
        os.fsync(file)
    finally:
        os.close(file)
