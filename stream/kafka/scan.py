"""One partition of Kafka read from an offset to its present end, outside of any group."""

import time
from collections.abc import Iterator
from typing import Any

from newswire.stream.broker import Record
from newswire.stream.errors import RetryableError
from newswire.stream.kafka.client import kafka_errors
from newswire.stream.kafka.options import Names
from newswire.stream.kafka.records import record

_ANSWER_MS = 20_000
#: a scan that gets nothing for this long gives up
_SILENT_S = 30


def scan_partition(client: Any, names: Names, at_partition: tuple[str, int], start: int) -> Iterator[Record]:
    """The committed records of a partition from `start` on; `client` is a consumer without a group."""
    tp = names.partition(*at_partition)
    with kafka_errors(f"reading {tp.topic}"):
        client.assign([tp])
        end = client.end_offsets([tp], _ANSWER_MS)[tp]  # what is committed: the client reads no further
        client.seek(tp, max(start, client.beginning_offsets([tp], _ANSWER_MS)[tp]))
    heard = time.monotonic()
    at = -1
    while True:
        with kafka_errors(f"reading {tp.topic}"):
            now = client.position(tp, timeout_ms=_ANSWER_MS)
            if now is not None and now >= end:
                return
            batch = client.poll(500, max_records=200).get(tp, ())
        yield from (record(r, names) for r in batch if r.offset < end)
        if batch or now != at:
            heard, at = time.monotonic(), now
        elif time.monotonic() - heard > _SILENT_S:
            raise RetryableError(f"Kafka: {tp.topic}/{tp.partition} silent at {now}, before its end {end}")
