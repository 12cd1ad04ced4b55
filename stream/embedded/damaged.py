"""Sums of records in the embedded broker's file, and how a record whose sum is another one is told from a sound one.

The column `packed` says in its lowest bit that the value is compressed, in the next one that there is a sum, and above
both the sum. Older records have none.
"""

import zlib
from collections.abc import Sequence

from newswire.stream.topics import header

#: header of a record that does not hold what was sent: its value is what was found, or empty
DAMAGED = "newswire_damaged"
COMPRESSED, SUMMED = 1, 2


def is_damaged(headers: Sequence[tuple[str, bytes]]) -> bool:
    """Whether a record is not as it was sent."""
    return header(headers, DAMAGED) is not None


def packed_of(row: tuple[int, int, bytes | None, bytes | None], value: bytes, *, compressed: bool) -> int:
    """What `packed` says of a row (id, timestamp, key, headers) with a value."""
    return _sum(row, value) << 2 | SUMMED | (COMPRESSED if compressed else 0)


def is_sound(row: tuple[int, int, bytes | None, bytes | None], value: bytes, packed: int) -> bool:
    """Whether a row is as it was written, as far as it has a sum."""
    return not packed & SUMMED or packed >> 2 == _sum(row, value)


def _sum(row: tuple[int, int, bytes | None, bytes | None], value: bytes) -> int:
    id_, timestamp_ms, key, headers = row
    said = f"{id_} {timestamp_ms} {len(key or b'')} {len(headers or b'')} ".encode()
    return zlib.crc32(value, zlib.crc32(headers or b"", zlib.crc32(key or b"", zlib.crc32(said))))
