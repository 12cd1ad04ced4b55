"""Decoders for Content-Encoding that never inflate much beyond what is wanted."""

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # ships none
import zstandard

from newswire.stream.errors import RejectedError

#: what we ask servers for
ACCEPT_ENCODING = "gzip, deflate, br, zstd"

#: not encodings, though servers name them in that header, charsets above all: browsers show what follows as it is
_NONE = frozenset(
    ["", "identity", "none", "utf-8", "utf8", "iso-8859-1", "iso8859-1", "windows-1252", "7bit", "8bit", "binary"]
)
_STEP = 1 << 18  #: decoded bytes made at a time
_ZSTD_STEP = 128  #: wire bytes fed at a time: 4 of them can make 128 KiB, so this makes at most 4 MiB
_ZSTD_WINDOW = 8 << 20  #: RFC 9659


class Decoder(Protocol):
    """Makes decoded pieces of wire bytes, piece by piece, so that the caller can stop."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decoded pieces of this many more wire bytes, each small. Raises RejectedError `bad_encoding`."""

    def finish(self) -> None:
        """Raises RejectedError `bad_encoding` where the stream ended early."""


def decoder(content_encoding: str) -> Decoder:
    """The decoder for the value of a Content-Encoding header.

    Raises RejectedError `bad_encoding` for one that is unknown or stacked on another.
    """
    names = [name for part in content_encoding.split(",") if (name := part.strip().strip("\"'").lower()) not in _NONE]
    if not names:
        return _Identity()
    made = _DECODERS.get(names[0])
    if len(names) > 1 or made is None:
        raise RejectedError("bad_encoding", f"Content-Encoding {content_encoding[:80]!r}")
    return made()


def gunzip(data: bytes, max_bytes: int) -> bytes:
    """What gzip bytes hold. Raises RejectedError `bad_encoding`, or `too_large` beyond `max_bytes`."""
    made, out = _Gzip(), bytearray()
    for piece in made.feed(data):
        out += piece
        if len(out) > max_bytes:
            raise RejectedError("too_large", f"gzip of {len(data)} bytes inflates beyond {max_bytes}")
    made.finish()
    return bytes(out)


class _Identity:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def finish(self) -> None:
        pass


class _Zlib:
    """gzip and deflate: both are zlib's, with another frame."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._stream = zlib.decompressobj(wbits)
        self._any = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._stream.eof:
                if not self._follows(data):
                    return
                self._stream = zlib.decompressobj(self._wbits)
            try:
                piece = self._stream.decompress(data, _STEP)
            except zlib.error as e:
                raise RejectedError("bad_encoding", f"gzip or deflate: {e}") from e
            self._any = True
            if piece:
                yield piece
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def finish(self) -> None:
        if self._any and not self._stream.eof:
            raise RejectedError("bad_encoding", "the gzip or deflate stream ends early")

    def _follows(self, data: bytes) -> bool:
        """Whether another member begins here; anything else after the end is padding, which browsers ignore."""
        return False


class _Gzip(_Zlib):
    def __init__(self) -> None:
        super().__init__(16 + zlib.MAX_WBITS)

    def _follows(self, data: bytes) -> bool:
        return data.startswith(b"\x1f\x8b")


class _Deflate(_Zlib):
    """With zlib's frame as the standard says, or raw as some servers send it: the first byte tells."""

    def __init__(self) -> None:
        super().__init__(zlib.MAX_WBITS)

    def feed(self, data: bytes) -> Iterator[bytes]:
        if data and not self._any and data[0] & 0x0F != 8:
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
        yield from super().feed(data)


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._any = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream.is_finished():
            return
        self._any = True
        try:
            piece = self._stream.process(data, output_buffer_limit=_STEP)
            while piece:
                yield piece
                if self._stream.can_accept_more_data():
                    return
                piece = self._stream.process(b"", output_buffer_limit=_STEP)
        except brotli.error as e:
            raise RejectedError("bad_encoding", f"brotli: {e}") from e

    def finish(self) -> None:
        if self._any and not self._stream.is_finished():
            raise RejectedError("bad_encoding", "the brotli stream ends early")


class _Zstd:
    def __init__(self) -> None:
        self._stream = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        self._any = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._any = self._any or bool(data)
        for at in range(0, len(data), _ZSTD_STEP):
            if self._stream.eof:
                return
            try:
                piece = self._stream.decompress(data[at : at + _ZSTD_STEP])
            except zstandard.ZstdError as e:
                raise RejectedError("bad_encoding", f"zstd: {e}") from e
            if piece:
                yield piece

    def finish(self) -> None:
        if self._any and not self._stream.eof:
            raise RejectedError("bad_encoding", "the zstd stream ends early")


_DECODERS: dict[str, Callable[[], Decoder]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}
