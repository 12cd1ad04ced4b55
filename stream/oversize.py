"""Messages that their topic does not take, and where their bytes are kept: beside the log, as long as their letter."""

import gzip
import io
import os
import time
from pathlib import Path
from uuid import uuid4

from newswire.stream.broker import MAX_MESSAGE_BYTES, Message
from newswire.stream.durable import sync
from newswire.stream.errors import RejectedError
from newswire.stream.s3.path import AnyPath, S3Path

#: what a broker adds to a message, generously
FRAME_BYTES = 2_048
#: what a dead letter of a message can hold, in base64 and with its frame
_HELD_BYTES = MAX_MESSAGE_BYTES * 5 // 8


class TooLargeError(RejectedError):
    """A message that its topic does not take; `content` is its value, `limit` what the topic takes in bytes."""

    def __init__(self, message: Message, size: int, limit: int) -> None:
        super().__init__("too_large", f"a message of {size} bytes for {message.topic}, which takes {limit}")
        self.content, self.limit = message.value, limit


def refusal(message: Message, limit: int, *, packed: bool) -> TooLargeError | None:
    """Why a topic that takes `limit` bytes refuses a message; None where it takes it.

    `packed`: the limit is of what is left after compression, as Kafka's is.
    """
    size = len(message.value) + sum(len(name) + len(value) for name, value in message.headers) + len(message.key or b"")
    if size > _HELD_BYTES:
        return TooLargeError(message, size, min(limit, _HELD_BYTES))
    if size + FRAME_BYTES <= limit:
        return None
    # measured with the fastest gzip: what is sent is packed at least as well, or not at all
    if packed and len(gzip.compress(message.value, 1)) + size - len(message.value) + FRAME_BYTES <= limit:
        return None
    return TooLargeError(message, size, limit)


class Aside:
    """A folder, here or in a bucket, for the bytes that a dead letter can't hold, one file for each letter, by its id.
    Its methods may raise OSError."""

    def __init__(self, folder: AnyPath) -> None:
        self.folder = folder

    def put(self, id: str, content: bytes) -> str:
        """Keeps them, durable when it returns; the name of the file."""
        if isinstance(self.folder, S3Path):
            (self.folder / f"{id}.bin").upload(io.BytesIO(content))
            return f"{id}.bin"
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"{uuid4().hex}.draft"
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / f"{id}.bin")
        sync(self.folder)
        return f"{id}.bin"

    def get(self, name: str) -> bytes:
        """The bytes of a file that a letter names. Raises FileNotFoundError; a name that is a path is not found."""
        if name != Path(name).name:
            raise FileNotFoundError(name)
        return (self.folder / name).read_bytes()

    def drop(self, id: str) -> None:
        """Deletes what there is of a letter."""
        (self.folder / f"{id}.bin").unlink(missing_ok=True)

    def expire(self, days: int) -> int:
        """Deletes what is older than letters are kept; returns how many files."""
        before = time.time() - days * 86400
        old = [path for path in self._files() if (_modified(path) or before) < before]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _files(self) -> list[AnyPath]:
        return list(self.folder.iterdir()) if self.folder.is_dir() else []


def _modified(path: AnyPath) -> float | None:
    return path.modified() if isinstance(path, S3Path) else path.stat().st_mtime
