"""What consumers and scans share: settings, and the client's records as ours."""

from typing import Any

from newswire.stream.broker import Record
from newswire.stream.kafka.options import Names

CONSUMER: dict[str, Any] = {
    "isolation_level": "read_committed",
    "enable_auto_commit": False,
    "auto_offset_reset": "earliest",
    "allow_auto_create_topics": False,
    "fetch_max_bytes": 16 << 20,
    "max_partition_fetch_bytes": 4 << 20,
    "fetch_max_wait_ms": 100,  # while the broker waits for data, what else we ask of it waits, too
}


def record(r: Any, names: Names) -> Record:
    """One of the client's records as ours."""
    headers = tuple((name, value or b"") for name, value in r.headers or ())
    return Record(names.own(r.topic), r.partition, r.offset, r.timestamp, r.key, r.value or b"", headers)
