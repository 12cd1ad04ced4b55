"""The embedded broker: a durable log in one SQLite file, for any number of processes on one machine.

NewswireError from here: RetryableError (locked for too long, disk full), FencedError (the partition moved),
FatalError (no such topic, a broken file, use after a fork)
"""

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from uuid import uuid4

from stream.broker import Message, Record, Start
from stream.embedded.compaction import ENDED_MS
from stream.embedded.consumer import EmbeddedConsumer
from stream.embedded.group import living
from stream.embedded.log import IsForgotten, Log, make_file
from stream.errors import FatalError, FencedError
from stream.topics import Topic

_DAY_MS = 24 * 60 * 60 * 1000
_SCAN_RECORDS, _SCAN_BYTES = 500, 8 << 20
_EXPIRE_RECORDS = 2_000


class EmbeddedBroker:
    """See `stream.broker.Broker`. Holds no connection itself, so it may be passed through a fork; not while a
    consumer is open, whose thread may be holding a lock of SQLite's, which then nobody gives back in the child.

    `readonly`: nothing is written, nor made; for a file that is there.
    `lease_s`: how long a frozen process keeps its partitions (a dead one loses them at once).
    `max_poll_bytes`: a poll returns early with so many bytes of values.
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

    def producer(self, name: str = "newswire") -> "EmbeddedProducer":
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
                        count += _drop_ended(log, p.id, now_ms - ENDED_MS)
                    elif topic.retention_days:
                        count += _expire(log, p.id, now_ms - topic.retention_days * _DAY_MS)
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


class EmbeddedProducer:
    """See `stream.broker.Producer`. Writes when so many messages or bytes wait, and on `flush`."""

    def __init__(
        self,
        path: Path,
        *,
        max_messages: int = 500,
        max_bytes: int = 8 << 20,
        is_forgotten: IsForgotten = lambda key: False,
    ) -> None:
        self._log, self._pid = Log(path, is_forgotten), os.getpid()
        self._max_messages, self._max_bytes = max_messages, max_bytes
        self._waiting: list[Message] = []
        self._bytes = 0
        self._closed = False

    def send(self, message: Message) -> None:
        """See `Producer.send`."""
        self._waiting.append(message)
        self._bytes += len(message.value)
        if len(self._waiting) >= self._max_messages or self._bytes >= self._max_bytes:
            self.flush()

    def flush(self) -> None:
        """See `Producer.flush`."""
        if self._pid != os.getpid():
            raise FatalError("a producer does not pass a fork: make it in the process that uses it")
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        if waiting:
            with self._log.write():
                self._log.append(waiting)

    def close(self) -> None:
        """See `Producer.close`."""
        if self._closed or self._pid != os.getpid():
            return
        self._closed = True
        try:
            self.flush()
        finally:
            self._log.close()


def _drop_ended(log: Log, partition: int, before_ms: int) -> int:
    count, dropped = 0, _EXPIRE_RECORDS
    while dropped == _EXPIRE_RECORDS:
        with log.write():
            dropped = log.drop_ended(partition, before_ms, _EXPIRE_RECORDS)
        count += dropped
    return count


def _expire(log: Log, partition: int, before_ms: int) -> int:
    """Deletes the partition's records up to the first one that is not older; returns how many."""
    count, deleted = 0, _EXPIRE_RECORDS
    while deleted == _EXPIRE_RECORDS:
        with log.write():
            ((first, low, high),) = log.rows(
                "SELECT first, id << 40 | first, id << 40 | next FROM partition WHERE id = ?", partition
            )
            ((stop,),) = log.rows(
                "SELECT min(id) FROM (SELECT id, timestamp_ms FROM record WHERE id >= ? AND id < ? LIMIT ?)"
                " WHERE timestamp_ms >= ?",
                low,
                high,
                _EXPIRE_RECORDS,
                before_ms,
            )
            stop = min(high, low + _EXPIRE_RECORDS) if stop is None else stop
            log.rows("DELETE FROM record WHERE id >= ? AND id < ?", low, stop)
            log.rows("UPDATE partition SET first = ? WHERE id = ?", first + stop - low, partition)
        deleted = int(stop - low)
        count += deleted
    return count
