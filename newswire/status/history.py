"""How rates and lags went over the last days: one sample a minute, in a small SQLite file at home.

    HOME/history.sqlite

`newswire up` and the pages both write it, whichever comes first in a minute; it survives restarts and keeps `KEEP_S`.
Beside it stands how feeds failed: their state knows only the last error.
"""

import math
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ingest.polling.state.feed_row import FeedRow

FILE = "history.sqlite"
KEEP_S = 3 * 86400
STEP_S = 60
#: errors kept of one feed
ERRORS = 50
_TABLES = (
    "CREATE TABLE IF NOT EXISTS sample (minute INTEGER, stage TEXT, done INTEGER, lag INTEGER, age REAL,"
    " PRIMARY KEY (minute, stage)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS failure (feed INTEGER, at REAL, status INTEGER, error TEXT,"
    " PRIMARY KEY (feed, at)) WITHOUT ROWID",
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


class Failure(NamedTuple):
    """A poll that went wrong."""

    at: float
    status: int | None
    error: str


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

    def note_failures(self, rows: Iterable[FeedRow]) -> None:
        """Writes down the errors of polls that it has not yet."""
        failed = [(r.id, r.last_poll, r.last_status, r.last_error) for r in rows if r.failures and r.last_poll]
        with self._open() as connection:
            connection.executemany("INSERT OR IGNORE INTO failure VALUES (?, ?, ?, ?)", failed)
            for feed in {feed for feed, *_ in failed}:
                connection.execute(
                    "DELETE FROM failure WHERE feed = ? AND at <= (SELECT at FROM failure WHERE feed = ?"
                    " ORDER BY at DESC LIMIT 1 OFFSET ?)",
                    [feed, feed, ERRORS],
                )

    def failures(self, feed: int) -> list[Failure]:
        """The last errors of a feed, the latest first."""
        with self._open() as connection:
            query = "SELECT at, status, error FROM failure WHERE feed = ? ORDER BY at DESC"
            return [Failure(*row) for row in connection.execute(query, [feed])]

    def points(self, hours: float, now: float | None = None, most: int = 240) -> dict[str, list[Point]]:
        """Stage -> its samples of the last hours, oldest first, at most so many: a longer time is told by the greatest
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
    """(time, messages a minute) between each two samples; a count that fell (the topic was made anew) has none.

    >>> rates([Point(0, 10, 0, 0), Point(60, 40, 0, 0), Point(180, 40, 0, 0)])
    [(60, 30.0), (180, 0.0)]
    """
    found = []
    known = [(point.at, point.done) for point in points if point.done is not None]
    for (began, before), (at, after) in pairwise(known):
        if after >= before:
            found.append((at, (after - before) * 60 / (at - began)))
    return found
