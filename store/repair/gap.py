"""A stretch of the log without a record, and the files that its batch had."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from newswire.store.commits import file_name
from newswire.store.log.objects import Objects
from newswire.store.log.records import CommittedFile
from newswire.store.repair.mender import Mender
from newswire.store.rows import Row, to_arrow
from newswire.store.schema import SCHEMA_ID, SCHEMA_KEY
from newswire.store.staging import stage


class Gap(NamedTuple):
    """Offsets without a record, half-open, and the files that are named after just these."""

    start: int
    end: int
    keys: tuple[str, ...] = ()


def files_for(
    mender: Mender, gap: Gap, rows: Mapping[tuple[str, date], list[Row]], readable: list[str], *, whole: bool
) -> tuple[CommittedFile, ...]:
    """The batch's files: those that are there, and where the topic tells more than they do, new ones in their place."""
    objects = mender.objects
    there = {_table_and_day(key): key for key in readable}
    found: dict[tuple[str, date], CommittedFile] = {}
    for where, key in there.items():
        made = to_arrow(where[0], rows[where]) if where in rows else None
        if not whole or _is_same(objects, key, made):
            found[where] = _as_it_is(objects, key)
    for where in sorted(set(rows) - set(found)):
        name = _name(gap, rows[where])
        [file] = stage(objects, name, {where: rows[where]})
        mender.failpoint("staged")
        mender.aside(file.final)
        readable[:] = [key for key in readable if key != file.final]
        found[where] = file
    for where, key in there.items():
        if where not in found:  # the topic has no such rows: it never was of this batch
            mender.aside(key)
            mender.tell("aside", f"{key}: it holds rows that the topic does not have")
    return tuple(found[where] for where in sorted(found))


def _name(gap: Gap, rows: list[Row]) -> str:
    return file_name(rows[0]["_topic"], rows[0]["_partition"], gap.start, gap.end)


def _is_same(objects: Objects, key: str, made: pa.Table | None) -> bool:
    """Whether a file holds the rows that the topic gives: the same, where it is of the present schema."""
    with objects.open(key) as opened, pq.ParquetFile(opened) as parquet:
        if made is None or parquet.metadata.num_rows != made.num_rows:
            return False
        return _schema_id(parquet) != SCHEMA_ID or bool(parquet.read().equals(made))


def _as_it_is(objects: Objects, key: str) -> CommittedFile:
    content = objects.get(key)
    with objects.open(key) as opened, pq.ParquetFile(opened) as parquet:
        schema_id = _schema_id(parquet)
        rows = parquet.metadata.num_rows
    table, dt = _table_and_day(key)
    return CommittedFile(
        table=table,
        dt=dt,
        staged=key,
        final=key,
        rows=rows,
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
        schema_id="" if schema_id == SCHEMA_ID else schema_id,
    )


def _schema_id(parquet: pq.ParquetFile) -> str:
    return (parquet.metadata.metadata or {}).get(SCHEMA_KEY, b"").decode()


def _table_and_day(key: str) -> tuple[str, date]:
    table, folder, _ = key.split("/")
    return table, date.fromisoformat(folder.removeprefix("dt="))
