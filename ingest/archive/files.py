"""The files that the archive is written to: on a local disk they are appended to, in a bucket they are put whole."""

import contextlib
import os
import tempfile
import uuid
from pathlib import Path
from typing import BinaryIO, cast

from newswire.stream.durable import sync
from newswire.stream.s3.path import AnyPath, S3Path


class LocalFile:
    """A new file of this process alone."""

    goes_on = True  #: what comes after a `sync` may be appended

    def __init__(self, path: Path) -> None:
        """Raises FileExistsError."""
        self.name, self.path, self.size, self.is_whole = path.name, path, 0, True
        self._dirty = False
        self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)

    def append(self, data: bytes) -> None:
        """All of the data, or nothing; where not even that can be, `is_whole` is no more. Raises OSError."""
        left = memoryview(data)
        try:
            while left:
                left = left[os.write(self._fd, left) :]
        except OSError:
            try:
                os.ftruncate(self._fd, self.size)
            except OSError:
                self.is_whole = False
            raise
        self.size += len(data)
        self._dirty = True

    def sync(self) -> None:
        """Makes it durable. Raises OSError."""
        if self._dirty:
            os.fsync(self._fd)
            self._dirty = False

    def close(self) -> None:
        """Of no more use."""
        os.close(self._fd)


class BucketFile:
    """A new file that is gathered on the local disk, and put into a bucket by its one `sync`."""

    goes_on = False

    def __init__(self, path: S3Path) -> None:
        self.name, self.size, self.is_whole = path.name, 0, True
        self._final = path
        self._file = tempfile.NamedTemporaryFile(prefix="newswire-warc-")  # noqa: SIM115
        self.path = Path(self._file.name)

    def append(self, data: bytes) -> None:
        """All of the data, or nothing. Raises OSError."""
        try:
            self._file.write(data)
            self._file.flush()
        except OSError:
            self.is_whole = False
            raise
        self.size += len(data)

    def sync(self) -> None:
        """Puts it where others find it, durable when it returns. Raises OSError."""
        self._file.seek(0)
        self._final.upload(cast(BinaryIO, self._file))

    def close(self) -> None:
        """Of no more use."""
        self._file.close()


def begin(root: AnyPath, day: str, stem: str) -> LocalFile | BucketFile:
    """A new file in the folder of a day, whose name begins so. Raises OSError."""
    if isinstance(root, S3Path):
        # A container's host and process may be called as they were before it was started again.
        return BucketFile(root / day / f"{stem}-{uuid.uuid4().int % 10**12}.warc.gz")
    folder = root / day
    folder.mkdir(parents=True, exist_ok=True)
    number, made = 0, None
    while made is None:
        number += 1
        with contextlib.suppress(FileExistsError):  # of an earlier process of this number
            made = LocalFile(folder / f"{stem}-{number}.warc.gz")
    for parent in (folder, root):
        sync(parent)
    return made
