"""How the answer to a query is written: table, vertical, csv, spreadsheet (csv, safe there), json, or parquet.

Times are ISO 8601 with `Z`, days ISO dates, in all but Parquet, which has types of its own; intervals ISO 8601 in all.
"""

import base64
import csv
import io
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from decimal import Decimal
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from newswire.store.answers import tables
from newswire.store.answers.readable import iso_interval

#: how a text begins that spreadsheets take for a formula, or may once they have dropped a character of it
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_json(reader: pa.RecordBatchReader, out: BinaryIO) -> int:
    """One object a line."""
    count = 0
    for row in _rows(reader):
        out.write(msgspec.json.encode(row) + b"\n")
        count += 1
    return count


def write_csv(reader: pa.RecordBatchReader, out: BinaryIO) -> int:
    """A line of names, then the rows; lists and objects as JSON, null as nothing."""
    return _write_csv(reader, out, _cell)


def write_spreadsheet(reader: pa.RecordBatchReader, out: BinaryIO) -> int:
    """CSV for spreadsheets: text that one would take for a formula has a `'` before it."""
    return _write_csv(reader, out, lambda value: ("'" if _is_formula(value) else "") + _cell(value))


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA)


def _write_csv(reader: pa.RecordBatchReader, out: BinaryIO, cell: Callable[[Any], str]) -> int:
    count = 0
    with _text(out) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(reader.schema.names)
        for row in _rows(reader):
            writer.writerow(["" if value is None else cell(value) for value in row.values()])
            count += 1
    return count


def write_table(reader: pa.RecordBatchReader, out: BinaryIO) -> int:
    """For the eye: the first 1,000 rows, what fits of them, and how many there are."""
    numbers = {field.name for field in reader.schema if _is_number(field.type)}
    with _text(out) as file:
        return tables.table(reader.schema.names, numbers, _rows(reader), _cell, file)


def write_vertical(reader: pa.RecordBatchReader, out: BinaryIO) -> int:
    """For the eye: a line for each column, all of it."""
    with _text(out) as file:
        return tables.vertical(reader.schema.names, _rows(reader), _cell, file)


def write_parquet(reader: pa.RecordBatchReader, out: BinaryIO) -> int:
    """A Parquet file, zstd."""
    count = 0
    with pq.ParquetWriter(out, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


FORMATS: dict[str, Callable[[pa.RecordBatchReader, BinaryIO], int]] = {
    "table": write_table,
    "vertical": write_vertical,
    "csv": write_csv,
    "json": write_json,
    "parquet": write_parquet,
    "spreadsheet": write_spreadsheet,
}


@contextmanager
def _text(out: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """Text over bytes that stay open."""
    file = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        yield file
    finally:
        file.detach()


def _rows(reader: pa.RecordBatchReader) -> Iterator[dict[str, Any]]:
    names, types = reader.schema.names, reader.schema.types
    for batch in reader:
        columns = [_values(column) for column in batch.columns]
        for values in zip(*columns, strict=True):
            yield {name: _plain(v, type_) for name, v, type_ in zip(names, values, types, strict=True)}


def _values(column: Any) -> list[Any]:
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):  # a day or time of a year that Python has not
        return list(column.cast(pa.string()).to_pylist())


def _plain(value: Any, type_: pa.DataType) -> Any:
    """What JSON can say."""
    if value is None:
        return None
    if isinstance(type_, pa.MapType):
        return {str(_plain(k, type_.key_type)): _plain(v, type_.item_type) for k, v in value}
    if isinstance(type_, pa.StructType):
        return {field.name: _plain(value[field.name], field.type) for field in type_}
    if isinstance(type_, pa.ListType | pa.LargeListType | pa.FixedSizeListType):
        return [_plain(v, type_.value_type) for v in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, pa.MonthDayNano):
        return iso_interval(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value.tzinfo else value.isoformat()
    if isinstance(value, date | time_of_day):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value if isinstance(value, bool | int | str) else str(value)


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return msgspec.json.encode(value).decode()


def _is_number(type_: pa.DataType) -> bool:
    return bool(pa.types.is_integer(type_) or pa.types.is_floating(type_) or pa.types.is_decimal(type_))
