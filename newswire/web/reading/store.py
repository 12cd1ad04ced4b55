"""The store's views for pages: one connection for all of them, opened again in the background when the store moved on.

Opening a large store takes longer than a question, so a page never waits for it but the first one: what it shows may
lag by `CHECK_S` and one opening.
"""

import time
from collections.abc import Sequence
from threading import Lock, Thread, Timer
from typing import Any

import duckdb

from newswire.store.commits import CommitLog
from newswire.store.log.findings import Finding
from newswire.store.log.objects import Place
from newswire.store.log.versions import newest_number
from newswire.store.query import connect
from newswire.stream.errors import NewswireError, RejectedError, RetryableError

#: how often it is asked whether the store has moved on
CHECK_S = 2.0
#: what one question may take
LIMIT_S = 10.0
MEMORY = "512MB"
_TRIES = 3

Row = dict[str, Any]


class StoreReader:
    """Asks the views of `newswire.store.query`; for any thread."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._log = CommitLog(place)
        self._lock = Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._mark: object = None
        self._settling = False  # a batch may have been seen between its record and its files
        self._checked = 0.0
        self._opening = False
        self.findings: list[Finding] = []  #: what is damaged and not shown

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """The answer, a dict for each row. Raises RejectedError `too_long`, NewswireError where it can't be read."""
        for _ in range(_TRIES):
            connection = self.connection()
            cursor = connection.cursor()
            timer = Timer(LIMIT_S, cursor.interrupt)
            timer.daemon = True
            timer.start()
            try:
                answer = cursor.execute(sql, list(values))
                names = [column[0] for column in answer.description]
                return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
            except duckdb.InterruptException as e:
                raise RejectedError("too_long", f"the question took longer than {LIMIT_S:g} s: ask for less") from e
            except (duckdb.IOException, OSError):
                self._drop(connection)  # compacted away under the question
            finally:
                timer.cancel()
                cursor.close()
        raise RetryableError("the store was compacted again and again while it was asked")

    def connection(self) -> duckdb.DuckDBPyConnection:
        """The current connection: take a cursor of it, and never close it."""
        with self._lock:
            if self._connection is None:
                self._open(self._state())
            elif time.monotonic() - self._checked > CHECK_S and not self._opening:
                self._checked = time.monotonic()
                self._opening = True
                Thread(target=self._renew, daemon=True).start()
            assert self._connection is not None
            return self._connection

    def close(self) -> None:
        """Lets go of the connection; asked again, it opens another."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def mark(self) -> object:
        """Differs when the connection shows another moment of the store."""
        return self._mark

    def _renew(self) -> None:
        try:
            state = self._state()
            if state != self._mark or self._settling:
                self._open(state)
        except (NewswireError, OSError, duckdb.Error):
            pass  # the old one is shown; a page that can't be answered from it says so
        finally:
            self._opening = False

    def _open(self, state: object) -> None:
        findings: list[Finding] = []
        connection = connect(self._place, memory_limit=MEMORY, findings=findings)
        self._settling = state != self._mark
        self._connection, self._mark, self.findings = connection, state, findings
        self._checked = time.monotonic()

    def _drop(self, connection: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            if self._connection is connection:
                self._connection = None

    def _state(self) -> object:
        starts = [(place, max(self._log.starts(*place), default=-1)) for place in self._log.partitions()]
        return newest_number(self._log.objects), tuple(sorted(starts))
