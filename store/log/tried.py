"""Objects over others that are only read: what is written, moved or deleted is so for who asks here, and nowhere else.

So that a repair can be tried on a store that lies on a disk that can't be written, or in a bucket.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO

import duckdb
import pyarrow as pa

from newswire.store.log.local import LocalObjects
from newswire.store.log.objects import Objects, Stat


class TriedObjects:
    """The objects of `base`, which stay as they are; what is new lies in `folder`. For one process."""

    def __init__(self, base: Objects, folder: Path) -> None:
        self.base, self._new = base, LocalObjects(folder)
        self._moved: dict[str, str] = {}  #: key here -> key in `base`
        self._gone: set[str] = set()  #: keys of `base` that are not here

    def put(self, contents: Mapping[str, bytes]) -> None:
        self._new.put(contents)

    def put_new(self, key: str, content: bytes) -> None:
        if self.stat(key):
            raise FileExistsError(key)
        self._new.put_new(key, content)

    def get(self, key: str) -> bytes:
        objects, at = self._at(key)
        return objects.get(at)

    def stat(self, key: str) -> Stat | None:
        objects, at = self._at(key)
        return objects.stat(at)

    def list(self, folder: str) -> "list[str]":
        moved = {key for key in self._moved if key.startswith(f"{folder}/")}
        return sorted({*self.base.list(folder)} - self._gone | moved | {*self._new.list(folder)})

    def delete(self, key: str) -> bool:
        there = self.stat(key) is not None
        self._new.delete(key)
        self._moved.pop(key, None)
        self._gone.add(key)
        return there

    def move(self, moves: Mapping[str, str]) -> int:
        moved = 0
        for source, key in moves.items():
            if self.stat(key):
                continue
            objects, at = self._at(source)
            if not objects.stat(at):
                raise FileNotFoundError(key)
            if objects is self._new:
                self._new.move({source: key})
            else:
                self._moved[key] = at
            self.delete(source)
            moved += 1
        return moved

    def create(self, key: str) -> AbstractContextManager[BinaryIO]:
        return self._new.create(key)

    def swap(
        self,
        folder: str,
        staged: Mapping[str, str],
        old: Collection[str],
        shown: Callable[[], object] = lambda: None,
    ) -> None:
        self.move({key: final for key, final in staged.items() if not self.stat(final)})
        shown()
        for key in old:
            self.delete(key)

    def tidy(self, current: Collection[str], older_than_s: float) -> None:
        """Nothing: all of it is gone with its folder."""

    @contextmanager
    def lock(self) -> Iterator[bool]:
        yield True

    def path(self, key: str) -> str:
        objects, at = self._at(key)
        return objects.path(at)

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.base.attach(connection)

    def open(self, key: str) -> pa.NativeFile:
        objects, at = self._at(key)
        return objects.open(at)

    def local(self, key: str) -> str:
        objects, at = self._at(key)
        return objects.local(at)

    def sha256(self, key: str) -> str:
        objects, at = self._at(key)
        return objects.sha256(at)

    def _at(self, key: str) -> tuple[Objects, str]:
        """Where an object is, if it is anywhere."""
        if self._new.stat(key) is None:
            if key in self._moved:
                return self.base, self._moved[key]
            if key not in self._gone:
                return self.base, key
        return self._new, key
