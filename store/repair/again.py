"""Rows of a compacted file made again from messages, by what else is known of them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pyarrow.parquet as pq

from newswire.store.log.objects import Objects
from newswire.store.log.versions import CurrentFile
from newswire.store.repair.index import Stored
from newswire.store.rows import Row, rows_by_day
from newswire.stream.handler import Item

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Known(NamedTuple):
    """What is known of the messages of a day."""

    stored: Stored | None  #: None where there is no index to go by
    times: dict[tuple[str, int, int], datetime | None]  #: when they were committed, as their rows in sound files say


def times_in(objects: Objects, files: Sequence[CurrentFile]) -> dict[tuple[str, int, int], datetime | None]:
    """Place in the log -> when it was committed, as the rows of these files say; nothing of older files."""
    names = ["_topic", "_partition", "_offset", "committed"]
    found: dict[tuple[str, int, int], datetime | None] = {}
    for file in files:
        with objects.open(file.key) as opened, pq.ParquetFile(opened) as parquet:
            if "committed" in parquet.schema_arrow.names:
                for row in parquet.read(columns=names).to_pylist():
                    found[row["_topic"], row["_partition"], row["_offset"]] = row["committed"]
    return found


def rows_again(items: Iterable[Item], table: str, dt: date, known: Known) -> list[Row]:
    """The rows of one table and day that these messages had."""
    found: list[Row] = []
    for item in items:
        place = (item.record.topic, item.record.partition, item.record.offset)
        if known.stored is not None and place not in known.stored:
            continue  # it was a repeat
        at = known.stored[place] if known.stored is not None else 0
        committed = known.times.get(place) or (_EPOCH + timedelta(microseconds=at) if at else None)
        found += rows_by_day([item], committed).get((table, dt), [])
    return found


def row_key(row: Row) -> tuple[str, int, int, int]:
    """What tells a row of a table from all others: its place in the log, and its index in the message."""
    return row["_topic"], row["_partition"], row["_offset"], row["_row"]


def keys_in(objects: Objects, key: str) -> set[tuple[str, int, int, int]]:
    """The same of all rows of a file."""
    names = ["_topic", "_partition", "_offset", "_row"]
    with objects.open(key) as opened, pq.ParquetFile(opened) as parquet:
        table = parquet.read(columns=names)
    return set(zip(*(table.column(name).to_pylist() for name in names), strict=True))
