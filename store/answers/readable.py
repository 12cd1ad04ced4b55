"""What an answer must be for every format to hold it: names that differ, no types that only a database has."""

from collections.abc import Iterator

import pyarrow as pa


def readable(reader: pa.RecordBatchReader) -> pa.RecordBatchReader:
    """The same answer as any format can hold it: names that differ, intervals as ISO 8601."""
    names = distinct(reader.schema.names)
    intervals = [pa.types.is_interval(type_) for type_ in reader.schema.types]
    types = [pa.string() if of else type_ for of, type_ in zip(intervals, reader.schema.types, strict=True)]
    schema = pa.schema(list(zip(names, types, strict=True)))

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in reader:
            columns = [
                pa.array([None if v is None else iso_interval(v) for v in column.to_pylist()], pa.string())
                if of
                else column
                for column, of in zip(batch.columns, intervals, strict=True)
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)

    return pa.RecordBatchReader.from_batches(schema, batches())


def distinct(names: list[str]) -> list[str]:
    """Names that can be keys: `SELECT a.url, b.url` has one twice.

    >>> distinct(["url", "url", "url_1"])
    ['url', 'url_2', 'url_1']
    """
    made: list[str] = []
    taken = set(names)
    for name in names:
        one, number = name, 1
        while one in made or (number > 1 and one in taken):
            one, number = f"{name}_{number}", number + 1
        made.append(one)
    return made


def iso_interval(value: tuple[int, int, int]) -> str:
    """Months, days and nanoseconds as ISO 8601.

    >>> iso_interval((14, 2, 5_400_500_000_000)), iso_interval((0, 0, 0)), iso_interval((0, -1, 0))
    ('P14M2DT1H30M0.5S', 'PT0S', 'P-1D')
    """
    months, days, nanoseconds = value
    sign = "-" if nanoseconds < 0 else ""
    seconds, rest = divmod(abs(nanoseconds), 1_000_000_000)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    second = f"{seconds}.{rest:09d}".rstrip("0").rstrip(".") if rest else str(seconds)
    parts = (f"{sign}{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (second, "S")) if n not in (0, "0"))
    time = "".join(parts)
    day = (f"{months}M" if months else "") + (f"{days}D" if days else "")
    return f"P{day}" + (f"T{time}" if time else "") if day or time else "PT0S"
