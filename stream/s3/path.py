"""A place in a bucket with the part of `pathlib.Path` that readers of files need."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from newswire.stream.s3.bucket import open_bucket, told
from newswire.stream.s3.pieces import Pieces
from newswire.stream.s3.url import S3Url

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import S3Store


class S3Path(NamedTuple):
    """A folder or a file below a place, by its key, with `/` between its parts. What is read is read again each time.

    Each method may raise OSError, as those of a Path do.
    """

    url: S3Url
    key: str = ""

    def __str__(self) -> str:
        return f"{self.url}/{self.key}".rstrip("/")

    def __truediv__(self, name: str) -> "S3Path":
        return S3Path(self.url, f"{self.key}/{name}".strip("/"))

    @property
    def name(self) -> str:
        """The last part of the key."""
        return self.key.rpartition("/")[2]

    @property
    def parent(self) -> "S3Path":
        """The folder that it is in; of the place itself the place."""
        return S3Path(self.url, self.key.rpartition("/")[0])

    def is_file(self) -> bool:
        """Whether there is such an object."""
        return self._size() is not None

    def is_dir(self) -> bool:
        """Whether there is an object below it."""
        return next(self._below(), None) is not None

    def exists(self) -> bool:
        """Whether it is one or the other."""
        return self.is_file() or self.is_dir()

    def iterdir(self) -> Iterator["S3Path"]:
        """The files and folders in it, sorted."""
        depth = len(self.key.split("/")) if self.key else 0
        names = {key.split("/")[depth] for key in self._below()}
        return (self / name for name in sorted(names))

    def rglob(self, pattern: str) -> Iterator["S3Path"]:
        """The files of such names in it and in all below."""
        return (S3Path(self.url, key) for key in self._below() if fnmatch(key.rpartition("/")[2], pattern))

    def open(self, mode: str = "rb") -> BinaryIO:
        """To read only. Raises FileNotFoundError."""
        import obstore

        if mode != "rb":
            raise PermissionError(f"{self} is opened to read only, not {mode}")
        if (size := self._size()) is None:
            raise FileNotFoundError(str(self))

        def get(start: int, length: int) -> bytes:
            with told(self.url, self.key):
                return bytes(obstore.get_range(_bucket(self.url), self.key, start=start, length=length))

        return cast(BinaryIO, io.BufferedReader(Pieces(get, size)))

    def read_bytes(self) -> bytes:
        """All of it. Raises FileNotFoundError."""
        import obstore

        with told(self.url, self.key):
            return bytes(obstore.get(_bucket(self.url), self.key).bytes())

    def upload(self, file: BinaryIO) -> None:
        """Writes it, durable when it returns; what was there is replaced."""
        import obstore

        with told(self.url, self.key):
            obstore.put(_bucket(self.url), self.key, file)

    def write_after(self, tag: str | None, content: bytes) -> None:
        """Writes it where it still is what had that tag, or is not there where the tag is None; durable when it
        returns. Raises FileExistsError where somebody else was first (RFC 9110, If-Match and If-None-Match)."""
        import obstore

        mode: Any = {"e_tag": tag} if tag else "create"
        with told(self.url, self.key):
            obstore.put(_bucket(self.url), self.key, content, mode=mode, use_multipart=False)

    def unlink(self, missing_ok: bool = False) -> None:
        """Deletes it. Raises FileNotFoundError where it is not there, unless that is all right."""
        import obstore

        if not missing_ok and not self.is_file():
            raise FileNotFoundError(str(self))
        with told(self.url, self.key):
            obstore.delete(_bucket(self.url), self.key)

    def rmdir(self) -> None:
        """Nothing: a folder without files is not there."""

    def tag(self) -> str | None:
        """What is another value once somebody else has written it; None where it is not there."""
        found = self._head()
        return found["e_tag"] if found else None

    def modified(self) -> float | None:
        """When it was written, in seconds since 1970; None where it is not there."""
        found = self._head()
        return found["last_modified"].timestamp() if found else None

    def _size(self) -> int | None:
        found = self._head()
        return found["size"] if found else None

    def _head(self) -> "ObjectMeta | None":
        import obstore

        try:
            with told(self.url, self.key):
                return obstore.head(_bucket(self.url), self.key)
        except FileNotFoundError:
            return None

    def _below(self) -> Iterator[str]:
        import obstore

        with told(self.url, self.key):
            for page in obstore.list(_bucket(self.url), self.key or None):
                yield from (one["path"] for one in page)


AnyPath = Path | S3Path


@contextmanager
def at_hand(path: AnyPath) -> Iterator[Path]:
    """A file on this machine with what is there, of the same name in a folder of the same name. What is changed in it
    while the block lasts is changed there, at once for who reads it. Raises OSError."""
    if isinstance(path, Path):
        yield path
        return
    before = path.read_bytes()
    with tempfile.TemporaryDirectory(prefix="newswire-s3-") as folder:
        copy = Path(folder) / path.parent.name / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(before)
        yield copy
        if copy.read_bytes() != before:
            with copy.open("rb") as file:
                path.upload(file)


@cache
def _bucket(url: S3Url) -> "S3Store":
    return open_bucket(url)
