"""Whether a stored file is as it was committed: its bytes, its schema, and where its rows belong."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newswire.store.log.findings import Finding
from newswire.store.log.objects import Objects
from newswire.store.log.versions import CurrentFile
from newswire.store.schema import SCHEMA_KEY

_PLACE = ["_topic", "_partition", "_offset", "_row", "ingested"]


def check_file(objects: Objects, file: CurrentFile, keys: Sequence[str]) -> Iterator[Finding]:
    """What is wrong with a file, which lies at the first of these keys that is there."""
    for key in keys:
        try:
            stat, sha256 = objects.stat(key), objects.sha256(key)
            if stat:
                break
        except FileNotFoundError:
            continue
    else:
        yield Finding("missing_file", file.key)
        return
    if (stat.size, sha256) != (file.bytes, file.sha256):
        yield Finding("damaged_file", f"{file.key}: {stat.size} of {file.bytes} bytes, sha256 {sha256}")
        return
    try:
        # It may have been published since: then it is at its final place.
        with objects.open(key if objects.stat(key) else file.key) as opened, pq.ParquetFile(opened) as parquet:
            yield from _content(file, parquet)
    except (pa.ArrowException, OSError) as e:
        yield Finding("unreadable_file", f"{file.key}: {e}")


def _content(file: CurrentFile, parquet: pq.ParquetFile) -> Iterator[Finding]:
    if parquet.metadata.num_rows != file.rows:
        yield Finding("wrong_row_count", f"{file.key}: {parquet.metadata.num_rows} of {file.rows} rows")
    found = (parquet.metadata.metadata or {}).get(SCHEMA_KEY, b"").decode()
    if found != file.schema_id:
        yield Finding("wrong_schema", f"{file.key}: {found!r} instead of {file.schema_id!r}")
    spans = {(span.topic, span.partition): span for span in file.spans}
    first_moment, last_moment = _bounds(file.dt)
    for batch in parquet.iter_batches(columns=_PLACE):
        ingested: Any = pc.min_max(batch.column("ingested")).as_py()
        nulls = sum(column.null_count for column in batch.columns)
        if nulls or not first_moment <= ingested["min"] <= ingested["max"] <= last_moment:
            yield Finding("row_out_of_place", f"{file.key}: ingested from {ingested['min']} to {ingested['max']}")
        table = pa.Table.from_batches([batch])
        offsets = table.group_by(["_topic", "_partition"]).aggregate([("_offset", "min"), ("_offset", "max")])
        for row in offsets.to_pylist():
            span = spans.get((row["_topic"], row["_partition"]))
            if not span or not span.start <= row["_offset_min"] <= row["_offset_max"] < span.end:
                where = f"{row['_topic']}/{row['_partition']} from {row['_offset_min']} to {row['_offset_max']}"
                yield Finding("row_out_of_place", f"{file.key}: {where}")


def _bounds(day: date) -> tuple[datetime, datetime]:
    first = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return first, first.replace(hour=23, minute=59, second=59, microsecond=999_999)
