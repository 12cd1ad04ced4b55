"""Makes a row fit its columns: a value that none can hold costs itself, and the row says so in `unstored`.

Numbers are doubles: an integer beyond 2^53 is stored as the nearest one. What is not finite, an integer beyond 64 bits
in a column of integers, and a value of another kind become null. A lone surrogate, which UTF-8 can't write, becomes
U+FFFD: one character for one, so that offsets stay true. Days and times are those of the years 1 to 9999, which every
reader can hold; the text of a date stands beside them in a column of its own.
"""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

#: names of the columns of a row whose value fits none, or had to be mended
UNSTORED = "unstored"

_SURROGATE = re.compile("[\ud800-\udfff]")
#: a day of ISO 8601, of whatever year
_DAY = re.compile(r"[+-]?\d{4,}-\d\d-\d\d(T.*)?", re.DOTALL)


def fit(row: dict[str, Any], schema: pa.Schema) -> dict[str, Any]:
    """The row with a value for each column of the schema; what was lost or mended is named in `unstored`."""
    made: dict[str, Any] = {}
    lost = set(row.get(UNSTORED) or ())
    for field in schema:
        if field.name != UNSTORED:
            made[field.name], whole = _fit(row.get(field.name), field.type)
            if not whole:
                lost.add(field.name)
    made[UNSTORED] = sorted(lost) or None
    return made


def table_of(rows: Sequence[dict[str, Any]], schema: pa.Schema, by: Sequence[str]) -> pa.Table:
    """The rows as a table, in ascending order, what is null last. Raises ArrowException and others where one does not
    fit."""
    try:
        ordered = sorted(rows, key=itemgetter(*by))
    except TypeError:  # one of these is null
        ordered = sorted(rows, key=lambda row: [(row[name] is None, row[name] or 0) for name in by])
    # As one column of structs: half of what a column after the other costs, where there are many and few rows.
    structs = cast(pa.StructArray, pa.array(ordered, pa.struct(list(schema))))
    return pa.Table.from_batches([pa.RecordBatch.from_struct_array(structs)]).cast(schema)


def is_finite(table: pa.Table) -> bool:
    """Whether no number in the table is infinite or NaN, which Arrow stores without a word; nested ones included."""
    columns = [table.column(i) for i, field in enumerate(table.schema) if _has_numbers(field.type)]
    return all(_all_finite(chunk) for column in columns for chunk in column.chunks)


@cache
def _has_numbers(type_: pa.DataType) -> bool:
    """Whether a column of this type holds doubles, at whatever depth."""
    below = [type_.field(i).type for i in range(type_.num_fields)]
    return pa.types.is_floating(type_) or any(_has_numbers(t) for t in below)


def names_a_day(text: str | None) -> bool:
    """Whether a text is a day or time of ISO 8601, of any year at all.

    >>> names_a_day("-0043-03-15"), names_a_day("12000-01-01"), names_a_day("Friday")
    (True, True, False)
    """
    return text is not None and _DAY.fullmatch(text) is not None


def _fit(value: Any, type_: pa.DataType) -> tuple[Any, bool]:
    """The value as the type holds it, and whether that is the whole of it."""
    if value is None:
        return None, True
    if pa.types.is_map(type_):
        return _fit_map(value, type_)
    if pa.types.is_list(type_):
        if not isinstance(value, list | tuple):
            return None, False
        return _all(_fit(v, type_.value_type) for v in value)
    if pa.types.is_struct(type_):
        if not isinstance(value, dict):
            return None, False
        values, whole = _all(_fit(value.get(field.name), field.type) for field in type_)
        return dict(zip([field.name for field in type_], values, strict=True)), whole
    return _fit_scalar(value, type_)


def _fit_scalar(value: Any, type_: pa.DataType) -> tuple[Any, bool]:
    if pa.types.is_string(type_) and isinstance(value, str):
        mended = _SURROGATE.sub("\ufffd", value)
        return mended, mended == value
    if pa.types.is_floating(type_) and isinstance(value, int | float):
        number = _as_double(value)
        return number, number is not None
    if pa.types.is_boolean(type_) and isinstance(value, bool):
        return value, True
    if pa.types.is_integer(type_) and isinstance(value, int):
        limit = 2 ** (type_.bit_width - 1)
        return (value, True) if -limit <= value < limit else (None, False)
    if pa.types.is_timestamp(type_) and isinstance(value, datetime):
        return value, True
    if pa.types.is_date(type_) and isinstance(value, date) and not isinstance(value, datetime):
        return value, True
    return None, False


def _fit_map(value: Any, type_: "pa.MapType[Any, Any, Any]") -> tuple[Any, bool]:
    if not isinstance(value, list | tuple):
        return None, False
    made: dict[Any, Any] = {}
    every = True
    for key, item in value:
        (key, of_key), (item, of_item) = _fit(key, type_.key_type), _fit(item, type_.item_type)
        every = every and of_key and of_item and key is not None and key not in made
        if key is not None:  # and once only: readers refuse a map that has a key twice
            made.setdefault(key, item)
    return list(made.items()), every


def _all(fitted: Iterable[tuple[Any, bool]]) -> tuple[list[Any], bool]:
    values, whole = [], True
    for value, of_it in fitted:
        values.append(value)
        whole = whole and of_it
    return values, whole


def _as_double(value: int | float) -> float | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _all_finite(array: Any) -> bool:
    if pa.types.is_floating(array.type):
        return pc.all(pc.is_finite(array), skip_nulls=True).as_py() is not False
    if pa.types.is_struct(array.type):
        return all(_all_finite(child) for child in array.flatten())
    if pa.types.is_list(array.type):
        return _all_finite(array.flatten())
    return True
