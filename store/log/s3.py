"""Objects in a bucket on S3, or on what speaks like it: conditional puts in place of links, copies in place of renames.

The server has to refuse a put with `If-None-Match: *` where the key is taken, of however many that try at once to all
but one; AWS does so, and most others. What a call has written is durable once it returns, as S3 promises.
"""

import hashlib
import tempfile
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO, cast

import duckdb
import pyarrow as pa

from newswire.store.log.copies import Copies
from newswire.store.log.lease import lease
from newswire.store.log.objects import Stat
from newswire.stream.s3.bucket import open_bucket, side_by_side, told
from newswire.stream.s3.pieces import Pieces
from newswire.stream.s3.url import S3Url

if TYPE_CHECKING:
    from obstore.store import S3Store

#: read at once at most
_PIECE = 8 << 20
#: tells whose put it was that made an object, where the answer was lost on its way and the put was sent again
_MARK = "put-by"


class S3Objects:
    """The objects below a place in a bucket. `failpoint` is told each step by name, for tests."""

    at_once = 8  #: requests

    def __init__(self, url: S3Url, *, failpoint: Callable[[str], None] = lambda step: None) -> None:
        self.url, self._failpoint = url, failpoint

    @cached_property
    def bucket(self) -> "S3Store":
        """The library's own, opened when it is first asked for."""
        return open_bucket(self.url)

    def put(self, contents: Mapping[str, bytes]) -> None:
        import obstore

        def one(key: str) -> None:
            with told(self.url, key):
                obstore.put(self.bucket, key, contents[key])

        side_by_side(one, contents, self.at_once)

    def put_new(self, key: str, content: bytes) -> None:
        import obstore

        mark = uuid.uuid4().hex
        self._failpoint("drafted")
        try:
            with told(self.url, key):
                obstore.put(self.bucket, key, content, mode="create", attributes={_MARK: mark}, use_multipart=False)
        except FileExistsError:
            with told(self.url, key):
                found = obstore.get(self.bucket, key, options={"head": True}).attributes
            if found.get(_MARK) != mark:
                raise
        self._failpoint("linked")

    def get(self, key: str) -> bytes:
        import obstore

        with told(self.url, key):
            return bytes(obstore.get(self.bucket, key).bytes())

    def stat(self, key: str) -> Stat | None:
        import obstore

        try:
            with told(self.url, key):
                found = obstore.head(self.bucket, key)
        except FileNotFoundError:
            return None
        return Stat(found["size"], found["last_modified"].timestamp())

    def list(self, folder: str) -> "list[str]":
        import obstore

        with told(self.url, folder):
            return sorted(one["path"] for page in obstore.list(self.bucket, folder) for one in page)

    def delete(self, key: str) -> bool:
        import obstore

        if self.stat(key) is None:
            return False
        with told(self.url, key):
            obstore.delete(self.bucket, key)
        return True

    def move(self, moves: Mapping[str, str]) -> int:
        return sum(side_by_side(lambda source: self._moved(source, moves[source]), moves, self.at_once))

    def _moved(self, source: str, key: str) -> bool:
        """A source that is left behind by a crash between its steps is garbage, for the clean-up by age."""
        import obstore

        if self.stat(key):
            return False
        self._failpoint("copying")
        try:
            with told(self.url, source):
                obstore.copy(self.bucket, source, key)
        except FileNotFoundError as e:
            if self.stat(key):  # another process has moved it since we looked
                return False
            raise FileNotFoundError(key) from e
        self._failpoint("copied")
        with told(self.url, source):
            obstore.delete(self.bucket, source)
        self._failpoint("moved")
        return True

    @contextmanager
    def create(self, key: str) -> Iterator[BinaryIO]:
        import obstore

        # On disk first: parts of an upload that was given up would stay, and be paid for.
        with tempfile.TemporaryFile() as file:
            yield cast(BinaryIO, file)
            file.seek(0)
            with told(self.url, key):
                obstore.put(self.bucket, key, cast(BinaryIO, file))

    def swap(
        self,
        folder: str,
        staged: Mapping[str, str],
        old: Collection[str],
        shown: Callable[[], object] = lambda: None,
    ) -> None:
        import obstore

        self._failpoint("swapping")
        self.move(staged)
        self._failpoint("swapped")
        if going := sorted({*old} & {*self.list(folder)}):
            shown()
            with told(self.url, folder):
                obstore.delete(self.bucket, going)

    def tidy(self, current: Collection[str], older_than_s: float) -> None:
        """Nothing: a swap leaves nothing here, and puts nothing out of sight."""

    def lock(self) -> AbstractContextManager[bool]:
        return lease(self.bucket, self.url)

    def path(self, key: str) -> str:
        return f"{self.url}/{key}"

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        from newswire.store.log.s3_files import S3Files

        connection.register_filesystem(S3Files(self))

    def open(self, key: str) -> pa.NativeFile:
        if (stat := self.stat(key)) is None:
            raise FileNotFoundError(key)
        return pa.PythonFile(Pieces(lambda start, length: self.read(key, start, length), stat.size), "r")

    def read(self, key: str, start: int, length: int) -> bytes:
        """A part of an object. Raises FileNotFoundError."""
        import obstore

        with told(self.url, key):
            return bytes(obstore.get_range(self.bucket, key, start=start, length=length))

    def local(self, key: str) -> str:
        return self._copies.of(key, self.get)

    def sha256(self, key: str) -> str:
        digest = hashlib.sha256()
        with self.open(key) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
        return digest.hexdigest()

    @cached_property
    def _copies(self) -> Copies:
        return Copies()
