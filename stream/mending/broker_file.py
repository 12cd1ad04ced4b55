"""The embedded broker's file: what is damaged in it, and how it is made whole again, as far as it can be read.

A record that is damaged or missing becomes an empty one with the header `DAMAGED`, so that offsets stay what they were
and the stage that meets it makes a dead letter of it.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import zstandard

from newswire.stream.embedded.compaction import index_again
from newswire.stream.embedded.damaged import COMPRESSED, DAMAGED, SUMMED, is_sound, packed_of
from newswire.stream.embedded.file import make_file, reading_uri
from newswire.stream.embedded.log import OFFSET_BITS
from newswire.stream.mending.sqlite import put_aside, salvage, troubles

Row = tuple[int, int, bytes | None, bytes | None, int, bytes]
_SELECT = "SELECT id, timestamp_ms, key, headers, packed, value FROM record WHERE id >= ? AND id < ? ORDER BY id"


class Bad(NamedTuple):
    """A record that is not what was sent, or not there."""

    topic: str
    partition: int
    offset: int
    key: str | None  #: as far as it can be read
    why: str  #: damaged, missing


class Partition(NamedTuple):
    """A partition and how far it reaches."""

    id: int
    topic: str
    number: int
    first: int
    next: int
    compacted: bool  #: offsets may be missing


def check(path: Path) -> tuple[list[str], list[Bad]]:
    """What is wrong with the file's structure, and with its records."""
    found = troubles(path)
    try:
        with contextlib.closing(sqlite3.connect(reading_uri(path), uri=True, timeout=30)) as db:
            return found, [bad for partition in _partitions(db) for bad in _bad(db, partition)]
    except sqlite3.DatabaseError as e:
        return found or [str(e)], []


def mend(path: Path, aside: Path) -> tuple[list[Bad], bool]:
    """Makes the file whole; what is damaged goes into a folder. The records that are lost, and whether the file could
    be read at all: where not, it is gone from its place. Nobody may have it open who writes."""
    structure, bad = check(path)
    if structure:
        new = path.with_name(f"{path.name}.mended")
        for suffix in ("", "-wal", "-shm"):
            new.with_name(new.name + suffix).unlink(missing_ok=True)
        make_file(new)
        if not _salvaged(path, new):
            put_aside(path, aside)
            _remove(new)
            return [], False
        bad = _mend_rows(new, aside)
        if troubles(new):
            raise OSError(f"{new} is not sound")
        _checkpoint(new)
        put_aside(path, aside)
        new.rename(path)
        _remove(new)
    elif bad:
        make_file(path)  # what an older file lacks
        bad = _mend_rows(path, aside)
    return bad, True


def _salvaged(path: Path, new: Path) -> bool:
    try:
        counts = salvage(path, new)
    except sqlite3.DatabaseError:
        return False
    return bool(counts.get("topic") and counts.get("partition"))


def _partitions(db: sqlite3.Connection) -> list[Partition]:
    rows = db.execute("SELECT id, topic, number, first, next FROM partition ORDER BY topic, number").fetchall()
    known = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'compacted'").fetchall()  # not in older files
    compacted = {topic for (topic,) in db.execute("SELECT topic FROM compacted")} if known else set()
    return [Partition(id, topic, number, first, next, topic in compacted) for id, topic, number, first, next in rows]


def _bad(db: sqlite3.Connection, p: Partition) -> Iterator[Bad]:
    low = p.id << OFFSET_BITS
    if p.compacted:
        yield from _bad_of_newest(db, p)
        return
    expected = p.first
    try:
        for row in db.execute(_SELECT, (low + p.first, low + p.next)):
            offset = row[0] - low
            yield from (Bad(p.topic, p.number, gone, None, "missing") for gone in range(expected, offset))
            if not _is_whole(row):
                yield Bad(p.topic, p.number, offset, _shown(row[2]), "damaged")
            expected = offset + 1
    except sqlite3.DatabaseError:
        pass  # told with the structure: what follows counts as missing
    yield from (Bad(p.topic, p.number, gone, None, "missing") for gone in range(expected, p.next))


def _bad_of_newest(db: sqlite3.Connection, p: Partition) -> Iterator[Bad]:
    """Of a compacted topic: what its table of newest records names."""
    low = p.id << OFFSET_BITS
    try:
        for key, offset in db.execute("SELECT key, offset FROM newest WHERE partition = ? ORDER BY offset", (p.id,)):
            row = next(iter(db.execute(_SELECT, (low + offset, low + offset + 1))), None)
            if row is None or not _is_whole(row):
                yield Bad(p.topic, p.number, offset, _shown(key), "damaged" if row else "missing")
    except sqlite3.DatabaseError:
        pass  # told with the structure


def _is_whole(row: Row) -> bool:
    id_, at_ms, key, headers, packed, value = row
    if packed & SUMMED:
        return is_sound((id_, at_ms, key, headers), value, packed)
    try:
        if packed & COMPRESSED:
            zstandard.ZstdDecompressor().decompress(value)
        if headers:
            msgspec.msgpack.decode(headers)
    except (zstandard.ZstdError, msgspec.DecodeError):
        return False
    return True


def _shown(key: bytes | None) -> str | None:
    return key.decode("utf-8", "replace") if key else None


def _mend_rows(path: Path, aside: Path) -> list[Bad]:
    """Puts an empty record in the place of each that is damaged or missing; the damaged ones are kept in a file."""
    headers = msgspec.msgpack.encode(((DAMAGED, b"lost, and told by newswire repair"),))
    with contextlib.closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        bad = [(p, one) for p in _partitions(db) for one in _bad(db, p)]
        kept = []
        for p, one in bad:
            id_ = (p.id << OFFSET_BITS) + one.offset
            row = db.execute("SELECT * FROM record WHERE id = ?", (id_,)).fetchone()
            before = db.execute(
                "SELECT timestamp_ms FROM record WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1",
                (p.id << OFFSET_BITS, id_),
            ).fetchone()
            if row:
                kept.append({"topic": p.topic, "partition": p.number, "offset": one.offset, "row": row})
            at = before[0] if before else int(time.time() * 1000)
            key = one.key.encode() if one.key else None
            packed = packed_of((id_, at, key, headers), b"", compressed=False)
            values = (id_, at, key, headers, packed, b"")
            db.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?)", values)
        if kept:
            aside.mkdir(parents=True, exist_ok=True)
            (aside / f"{path.name.removesuffix('.mended')}.records.msgpack").write_bytes(msgspec.msgpack.encode(kept))
        index_again(db)
        db.execute("COMMIT")
    return [one for _, one in bad]


def _checkpoint(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _remove(new: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-lock"):
        new.with_name(new.name + suffix).unlink(missing_ok=True)
