"""A store on S3 for DuckDB, which reads through fsspec what it has no extension for: one store, and only to read."""

from datetime import UTC, datetime
from typing import Any, BinaryIO, cast

from fsspec import AbstractFileSystem

from newswire.store.log.objects import Stat
from newswire.store.log.s3 import S3Objects
from newswire.stream.s3.pieces import Pieces


class S3Files(AbstractFileSystem):  # type: ignore[misc]
    """The objects of one place as files. Patterns are not looked for: a path names one file, escaped or not."""

    protocol = "s3"
    cachable = False

    def __init__(self, objects: S3Objects) -> None:
        super().__init__()
        self._objects = objects
        self._known: dict[str, Stat] = {}  #: what is there is never changed, and asked for again and again

    def glob(self, path: str, **options: Any) -> list[str]:
        """The path itself: whether it is there shows when it is opened."""
        for c in "*?[":
            path = path.replace(f"[{c}]", c)
        return [path]

    def exists(self, path: str, **options: Any) -> bool:
        """Whether there is such an object."""
        return self._stat(path) is not None

    def info(self, path: str, **options: Any) -> dict[str, Any]:
        """Its size in bytes. Raises FileNotFoundError."""
        if (stat := self._stat(path)) is None:
            raise FileNotFoundError(path)
        return {"name": path, "size": stat.size, "type": "file", "mtime": stat.modified}

    def modified(self, path: str) -> datetime:
        """When it was written."""
        return datetime.fromtimestamp(self.info(path)["mtime"], UTC)

    def open(self, path: str, mode: str = "rb", **options: Any) -> BinaryIO:
        """To read only. Raises FileNotFoundError, PermissionError."""
        if set(mode) - {"r", "b"}:
            raise PermissionError(path)
        key = self._key(path)
        return cast(
            BinaryIO, Pieces(lambda start, length: self._objects.read(key, start, length), self.info(path)["size"])
        )

    def _stat(self, path: str) -> Stat | None:
        key = self._key(path)
        found = self._known.get(key) or self._objects.stat(key)
        if found:
            self._known[key] = found
        return found

    def _key(self, path: str) -> str:
        root = f"{self._objects.url}/"
        path = path if path.startswith("s3://") else f"s3://{path}"
        if not path.startswith(root):
            raise PermissionError(path)
        return path.removeprefix(root)
