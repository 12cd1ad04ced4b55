"""What the store asks of the place where it lies: named objects that are written whole, once, and never changed.

The commit protocol, the readers and the clean-up speak to this seam only. `store/log/local.py` is the one for a folder,
`store/log/s3.py` the one for a bucket: there `put_new` is a conditional put (`If-None-Match: *`), `move` a copy that
the server makes. One contract suite (`tests/store/log/test_objects.py`) says what each must do. A key is a relative
path with `/` between its parts, as in `_commits/news.enriched.v1/0/00000000000000000000.json`.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

import duckdb
import pyarrow as pa

from newswire.stream.s3.url import S3Url


class Stat(NamedTuple):
    """What is known of an object without reading it."""

    size: int  #: bytes
    modified: float  #: seconds since 1970


class Objects(Protocol):
    """A place for objects. Every method may raise OSError where the place is full or out of reach."""

    def put(self, contents: Mapping[str, bytes]) -> None:
        """Writes objects, durable when it returns; one that is there is replaced. On an error some may be there."""

    def put_new(self, key: str, content: bytes) -> None:
        """Creates one object, durable when it returns and never seen in part: of all that try at once, one succeeds.

        Raises FileExistsError for the others.
        """

    def get(self, key: str) -> bytes:
        """The content. Raises FileNotFoundError."""

    def stat(self, key: str) -> Stat | None:
        """Size and time of the last write; None where there is no such object."""

    def list(self, folder: str) -> list[str]:
        """The keys below a folder, at any depth, sorted; none where it is not there. Drafts of `put_new` may show
        below `_staging`, never elsewhere."""

    def delete(self, key: str) -> bool:
        """Deletes an object; whether it was there."""

    def move(self, moves: Mapping[str, str]) -> int:
        """Gives objects their final keys (from -> to), durable when it returns; returns how many it moved itself.

        May be called again, and by several at once: an object that has its final key already is left alone.
        Raises FileNotFoundError with the final key where an object has neither. Where there is no rename, one that dies
        in between leaves the first key as well: garbage, for the clean-up by age.
        """

    def create(self, key: str) -> AbstractContextManager[BinaryIO]:
        """A new object that is written at length; durable once the block has ended, and not there where it raised."""

    def swap(
        self,
        folder: str,
        staged: Mapping[str, str],
        old: Collection[str],
        shown: Callable[[], object] = lambda: None,
    ) -> None:
        """Shows staged objects (key -> final key) in a folder in place of the old ones.

        On a local disk a reader that lists the folder sees either the one or the other, never both; an object that
        arrives in the folder meanwhile may be out of sight for a moment, until `tidy`. On S3 the new ones come first,
        and then the old ones go: who lists in between sees both. May be called again after a crash; whoever calls holds
        the lock. What is there already under its final key is left alone. `shown` is called once the new ones can be
        seen; on S3 that is before the old ones go.
        """

    def tidy(self, current: Collection[str], older_than_s: float) -> None:
        """Deletes what swaps have left, where it is so old; what of it is current and out of sight is shown again."""

    def lock(self) -> AbstractContextManager[bool]:
        """Whether this process may make versions until the block ends; False where another one does.

        On S3 it is a lease, which another process may take over from one that sleeps: so it saves work, and what is
        done under it has to be safe where two do it.
        """

    def path(self, key: str) -> str:
        """Where DuckDB finds the object, once `attach` was called on its connection: a path of the file system, or a
        URL. What follows the folder of the store in it is the key."""

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Lets a connection read what lies at `path`s of this place."""

    def open(self, key: str) -> pa.NativeFile:
        """The content, for who reads parts of it, as `pq.ParquetFile` does. Raises FileNotFoundError."""

    def local(self, key: str) -> str:
        """The path of a file with the content, for who maps it into memory: itself, or a copy that lives as long as
        this place is held, or until the next one is made. Raises FileNotFoundError."""

    def sha256(self, key: str) -> str:
        """Of the content, in hexadecimal, without holding it in memory. Raises FileNotFoundError."""


#: where a store lies, as callers may say it: a folder, a place in a bucket, or objects that are opened already
Place = Path | S3Url | Objects


def objects_at(place: Place, failpoint: Callable[[str], None] = lambda step: None) -> Objects:
    """The objects of a place. `failpoint` is told the steps that they take, unless they are opened already."""
    if isinstance(place, Path):
        from newswire.store.log.local import LocalObjects

        return LocalObjects(place.absolute(), failpoint=failpoint)
    if isinstance(place, S3Url):
        from newswire.store.log.s3 import S3Objects

        return S3Objects(place, failpoint=failpoint)
    return place
