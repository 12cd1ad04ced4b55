"""What goes between a pool and its children: a page to extract and what became of it, in frames of bytes."""

import struct
from typing import BinaryIO

import msgspec

from stream.messages import Article, Entry

LENGTH = struct.Struct("!Q")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A page to extract; its bytes follow in a frame of their own."""

    url: str
    deadline_s: float
    content_type: str | None = None
    fetched: str | None = None
    hint: Entry | None = None
    status: int | None = None
    title_from: str | None = None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """An article, or the reason why there is none."""

    article: Article | None = None
    reason: str = ""
    detail: str = ""
    memory_mb: int = 0  #: the most that the child ever took


def frame(*parts: bytes) -> bytes:
    """Each part behind its length."""
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
