"""What the stored files say of themselves, where the version that told it is gone."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import pyarrow as pa
import pyarrow.parquet as pq

from newswire.store.log.objects import Objects
from newswire.store.log.state import Place
from newswire.store.log.versions import CurrentFile, Span
from newswire.store.schema import SCHEMA_KEY


def described(objects: Objects, key: str) -> CurrentFile | None:
    """What a version says of a file, as the file itself tells; None where it can't be read."""
    try:
        content = objects.get(key)
        with objects.open(key) as opened, pq.ParquetFile(opened, page_checksum_verification=True) as parquet:
            for _ in parquet.iter_batches():
                pass
            schema_id = (parquet.metadata.metadata or {}).get(SCHEMA_KEY, b"").decode()
            places = parquet.read(columns=["_topic", "_partition", "_offset"])
    except (OSError, pa.ArrowException):
        return None
    grouped = places.group_by(["_topic", "_partition"]).aggregate([("_offset", "min"), ("_offset", "max")])
    spans = [
        Span(topic=r["_topic"], partition=r["_partition"], start=r["_offset_min"], end=r["_offset_max"] + 1)
        for r in grouped.to_pylist()
    ]
    table, folder, _ = key.split("/")
    return CurrentFile(
        table=table,
        dt=date.fromisoformat(folder.removeprefix("dt=")),
        key=key,
        rows=len(places),
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
        schema_id=schema_id,
        spans=tuple(sorted(spans)),
    )


def rows_of(objects: Objects, files: Sequence[CurrentFile], place: Place) -> dict[str, int]:
    """Table -> rows of a partition."""
    found: dict[str, int] = {}
    for file in files:
        if all((span.topic, span.partition) != place for span in file.spans):
            continue
        with objects.open(file.key) as opened, pq.ParquetFile(opened) as parquet:
            rows = parquet.read(columns=["_topic", "_partition"])
        pairs = zip(rows.column("_topic").to_pylist(), rows.column("_partition").to_pylist(), strict=True)
        found[file.table] = found.get(file.table, 0) + sum(pair == place for pair in pairs)
    return found
