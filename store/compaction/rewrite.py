"""Writes files of one table and day again: the same rows, sorted, in few files with statistics and bloom filters."""

import hashlib
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, BinaryIO, NamedTuple, cast

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from newswire.store.log.local import STAGING
from newswire.store.log.objects import Objects
from newswire.store.log.versions import CurrentFile, Span
from newswire.store.schema import LOOKED_FOR, SCHEMA_ID, SORT, TABLES
from newswire.store.staging import metadata, options
from newswire.store.views import make_empty, select
from newswire.stream.errors import FatalError

#: a sort that does not fit in goes to disk
_MEMORY = "400MB"


class Rewritten(NamedTuple):
    """New files that are staged, and not shown yet."""

    staged: dict[str, str]  #: key in `_staging` -> final key
    new: tuple[CurrentFile, ...]
    dropped: int = 0  #: rows that were left out


def rewrite(
    objects: Objects, files: Sequence[CurrentFile], file_bytes: int, without: pa.Table | None = None
) -> Rewritten:
    """The rows of these files of one table and day, in new ones of about this many bytes, durable when it returns.
    `without` are the places of rows to leave out (`_topic`, `_partition`, `_offset`).

    Raises FatalError, with nothing left behind, where the new files do not hold what the old ones do: as many rows, and
    the same sum of hashes of all values of each row.
    """
    table, dt = files[0].table, files[0].dt
    staged: dict[str, str] = {}
    try:
        with _connection(objects, table) as connection:
            old = select(table, objects, [(file.key, file.schema_id) for file in files])
            if without is not None:
                connection.register("_without", without)
                old = f"FROM ({old}) ANTI JOIN _without USING (_topic, _partition, _offset)"
            before = _sum(connection, table, old)
            new = tuple(write_files(objects, table, dt, _sorted(connection, table, old), file_bytes, staged))
            made = select(table, objects, [(key, SCHEMA_ID) for key in staged], by_day=False)
            after = _sum(connection, table, made)
        if before != after:
            raise FatalError(f"{table} on {dt} would not be the same: rows and sum {before}, written {after}")
    except BaseException:
        for key in staged:
            objects.delete(key)
        raise
    spans = _united([span for file in files for span in file.spans])
    dropped = sum(file.rows for file in files) - before[0]
    return Rewritten(staged, tuple(file.with_spans(spans) for file in new), dropped)


def count_of(objects: Objects, files: Sequence[CurrentFile], places: pa.Table) -> int:
    """How many rows of these files of one table are of these places in the log."""
    table = files[0].table
    with _connection(objects, table) as connection:
        connection.register("_places", places)
        rows = select(table, objects, [(file.key, file.schema_id) for file in files])
        sql = f"SELECT count(*) FROM ({rows}) SEMI JOIN _places USING (_topic, _partition, _offset)"
        [(found,)] = connection.execute(sql).fetchall()
    return int(found)


@contextmanager
def _connection(objects: Objects, table: str) -> Iterator[duckdb.DuckDBPyConnection]:
    with tempfile.TemporaryDirectory(prefix="newswire-compact-") as spill:
        config: dict[str, Any] = {"memory_limit": _MEMORY, "temp_directory": spill, "threads": 2}
        with duckdb.connect(":memory:", config=config) as connection:
            connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
            objects.attach(connection)
            make_empty(connection, table)
            yield connection


def _columns(table: str) -> str:
    return ", ".join(f'"{name}"' for name in TABLES[table].schema.names)


def _sum(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> tuple[Any, ...]:
    """How many rows, and a sum that is the same in whatever order they come."""
    sql = f"SELECT count(*), sum(hash({_columns(table)})::HUGEINT) FROM ({rows})"
    [found] = connection.execute(sql).fetchall()
    return tuple(found)


def _sorted(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> pa.RecordBatchReader:
    sql = f"SELECT {_columns(table)} FROM ({rows}) ORDER BY {', '.join(SORT)}"
    return cast(pa.RecordBatchReader, connection.sql(sql).to_arrow_reader(8_192))


def write_files(
    objects: Objects, table: str, dt: date, rows: pa.RecordBatchReader, file_bytes: int, staged: dict[str, str]
) -> Iterator[CurrentFile]:
    """Writes files until there are no more rows; notes each in `staged` before it begins."""
    groups = _groups(rows, table)
    group = next(groups, None)
    while group is not None:
        name = uuid.uuid4().hex
        key, final = f"{STAGING}/{name}.parquet", f"{table}/dt={dt.isoformat()}/compacted+{name}.parquet"
        staged[key] = final
        count = 0
        with objects.create(key) as file:
            hashing = _Hashing(file)
            schema = TABLES[table].schema
            filters = {name: {"ndv": TABLES[table].rows_per_filter, "fpp": 0.01} for name in LOOKED_FOR[table]}
            with pq.ParquetWriter(
                cast(BinaryIO, hashing), schema, bloom_filter_options=filters, **options(table)
            ) as writer:
                while group is not None and hashing.size < file_bytes:
                    writer.write_table(group, len(group))
                    count += len(group)
                    group = next(groups, None)
                writer.add_key_value_metadata(metadata(table))
        yield CurrentFile(
            table=table,
            dt=dt,
            key=final,
            rows=count,
            bytes=hashing.size,
            sha256=hashing.digest.hexdigest(),
            schema_id=SCHEMA_ID,
            spans=(),
        )


def _groups(rows: pa.RecordBatchReader, table: str) -> Iterator[pa.Table]:
    """The rows as tables of one row group each."""
    size = TABLES[table].rows_per_filter
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in rows:
        waiting.append(batch)
        count += batch.num_rows
        while count >= size:
            made = pa.Table.from_batches(waiting)
            yield made.slice(0, size).cast(TABLES[table].schema)
            waiting, count = made.slice(size).to_batches(), count - size
    if count:
        yield pa.Table.from_batches(waiting).cast(TABLES[table].schema)


class _Hashing:
    """A file that is only written to, and its sum."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest, self.size = file, hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        """As of a file."""
        self.digest.update(content)
        self._file.write(content)
        self.size += len(content)
        return len(content)

    def tell(self) -> int:
        """As of a file."""
        return self.size

    def flush(self) -> None:
        """As of a file."""
        self._file.flush()

    def close(self) -> None:
        """The file is closed by who opened it."""


def _united(spans: Sequence[Span]) -> tuple[Span, ...]:
    """For each partition one span, from the first offset to the last."""
    found: dict[tuple[str, int], Span] = {}
    for span in spans:
        other = found.get((span.topic, span.partition), span)
        found[span.topic, span.partition] = Span(
            topic=span.topic,
            partition=span.partition,
            start=min(span.start, other.start),
            end=max(span.end, other.end),
        )
    return tuple(sorted(found.values()))
