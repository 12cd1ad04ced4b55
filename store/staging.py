"""Writes the files of a batch to where no reader looks."""

import json
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newswire.store.columns.described import described
from newswire.store.commits import CommittedFile
from newswire.store.log.local import STAGING
from newswire.store.log.objects import Objects
from newswire.store.rows import Row, to_arrow
from newswire.store.schema import SORT, TABLES

#: columns of sentences
_WORDS = ("text", "title", "summary")


def stage(objects: Objects, name: str, rows: Mapping[tuple[str, date], list[Row]]) -> tuple[CommittedFile, ...]:
    """Writes a file for each (table, day), durable when it returns. `name` is what they are called once published.

    Raises OSError with nothing of the batch left behind where the disk is full.
    """
    files: list[CommittedFile] = []
    contents: dict[str, bytes] = {}
    with ThreadPoolExecutor(2) as pool:  # Arrow writes one file while Python makes the rows of the next
        made = [
            (table, dt, of_day, pool.submit(_packed, table, to_arrow(table, of_day)))
            for (table, dt), of_day in sorted(rows.items(), key=lambda one: (-len(one[1]), one[0]))
        ]
    for table, dt, of_day, packed in sorted(made, key=lambda one: one[:2]):
        content, digest = packed.result()
        file = CommittedFile(
            table=table,
            dt=dt,
            staged=f"{STAGING}/{uuid.uuid4()}.parquet",
            final=f"{table}/dt={dt.isoformat()}/{name}",
            rows=len(of_day),
            bytes=len(content),
            sha256=digest,
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


def _packed(table: str, rows: pa.Table) -> tuple[bytes, str]:
    content = to_parquet(table, rows)
    return content, sha256(content).hexdigest()


def to_parquet(table: str, rows: pa.Table) -> bytes:
    """A batch's Parquet file as bytes, with statistics, page index, and the order of its rows said in each row group.

    Packed by Snappy and without dictionaries: of small files in many columns, zstd and dictionaries cost half of what a
    commit does, for a third of their size, until they are compacted.
    """
    sink = pa.BufferOutputStream()
    quick: dict[str, Any] = {"compression": "snappy", "compression_level": None, "use_dictionary": False}
    with pq.ParquetWriter(sink, rows.schema, **options(table) | quick) as writer:
        writer.write_table(rows, TABLES[table].rows_per_group)
        writer.add_key_value_metadata(metadata(table))
    return sink.getvalue().to_pybytes()


@cache
def options(table: str) -> dict[str, Any]:
    """How files of a table are written: zstd, statistics and page index, and the order of its rows."""
    schema = TABLES[table].schema
    return {
        "compression": "zstd",
        "compression_level": 3,
        "write_statistics": [field.name for field in schema if _has_bounds(field)],
        "write_page_index": True,
        "write_page_checksum": True,
        "sorting_columns": pq.SortingColumn.from_ordering(schema, [(name, "ascending") for name in SORT]),
    }


def _has_bounds(field: "pa.Field[Any]") -> bool:
    """Whether the least and the greatest value of a piece can spare anybody to read it. Those of words never do, and
    are most of what each reader has to read of a file first."""
    return not pa.types.is_nested(field.type) and field.name not in _WORDS


@cache
def metadata(table: str) -> dict[str, str]:
    """What a file says of its columns: a JSON object, column -> meaning."""
    return {"newswire.columns": json.dumps(described(table), ensure_ascii=False)}
