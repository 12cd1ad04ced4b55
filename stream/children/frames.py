"""What goes between a process and its child: frames of bytes, each preceded by its length."""

import struct
from typing import BinaryIO

LENGTH = struct.Struct("!Q")


def frame(*parts: bytes) -> bytes:
    """Each part preceded by its length."""
    return b"".join(LENGTH.pack(len(part)) + part for part in parts)


def write_frame(sink: BinaryIO, part: bytes) -> None:
    """One part, flushed."""
    sink.write(frame(part))
    sink.flush()


def read_frame(source: BinaryIO) -> bytes | None:
    """The next part, None at the end."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    part = source.read(length)
    return part if len(part) == length else None
