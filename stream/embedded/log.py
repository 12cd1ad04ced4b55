"""The embedded broker's file: an SQLite database with a B-tree of records, and how records get in and out of it.

A record's row id is `partition id << 40 | offset`: each partition is one run of the B-tree, read and appended in
order, without a second index. Values are compressed (zstd level 1: a news article shrinks to a third, at about
the price of hashing it).

Durability: WAL with synchronous=FULL, one fsync per commit. NORMAL would survive kill -9 as well, since what a
process wrote stays in the page cache. But a power cut would then take the last commits back, offsets that the
store has recorded already would be given out a second time, and the store would skip the new records as known.
"""

import contextlib
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import zstandard

from newswire.stream.broker import Headers, Message, Record, check_size
from newswire.stream.embedded import compaction
from newswire.stream.embedded.damaged import COMPRESSED, DAMAGED, is_sound, packed_of
from newswire.stream.embedded.file import BUSY_S, SCHEMA_VERSION, reading_uri, sqlite_errors
from newswire.stream.embedded.partition import partition_of
from newswire.stream.errors import FatalError
from newswire.stream.safe.wipe import wipe_sqlite

OFFSET_BITS = 40
_COMPRESS_FROM = 400  #: bytes; below, a frame's overhead eats the gain
#: key, headers, packed, value of a record that was erased
_TOMBSTONE = (None, None, 0, b"")
#: whether what goes by a key must not be kept
IsForgotten = Callable[[str], bool]
_headers_decoder = msgspec.msgpack.Decoder(tuple[tuple[str, bytes], ...])


class PartitionInfo(msgspec.Struct, frozen=True):
    """One partition and how far it reaches."""

    id: int
    topic: str
    number: int
    first: int
    next: int


