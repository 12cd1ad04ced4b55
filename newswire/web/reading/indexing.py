"""Keeps the index of words up with the store: what is new goes in, what was withdrawn or is too old goes out."""

import fcntl
from collections.abc import Callable
from typing import Any

from newswire.search.index import SearchIndex
from newswire.search.rows import put, remove
from newswire.web.reading.store import StoreReader

_BATCH = 200
_ENDS = "SELECT dt, _topic, _partition, max(_offset) + 1 FROM articles_history GROUP BY ALL ORDER BY dt"
_NEW = """
SELECT article_id, revision, CAST(dt AS VARCHAR) AS dt, strftime(ingested, '%Y-%m-%dT%H:%M:%SZ') AS ingested, published,
    site, feed, language, access, url, title, CAST(previous IS NOT NULL AS INTEGER) AS revised,
    how['text'][1] AS how, text
FROM articles WHERE dt = ? AND _topic = ? AND _partition = ? AND _offset >= ? ORDER BY ingested, _offset
"""
_GONE = """
SELECT article_id FROM articles_history
WHERE dt = ? AND _topic = ? AND _partition = ? AND _offset >= ? AND access = 'gone'
"""


def keep_up(reader: StoreReader, index: SearchIndex, is_forgotten: Callable[[str], bool]) -> int:
    """Brings the index up to what the reader shows; returns how many articles went in. 0 where another does it now."""
    with index.path.with_suffix(".lock").open("w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        return _keep_up(reader, index, is_forgotten)


def _keep_up(reader: StoreReader, index: SearchIndex, is_forgotten: Callable[[str], bool]) -> int:
    cursor = reader.connection().cursor()
    ends = cursor.execute(_ENDS).fetchall()
    with index.writing() as connection:
        known = {(topic, partition): next for topic, partition, next in connection.execute("SELECT * FROM place")}
    count = 0
    for dt, topic, partition, end in ends:
        begin = known.get((topic, partition), 0)
        if end <= begin:
            continue
        place = [dt, topic, partition, begin]
        gone = [article_id for (article_id,) in cursor.execute(_GONE, place).fetchall()]
        answer = cursor.execute(_NEW, place)
        names = [column[0] for column in answer.description]
        while batch := answer.fetchmany(_BATCH):
            with index.writing() as connection:
                for row in (dict(zip(names, values, strict=True)) for values in batch):
                    # asked within the transaction: who forgets it afterwards finds it here
                    if not is_forgotten(row["article_id"]) and not _has(connection, row):
                        put(connection, row)
                        count += 1
                    gone = [article_id for article_id in gone if article_id != row["article_id"]]
        with index.writing() as connection:
            for article_id in gone:
                remove(connection, _numbers(connection, "article_id = ?", article_id))
    with index.writing() as connection:
        for (topic, partition), end in _furthest(ends).items():
            connection.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?)", [topic, partition, end])
        if ends:
            remove(connection, _numbers(connection, "dt < ?", str(ends[0][0])))
    return count


def _furthest(ends: list[tuple[Any, ...]]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for _, topic, partition, end in ends:
        found[topic, partition] = max(end, found.get((topic, partition), 0))
    return found


def _has(connection: Any, row: dict[str, Any]) -> bool:
    query = "SELECT 1 FROM article WHERE article_id = ? AND revision = ?"
    return connection.execute(query, [row["article_id"], row["revision"]]).fetchone() is not None


def _numbers(connection: Any, condition: str, value: str) -> list[int]:
    return [number for (number,) in connection.execute(f"SELECT id FROM article WHERE {condition}", [value])]


def progress(reader: StoreReader, index: SearchIndex) -> tuple[int, int]:
    """How many articles the index knows, and how many there are."""
    ((total,),) = [tuple(row.values()) for row in reader.rows("SELECT count(*) FROM articles")]
    return index.count(), total
