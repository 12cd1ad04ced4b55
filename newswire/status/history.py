"""How rates and lags went over the last days: one sample a minute, in a small SQLite file at home.

    HOME/history.sqlite

`newswire up` and the pages both write it, whichever comes first in a minute; it survives restarts and keeps `KEEP_S`.
"""

import math
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

FILE = "history.sqlite"
KEEP_S = 3 * 86400
STEP_S = 60
_TABLES = (
    "DROP TABLE IF EXISTS failure",  # of an earlier version: the state of feeds has it
    "CREATE TABLE IF NOT EXISTS sample (minute INTEGER, stage TEXT, done INTEGER, lag INTEGER, age REAL,"
    " PRIMARY KEY (minute, stage)) WITHOUT ROWID",
)


class Sample(NamedTuple):
    """A stage at a moment."""

    stage: str  #: a stage's name, or `dead`
    done: int | None  #: messages made so far; of `dead` the open letters
    lag: int | None = None  #: records that wait
    age: float | None = None  #: seconds that the oldest of them has waited


class Point(NamedTuple):
    """A sample and its time."""

    at: float  #: seconds since 1970
    done: int | None
    lag: float | None
    age: float | None


class History:
    """The file, opened for each use; for any thread and process."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE

    def wanted(self, now: float) -> bool:
        """Whether this minute has no sample yet."""
        with self._open() as connection:
            query = "SELECT 1 FROM sample WHERE minute = ? LIMIT 1"
            return connection.execute(query, [int(now // STEP_S)]).fetchone() is None

    def add(self, samples: Iterable[Sample], now: float) -> None:
        """Writes down this minute, once, and drops what is too old."""
        with self._open() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO sample VALUES (?, ?, ?, ?, ?)",
                [(int(now // STEP_S), *sample) for sample in samples],
            )
            connection.execute("DELETE FROM sample WHERE minute < ?", [int((now - KEEP_S) // STEP_S)])

    def points(self, hours: float, now: float | None = None, most: int = 240) -> dict[str, list[Point]]:
        """Stage -> its samples of the last hours, oldest first, `most` at most: a longer time is told by the greatest
        count, the mean lag and the greatest age of each few minutes."""
        since = int(((time.time() if now is None else now) - hours * 3600) // STEP_S)
        each = max(1, math.ceil(hours * 3600 / STEP_S / most))
        found: dict[str, list[Point]] = {}
        with self._open() as connection:
            query = (
                "SELECT stage, max(minute), max(done), avg(lag), max(age) FROM sample WHERE minute >= ?"
                " GROUP BY stage, minute / ? ORDER BY 2"
            )
            for stage, minute, *rest in connection.execute(query, [since, each]):
                found.setdefault(stage, []).append(Point(float(minute * STEP_S), *rest))
        return found

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.touch(0o600)
        with closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
            connection.execute("PRAGMA journal_mode = WAL")
            for table in _TABLES:
                connection.execute(table)
            yield connection


def rates(points: list[Point]) -> list[tuple[float, float]]:
    """(time, messages a minute) between each two samples; a count that fell (the topic was made again) has none.

    >>> rates([Point(0, 10, 0, 0), Point(60, 40, 0, 0), Point(180, 40, 0, 0)])
    [(60, 30.0), (180, 0.0)]
    """
    found = []
    known = [(point.at, point.done) for point in points if point.done is not None]
    for (began, before), (at, after) in pairwise(known):
        if after >= before:
            found.append((at, (after - before) * 60 / (at - began)))
    return found
