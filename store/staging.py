"""Writes the files of a batch to where no reader looks."""

import json
import uuid
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from store.columns.described import described
from store.commits import CommittedFile
from store.log.local import STAGING
from store.log.objects import Objects
from store.rows import Row, to_arrow
from store.schema import SORT, TABLES


def stage(objects: Objects, name: str, rows: Mapping[tuple[str, date], list[Row]]) -> tuple[CommittedFile, ...]:
    """Writes a file for each (table, day), durable when it returns. `name` is what they are called once published.

    Raises OSError with nothing of the batch left behind where the disk is full.
    """
    files: list[CommittedFile] = []
    contents: dict[str, bytes] = {}
    for (table, dt), of_day in sorted(rows.items()):
        content = to_parquet(table, to_arrow(table, of_day))
        file = CommittedFile(
            table=table,
            dt=dt,
            staged=f"{STAGING}/{uuid.uuid4()}.parquet",
            final=f"{table}/dt={dt.isoformat()}/{name}",
            rows=len(of_day),
            bytes=len(content),
            sha256=sha256(content).hexdigest(),
        )
        files.append(file)
        contents[file.staged] = content
    try:
        objects.put(contents)
    except BaseException:
        # These are ours and in no record yet. Those of other writers are left alone, however dead they look.
        for key in contents:
            objects.delete(key)
        raise
    return tuple(files)


def to_parquet(table: str, rows: pa.Table) -> bytes:
    """A Parquet file as bytes: zstd, statistics and page index, and the order of its rows said in each row group."""
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, rows.schema, **options(table)) as writer:
        writer.write_table(rows, TABLES[table].rows_per_group)
        writer.add_key_value_metadata(metadata(table))
    return sink.getvalue().to_pybytes()


@cache
def options(table: str) -> dict[str, Any]:
    """How files of a table are written."""
    schema = TABLES[table].schema
    return {
        "compression": "zstd",
        "compression_level": 3,
        "write_page_index": True,
        "write_page_checksum": True,
        "sorting_columns": pq.SortingColumn.from_ordering(schema, [(name, "ascending") for name in SORT]),
    }


@cache
def metadata(table: str) -> dict[str, str]:
    """What a file says of its columns: a JSON object, column -> meaning."""
    return {"newswire.columns": json.dumps(described(table), ensure_ascii=False)}
