"""How many records a topic has had. Where offsets are given to marks of transactions, too, as on Kafka, they don't
tell: then the records are counted, each once, in a small file of home.

    HOME/counts.json    {topic: {"id": ..., "partitions": {partition: [counted up to this offset, records]}}}
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from newswire.stream.broker import Broker

FILE = "counts.json"
#: records that one look counts at most; the rest is estimated until the next one
_MOST = 20_000


class Tally:
    """Counts for one pipe. Writes its file where it can; a file that is lost or damaged is counted again."""

    def __init__(self, home: Path) -> None:
        self.path = home / FILE
        self._seen: dict[str, dict[int, tuple[int, int]]] = {}
        self._ids: dict[str, str] = {}
        self._load()

    def count(self, broker: Broker, topic: str) -> int:
        """Records that the topic has had so far, those that have expired included."""
        ends = broker.ends(topic)
        if not broker.marks or not ends:
            return sum(ends.values())
        topic_id = broker.topic_id(topic)
        if self._ids.get(topic) != topic_id:
            self._ids[topic], self._seen[topic] = topic_id, {}
        seen = self._seen[topic]
        for partition in ends:
            seen.setdefault(partition, (0, 0))
        if any(seen[p][0] < end for p, end in ends.items()):
            self._go_on(broker, topic, ends)
            self._save()
        counted, upto = sum(n for _, n in seen.values()), sum(at for at, _ in seen.values())
        share = counted / upto if upto else 1.0
        return counted + round(share * sum(max(0, end - seen[p][0]) for p, end in ends.items()))

    def _go_on(self, broker: Broker, topic: str, ends: Mapping[int, int]) -> None:
        seen = self._seen[topic]
        begins = broker.begins(topic)
        for partition in ends:
            begin = begins.get(partition, 0)
            at, records = seen[partition]
            # what expired before anybody counted it is taken for records
            seen[partition] = (max(at, begin), records + max(0, begin - at))
        left = _MOST
        for partition, end in ends.items():
            if seen[partition][0] >= end:
                continue
            for record in broker.scan(topic, {**ends, partition: seen[partition][0]}):
                if record.partition == partition:
                    seen[partition] = (record.offset + 1, seen[partition][1] + 1)
                    left -= 1
                if not left:
                    return
            seen[partition] = (max(end, seen[partition][0]), seen[partition][1])

    def _load(self) -> None:
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            for topic, told in json.loads(self.path.read_text()).items():
                self._seen[topic] = {int(p): (int(at), int(n)) for p, (at, n) in told["partitions"].items()}
                self._ids[topic] = str(told["id"])

    def _save(self) -> None:
        told = {topic: {"id": self._ids[topic], "partitions": seen} for topic, seen in self._seen.items()}
        part = self.path.with_name(f"{FILE}.{os.getpid()}")
        with suppress(OSError):  # read-only: the next one counts again
            if self.path.parent.is_dir():
                part.write_text(json.dumps(told))
                part.replace(self.path)
