"""Files, folders and databases, copied while others write to them, with the hash of what was copied."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

_BLOCK = 1 << 20
_WAIT_S = 60.0


class CopiedFile(msgspec.Struct, frozen=True):
    """One file of a backup: where it is, its size in bytes, BLAKE2b of its content (RFC 7693)."""

    path: str
    size: int
    hash: str


def copy_file(source: Path, target: Path) -> tuple[int, str]:
    """Copies as many bytes as it has now, durable when it returns; their number and hash. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    hash, left = blake2b(digest_size=32), source.stat().st_size
    copied = 0
    with source.open("rb") as read, target.open("xb") as write:
        while left > 0 and (block := read.read(min(_BLOCK, left))):
            write.write(block)
            hash.update(block)
            left -= len(block)
            copied += len(block)
        write.flush()
        os.fsync(write.fileno())
    return copied, hash.hexdigest()


def hash_of(path: Path) -> str:
    """The hash of a file's content."""
    hash = blake2b(digest_size=32)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            hash.update(block)
    return hash.hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below it, sorted; without links, which a backup has no use for."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (path for name in sorted(names) if (path := Path(parent) / name).is_file() and not path.is_symlink())


def copy_database(source: Path, target: Path) -> None:
    """A copy of an SQLite database as it is at one moment, whoever writes to it (SQLite's online backup)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with _opened(source) as read, contextlib.closing(sqlite3.connect(target)) as write:
        read.backup(write)
        write.execute("PRAGMA journal_mode = delete")
    with target.open("rb") as file:
        os.fsync(file.fileno())


@contextlib.contextmanager
def nobody_writes(path: Path) -> Iterator[None]:
    """Holds an SQLite database's lock of writing; readers go on. Raises sqlite3.OperationalError after a minute."""
    with _opened(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)) as connection:
        yield connection