class Log:
    """One connection to the file. For one thread at a time of the process that opened it."""

    def __init__(self, path: Path, is_forgotten: IsForgotten = lambda key: False, *, readonly: bool = False) -> None:
        self._is_forgotten = is_forgotten
        with sqlite_errors(f"can't open {path}"):
            name = reading_uri(path) if readonly else str(path)
            self._db = sqlite3.connect(
                name, timeout=BUSY_S, isolation_level=None, check_same_thread=False, uri=readonly
            )
            try:
                self._db.execute("PRAGMA synchronous = FULL")
                self._db.execute("PRAGMA journal_size_limit = 67108864")
                version = self._db.execute("PRAGMA user_version").fetchone()[0]
            except BaseException:
                self._db.close()
                raise
        if version != SCHEMA_VERSION:
            self._db.close()
            raise FatalError(f"{path} has layout {version}, this newswire reads layout {SCHEMA_VERSION}")
        self._zip, self._unzip = zstandard.ZstdCompressor(1), zstandard.ZstdDecompressor()

    def rows(self, sql: str, *args: object) -> list[tuple]:  # type: ignore[type-arg] # columns are the statement's
        """All rows of a statement."""
        with sqlite_errors(sql):
            return self._db.execute(sql, args).fetchall()

    def version(self) -> int:
        """Changes whenever another connection has committed something."""
        return int(self.rows("PRAGMA data_version")[0][0])

    @contextlib.contextmanager
    def write(self) -> Iterator[None]:
        """A transaction that holds the write lock from its start; rolled back on any exception."""
        with sqlite_errors("write"):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def partitions(self, topics: Sequence[str]) -> list[PartitionInfo]:
        """The partitions of these topics."""
        marks = ",".join("?" * len(topics))
        sql = f"SELECT id, topic, number, first, next FROM partition WHERE topic IN ({marks}) ORDER BY topic, number"
        return [PartitionInfo(*row) for row in self.rows(sql, *topics)]

    def append(self, messages: Sequence[Message]) -> None:
        """Adds messages at the ends of their partitions. Only inside of `write`."""
        known: dict[str, list[PartitionInfo]] = {}
        compacted: dict[str, bool] = {}
        ends: dict[int, int] = {}
        now_ms = time.time_ns() // 1_000_000
        for message in messages:
            check_size(message)
            if message.topic not in known:
                known[message.topic] = self.partitions([message.topic])
                compacted[message.topic] = compaction.is_compacted(self._db, message.topic)
            partitions = known[message.topic]
            if not partitions:
                raise FatalError(f"no such topic: {message.topic}")
            if message.key is None:
                partition = secrets.choice(partitions)
            else:
                partition = partitions[partition_of(message.key, len(partitions))]
            offset = ends.get(partition.id, partition.next)
            ends[partition.id] = offset + 1
            compressed = len(message.value) >= _COMPRESS_FROM
            value = self._zip.compress(message.value) if compressed else message.value
            headers = msgspec.msgpack.encode(message.headers) if message.headers else None
            row = ((partition.id << OFFSET_BITS) + offset, now_ms, message.key, headers)
            sent: tuple[object, ...] = (*row, packed_of(row, value, compressed=compressed), value)
            # asked within the transaction: who erases takes one of its own, after the key is on the list
            if message.key and self._is_forgotten(message.key.decode("utf-8", "replace")):
                sent = (*row[:2], message.key if compacted[message.topic] else None, *_TOMBSTONE[1:])
            if compacted[message.topic]:
                if not message.key:
                    raise FatalError(f"{message.topic} is compacted: a message needs a key")
                ended_ms = None if sent[-1] else now_ms
                compaction.replace(self._db, partition.id, message.key, offset, ended_ms)
            self._db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", sent)
        self._db.executemany("UPDATE partition SET next = ? WHERE id = ?", [(end, p) for p, end in ends.items()])

    def drop_ended(self, p: int, before_ms: int, limit: int) -> int:
        """See `newswire.stream.embedded.compaction`. Only inside of `write`."""
        return compaction.drop_ended(self._db, p, before_ms, limit)

    def erase(self, p: PartitionInfo, offsets: Iterable[int]) -> None:
        """Leaves tombstones in the place of records. Only inside of `write`."""
        low = p.id << OFFSET_BITS
        rows = [(*_TOMBSTONE, low + offset) for offset in offsets]
        self._db.executemany("UPDATE record SET key = ?, headers = ?, packed = ?, value = ? WHERE id = ?", rows)

    def wipe(self) -> None:
        """Makes what was deleted unreadable in the file."""
        with sqlite_errors("wipe"):
            wipe_sqlite(self._db)

    def read(self, p: PartitionInfo, offset: int, max_records: int, max_bytes: int) -> list[Record]:
        """Records from `offset` on: no more than this many, and no further one once they hold `max_bytes`. One that is
        not as it was sent has the header `DAMAGED`, and the value that was found."""
        low = p.id << OFFSET_BITS
        sql = "SELECT id, timestamp_ms, key, headers, packed, value FROM record WHERE id >= ? AND id < ? LIMIT ?"
        records: list[Record] = []
        size = 0
        with sqlite_errors("read"), contextlib.closing(self._db.cursor()) as cursor:
            for id_, at_ms, key, packed_headers, packed, value in cursor.execute(
                sql, (low + offset, low + (1 << OFFSET_BITS), max_records)
            ):
                plain, headers = self._plain((id_, at_ms, key, packed_headers), packed, value)
                records.append(Record(p.topic, p.number, id_ - low, at_ms, key, plain, headers))
                size += len(plain)
                if size >= max_bytes:
                    break
        return records

    def _plain(
        self, row: tuple[int, int, bytes | None, bytes | None], packed: int, value: bytes
    ) -> tuple[bytes, Headers]:
        """Value and headers of a row."""
        try:
            plain = self._unzip.decompress(value) if packed & COMPRESSED else value
            headers: Headers = _headers_decoder.decode(row[3]) if row[3] else ()
            if is_sound(row, value, packed):
                return plain, headers
        except (zstandard.ZstdError, msgspec.DecodeError):
            plain = value
        return plain, ((DAMAGED, b"its sum is another one"),)

    def committed(self, group: str) -> Mapping[int, int]:
        """Partition id -> the offset that the group begins at."""
        return dict(self.rows("SELECT partition, next FROM committed WHERE team = ?", group))

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()
