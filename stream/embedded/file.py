"""The embedded broker's file: its tables, how it is made and opened, and SQLite's errors as ours."""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from newswire.stream.embedded import compaction
from newswire.stream.errors import FatalError, RetryableError

SCHEMA_VERSION = 1
#: how long a write waits for other processes' writes
BUSY_S = 30
_SCHEMA = """
CREATE TABLE topic (name TEXT PRIMARY KEY, uid TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE partition (
    id INTEGER PRIMARY KEY, topic TEXT NOT NULL, number INTEGER NOT NULL,
    first INTEGER NOT NULL DEFAULT 0, next INTEGER NOT NULL DEFAULT 0, UNIQUE (topic, number));
CREATE TABLE record (
    id INTEGER PRIMARY KEY, timestamp_ms INTEGER NOT NULL, key BLOB, headers BLOB, packed INTEGER NOT NULL, value BLOB);
CREATE TABLE committed (
    team TEXT NOT NULL, partition INTEGER NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (team, partition)) WITHOUT ROWID;
CREATE TABLE member (
    id TEXT PRIMARY KEY, team TEXT NOT NULL, topics TEXT NOT NULL, lease_end REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE owner (
    team TEXT NOT NULL, partition INTEGER NOT NULL, target TEXT, member TEXT, epoch INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (team, partition)) WITHOUT ROWID;
"""


def reading_uri(path: Path) -> str:
    """The file as SQLite opens it for reading alone. Where its folder can't be written, and nothing waits in a log
    beside it, it can't change either: then SQLite needs no files beside it, which it could not make."""
    wal = path.with_name(path.name + "-wal")
    fixed = not os.access(path.parent, os.W_OK) and not (wal.exists() and wal.stat().st_size)
    return f"file:{quote(str(path.absolute()))}?mode=ro" + ("&immutable=1" if fixed else "")


def make_file(path: Path) -> None:
    """Makes the file where there is none yet; safe while others do the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Turning WAL on answers "locked" to a second one without waiting, whatever the time-out: take turns.
    with path.with_name(path.name + "-lock").open("w") as turn, sqlite_errors(f"can't make {path}"):
        fcntl.flock(turn, fcntl.LOCK_EX)
        with contextlib.closing(sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] == 0:
                db.execute("PRAGMA page_size = 8192")
                db.execute("PRAGMA journal_mode = WAL")
                db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
            db.executescript(compaction.SCHEMA)


@contextlib.contextmanager
def sqlite_errors(what: str) -> Iterator[None]:
    """SQLite's errors as ours: a lock, a full disk, a failing read may pass; a broken file will not."""
    try:
        yield
    except sqlite3.OperationalError as e:
        raise RetryableError(f"broker file: {e} ({what})") from e
    except sqlite3.DatabaseError as e:
        raise FatalError(f"broker file: {e} ({what})") from e
