"""Sums over pieces of the index's columns: who looks at some of its rows need not read all of it to know them sound."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from zlib import crc32

import numpy as np

from newswire.store.known.standing import DIGEST, TYPES, Array, Columns
from newswire.stream.errors import FatalError

#: of a piece
ROWS = 16_384
#: beside the sums of the columns: the first article of each piece, as these are sorted, and the names of the topics
_FIRST, _TOPICS = "first", "topics"


class DamagedIndexError(FatalError):
    """Some of it is not as it was made."""

    def __init__(self, what: str) -> None:
        super().__init__(f"damaged index ({what}): `newswire repair` makes it again")


def sums_of(columns: Columns, topics: Sequence[str]) -> dict[str, str]:
    """Column -> CRC-32 of each piece as eight hexadecimal digits, one after the other; `first`, as many digests; and
    `topics`."""
    found = {name: "".join(f"{_sum(columns[name], at):08x}" for at in _starts(columns)) for name in TYPES}
    return found | {_FIRST: columns["article"][::ROWS].tobytes().hex(), _TOPICS: " ".join(topics)}


class Pieces:
    """What `sums_of` told of columns, held against them as they are now; each piece once."""

    def __init__(self, columns: Columns, topics: Sequence[str], sums: Mapping[str, str]) -> None:
        self._columns, self._checked = columns, set[tuple[str, int]]()
        self._sums = {name: np.frombuffer(bytes.fromhex(sums.get(name, "")), ">u4") for name in TYPES}
        self._first = np.frombuffer(bytes.fromhex(sums.get(_FIRST, "")), DIGEST)
        count = len(_starts(columns))
        of_other_length = any(len(found) != count for found in (*self._sums.values(), self._first))
        if of_other_length or " ".join(topics) != sums.get(_TOPICS):
            raise DamagedIndexError("it is not the one that its sums are of")

    def check(self, name: str, rows: Array | None = None) -> None:
        """Raises DamagedIndexError where a piece with one of these rows, of all by default, is not as it was made."""
        count = len(self._first)
        touched = range(count) if rows is None else np.flatnonzero(np.bincount(rows // ROWS, minlength=count)).tolist()
        for piece in touched:
            if (name, piece) in self._checked:
                continue
            if _sum(self._columns[name], piece * ROWS) != self._sums[name][piece]:
                raise DamagedIndexError(f"`{name}` from row {piece * ROWS} on")
            self._checked.add((name, piece))

    def check_search(self, wanted: Array, first: Array, last: Array) -> None:
        """The same of what a bisection for articles went by: that each would stand between these rows, if anywhere."""
        if not len(wanted) or not len(self._first):
            return
        # The piece before the first one that begins with an article may end with it.
        begin = np.maximum(np.searchsorted(self._first, wanted, "left") - 1, 0)
        end = np.maximum(np.searchsorted(self._first, wanted, "right") - 1, 0)
        for one, other in {*zip(begin.tolist(), end.tolist(), strict=True)}:
            self.check("article", np.arange(one, other + 1) * ROWS)
        if np.any(first < begin * ROWS) or np.any(last > (end + 1) * ROWS):
            raise DamagedIndexError("its articles are not in their order")


def _starts(columns: Columns) -> range:
    return range(0, len(columns["article"]), ROWS)


def _sum(column: Array, start: int) -> int:
    return crc32(cast(Any, np.ascontiguousarray(column[start : start + ROWS]).view(np.uint8)))
