"""Something far away as a file that is read piece by piece."""

import io
from collections.abc import Callable
from typing import Any

#: what is not larger is read at once
_SMALL = 8 << 20
#: read at least, where it is larger: who reads a column, or a record, reads on
_AHEAD = 1 << 20


class Pieces(io.RawIOBase):
    """A file of this many bytes, to read; `get` has them by start and length."""

    def __init__(self, get: Callable[[int, int], bytes], size: int) -> None:
        self._get, self.size = get, size
        self._at, self._start, self._piece = 0, 0, b""

    def readinto(self, buffer: Any) -> int:
        """As much as there is, up to the length of the buffer."""
        wanted = memoryview(buffer).cast("B")
        end = min(self.size, self._at + len(wanted))
        if end <= self._at:
            return 0
        if not self._start <= self._at <= end <= self._start + len(self._piece):
            first, last = (0, self.size) if self.size <= _SMALL else (self._at, max(end, self._at + _AHEAD))
            self._start, self._piece = first, self._get(first, min(last, self.size) - first)
        found = self._piece[self._at - self._start : end - self._start]
        wanted[: len(found)] = found
        self._at += len(found)
        return len(found)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """As of a file."""
        self._at = offset + (0, self._at, self.size)[whence]
        return self._at

    def tell(self) -> int:
        """As of a file."""
        return self._at
