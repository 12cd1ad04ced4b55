"""Records of a WARC file made blank where they stand, so that all others stay where they are.

A blank record takes exactly as many bytes as the one before: what is too many is a comment in the head of its gzip
member (RFC 1952, FCOMMENT), which readers pass over. It is written into the file itself, since a process may be adding
to its end. What is going to be written is noted beside the file first, so that a crash in the middle of it is made good
by whoever comes next (`mend`).
"""

import os
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from ingest.evidence.exchange import record_id
from ingest.evidence.warc import FIELDS
from stream.errors import FatalError

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
    made = [(stretch, blank_member(stretch.length)) for stretch in stretches]
    if not made:
        return
    note = _note(path)
    part = note.with_name(note.name + ".part")
    part.write_bytes(msgspec.json.encode(stretches))
    _sync(part)
    part.replace(note)
    _sync(path.parent)
    _write(path, made)
    note.unlink()
    _sync(path.parent)


def mend(path: Path) -> bool:
    """Ends what was begun with a file; whether there was anything."""
    note = _note(path)
    try:
        stretches = msgspec.json.decode(note.read_bytes(), type=list[Stretch])
    except FileNotFoundError:
        return False
    _write(path, [(stretch, blank_member(stretch.length)) for stretch in stretches])
    note.unlink()
    _sync(path.parent)
    return True


def blank_member(length: int) -> bytes:
    """A gzip member of so many bytes that holds a record without content. Raises FatalError where it is too short."""
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


def _note(path: Path) -> Path:
    return path.with_name(path.name + _NOTE)


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
