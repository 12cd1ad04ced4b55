"""The embedded broker: a durable log in one SQLite file, for any number of processes on one machine.

NewswireError from here: RetryableError (locked for too long, disk full), FencedError (the partition moved),
FatalError (no such topic, a broken file, use after a fork)
"""

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from uuid import uuid4

from newswire.stream.broker import Record, Start
from newswire.stream.embedded.consumer import EmbeddedConsumer
from newswire.stream.embedded.expiry import DAY_MS, drop_ended, expire
from newswire.stream.embedded.file import make_file
from newswire.stream.embedded.group import living
from newswire.stream.embedded.log import IsForgotten, Log
from newswire.stream.embedded.producer import EmbeddedProducer
from newswire.stream.errors import FatalError, FencedError
from newswire.stream.topics import Topic

_SCAN_RECORDS, _SCAN_BYTES = 500, 8 << 20


class EmbeddedBroker:
    """See `newswire.stream.broker.Broker`. Holds no connection itself, so it may be passed through a fork; not while a
    consumer is open, whose thread may be holding a lock of SQLite's, which then nobody gives back in the child.

    `readonly`: nothing is written, nor made; for a file that is there.
    `lease_s`: how long a frozen process keeps its partitions (a dead one loses them at once).
    `max_poll_bytes`: a poll returns early with this many bytes of values.
    `is_forgotten`: what is sent under such a key becomes a tombstone.
    """

    marks = False

    def __init__(
        self,
        path: Path,
        *,
        lease_s: float = 10,
        max_poll_bytes: int = 64 << 20,
        readonly: bool = False,
        is_forgotten: IsForgotten = lambda key: False,
    ) -> None:
        self.path, self._lease_s, self._max_poll_bytes = path, lease_s, max_poll_bytes
        self._readonly, self._is_forgotten = readonly, is_forgotten
        if not readonly:
            make_file(path)

    def create_topics(self, topics: Sequence[Topic]) -> None:
        """See `Broker.create_topics`."""
        with self._open() as log, log.write():
            for topic in topics:
                if log.partitions([topic.name]):
                    continue
                log.rows("INSERT INTO topic VALUES (?, ?)", topic.name, str(uuid4()))
                if topic.compacted:
                    log.rows("INSERT OR IGNORE INTO compacted VALUES (?)", topic.name)
                for number in range(topic.partitions):
                    log.rows("INSERT INTO partition (topic, number) VALUES (?, ?)", topic.name, number)

    def producer(self, name: str = "newswire") -> EmbeddedProducer:
        """See `Broker.producer`."""
        return EmbeddedProducer(self.path, is_forgotten=self._is_forgotten)

    def consumer(self, topics: Sequence[str], group: str, *, start: Start | None = None) -> EmbeddedConsumer:
        """See `Broker.consumer`."""
        log = Log(self.path, self._is_forgotten)
        return EmbeddedConsumer(log, self.path, topics, group, start, self._lease_s, self._max_poll_bytes)

    def scan(self, topic: str, start: Mapping[int, int] | None = None) -> Iterator[Record]:
        """See `Broker.scan`. Between two records nothing is locked, however slowly they are taken."""
        with self._open() as log:
            for p in log.partitions([topic]):
                offset = max(p.first, (start or {}).get(p.number, 0))
                while offset < p.next:
                    page = log.read(p, offset, min(_SCAN_RECORDS, p.next - offset), _SCAN_BYTES)
                    if not page:
                        break
                    yield from page
                    offset = page[-1].offset + 1

    def ends(self, topic: str) -> dict[int, int]:
        """See `Broker.ends`."""
        with self._open() as log:
            return {p.number: p.next for p in log.partitions([topic])}

    def begins(self, topic: str) -> dict[int, int]:
        """See `Broker.begins`."""
        with self._open() as log:
            return {p.number: p.first for p in log.partitions([topic])}

    def lag(self, topic: str, group: str) -> int:
        """See `Broker.lag`."""
        with self._open() as log:
            committed = log.committed(group)
            return sum(p.next - max(p.first, committed.get(p.id, 0)) for p in log.partitions([topic]))

    def positions(self, topic: str, group: str) -> dict[int, int]:
        """See `Broker.positions`."""
        with self._open() as log:
            committed = log.committed(group)
            return {p.number: max(p.first, committed.get(p.id, 0)) for p in log.partitions([topic])}

    def members(self, group: str) -> int:
        """See `Broker.members`."""
        with self._open() as log:
            return living(log, self.path, group, self._lease_s)

    def skip(self, topic: str, partition: int, group: str, offset: int) -> None:
        """See `Broker.skip`."""
        with self._open() as log, log.write():
            if living(log, self.path, group, self._lease_s):
                raise FencedError(f"group {group} has members: a worker runs")
            (p,) = [p for p in log.partitions([topic]) if p.number == partition]
            log.rows("INSERT OR REPLACE INTO committed VALUES (?, ?, ?)", group, p.id, offset + 1)

    def topic_id(self, topic: str) -> str:
        """See `Broker.topic_id`."""
        with self._open() as log:
            ids = log.rows("SELECT uid FROM topic WHERE name = ?", topic)
        if not ids:
            raise FatalError(f"no such topic: {topic}")
        return str(ids[0][0])

    def expire(self, topics: Sequence[Topic], now_ms: int) -> int:
        """See `Broker.expire`. In short transactions, so that nobody waits for long."""
        count = 0
        with self._open() as log:
            for topic in topics:
                for p in log.partitions([topic.name]):
                    if topic.compacted:
                        count += drop_ended(log, p.id, now_ms)
                    elif topic.retention_days:
                        count += expire(log, p.id, now_ms - topic.retention_days * DAY_MS)
        return count

    def erase(self, topic: str, places: Collection[tuple[int, int]]) -> int:
        """See `Broker.erase`. In short transactions, so that nobody waits for long."""
        with self._open() as log:
            for p in log.partitions([topic]):
                offsets = sorted(offset for number, offset in places if number == p.number)
                for at in range(0, len(offsets), _SCAN_RECORDS):
                    with log.write():
                        log.erase(p, offsets[at : at + _SCAN_RECORDS])
        return 0

    def wipe(self) -> None:
        """See `Broker.wipe`."""
        with self._open() as log:
            log.wipe()

    def close(self) -> None:
        """See `Broker.close`."""

    @contextlib.contextmanager
    def _open(self) -> Iterator[Log]:
        with contextlib.closing(Log(self.path, readonly=self._readonly)) as log:
            yield log
