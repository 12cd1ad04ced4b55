"""Makes unreadable what was deleted from an SQLite file: free pages, the slack in others, the write-ahead log."""

import sqlite3
import time

from newswire.stream.errors import RetryableError

#: how long others may read what was deleted before we give up
WAIT_S = 60.0


def wipe_sqlite(db: sqlite3.Connection, wait_s: float = WAIT_S) -> None:
    """Writes the file again without what was deleted, and empties its log (VACUUM, then a checkpoint that truncates).

    Others go on reading; who writes waits for as long as it takes to copy the file. Raises RetryableError where
    somebody reads an old state for longer than `wait_s`, and sqlite3.Error.
    """
    db.execute("VACUUM")
    deadline = time.monotonic() + wait_s
    while True:
        ((busy, _, _),) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if not busy:
            return
        if time.monotonic() >= deadline:
            raise RetryableError("somebody reads what was deleted: try again")
        time.sleep(0.05)
