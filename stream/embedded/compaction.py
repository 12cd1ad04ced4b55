"""Topics of which only the last record under a key is kept.

What a record replaces is deleted in the transaction that adds it, so a kill leaves either of them and never both. What
ends a key (a record without a value) stays for a day, for readers that are on their way, and the last record of a
partition stays in any case: it says how far one has read.
"""

import sqlite3

#: part of the layout since compacted topics came; made beside the tables of older files, which stay what they are
SCHEMA = """
CREATE TABLE IF NOT EXISTS compacted (topic TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS newest (
    partition INTEGER NOT NULL, key BLOB NOT NULL, offset INTEGER NOT NULL, ended_ms INTEGER,
    PRIMARY KEY (partition, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS newest_ended ON newest (partition, ended_ms) WHERE ended_ms IS NOT NULL;
"""
#: how long the end of a key can be read
ENDED_MS = 24 * 60 * 60 * 1000
_OF_TOPICS = """
FROM partition p JOIN compacted c ON c.topic = p.topic
JOIN record r ON r.id >= p.id << 40 AND r.id < (p.id + 1) << 40 WHERE r.key IS NOT NULL
"""


def is_compacted(db: sqlite3.Connection, topic: str) -> bool:
    """Whether a topic was made as one."""
    return bool(db.execute("SELECT 1 FROM compacted WHERE topic = ?", (topic,)).fetchall())


def replace(db: sqlite3.Connection, partition: int, key: bytes, offset: int, ended_ms: int | None) -> None:
    """Makes a record that is about to be added the only one under its key; `ended_ms` is when it ended the key."""
    old = db.execute("SELECT offset FROM newest WHERE partition = ? AND key = ?", (partition, key)).fetchone()
    if old:
        db.execute("DELETE FROM record WHERE id = ? << 40 | ?", (partition, old[0]))
    db.execute("INSERT OR REPLACE INTO newest VALUES (?, ?, ?, ?)", (partition, key, offset, ended_ms))


def drop_ended(db: sqlite3.Connection, partition: int, before_ms: int, limit: int) -> int:
    """Deletes ends of keys that are older, this many at most; returns how many."""
    rows = db.execute(
        "SELECT key, offset FROM newest WHERE partition = ?1 AND ended_ms < ?2"
        " AND offset < (SELECT next - 1 FROM partition WHERE id = ?1) LIMIT ?3",
        (partition, before_ms, limit),
    ).fetchall()
    db.executemany("DELETE FROM record WHERE id = ? << 40 | ?", [(partition, offset) for _, offset in rows])
    db.executemany("DELETE FROM newest WHERE partition = ? AND key = ?", [(partition, key) for key, _ in rows])
    return len(rows)


def index_again(db: sqlite3.Connection) -> None:
    """Makes the table of the newest records from the records, after some were lost."""
    db.execute("DELETE FROM newest")
    ended = "CASE WHEN length(r.value) = 0 THEN r.timestamp_ms END"  # of the row that has the greatest id
    db.execute(
        f"INSERT INTO newest SELECT part, key, id - (part << 40), ended FROM (SELECT p.id AS part, r.key AS key,"
        f" max(r.id) AS id, {ended} AS ended {_OF_TOPICS} GROUP BY p.id, r.key)"
    )
