"""A file that several add to, on this machine or in a bucket. What was added stays; nobody's lines get lost."""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path

from newswire.stream.durable import sync
from newswire.stream.s3.path import AnyPath, S3Path

#: seconds after which what lies in a bucket is asked for again: so late may a machine see what another one added
FRESH_S = 2.0
_TRIES = 50


class SharedFile:
    """The file at a place; without it, it is empty. Each method may raise OSError."""

    def __init__(self, path: AnyPath) -> None:
        self.path = path
        self._stamp: object = None
        self._asked = -FRESH_S

    @property
    def seen_after_s(self) -> float:
        """Seconds after which everybody who asks sees what was added."""
        return 0.0 if isinstance(self.path, Path) else FRESH_S

    def stamp(self) -> object:
        """What is another value once somebody has added to it; None where it is not there."""
        if isinstance(self.path, Path):
            try:
                stat = self.path.stat()
            except FileNotFoundError:
                return None
            return stat.st_ino, stat.st_size, stat.st_mtime_ns
        now = time.monotonic()
        if now - self._asked >= FRESH_S:
            self._stamp, self._asked = self.path.tag(), now
        return self._stamp

    def read(self) -> bytes:
        """All of it; nothing where it is not there."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""

    def add(self, more: Callable[[bytes], bytes]) -> None:
        """Adds what `more` makes of what is there; durable when it returns, and nobody else adds in between.

        In a bucket it is tried again, with what is there then, where somebody else was first.
        """
        if isinstance(self.path, Path):
            _add_here(self.path, more)
        else:
            _add_there(self.path, more)
        self._asked = -FRESH_S


def _add_here(path: Path, more: Callable[[bytes], bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        added = more(path.read_bytes() if path.is_file() else b"")
        if not added:
            return
        with path.open("ab") as file:
            file.write(added)
            file.flush()
            os.fsync(file.fileno())
        sync(path.parent)


def _add_there(path: S3Path, more: Callable[[bytes], bytes]) -> None:
    for attempt in range(_TRIES):
        tag = path.tag()
        before = path.read_bytes() if tag else b""
        added = more(before)
        if not added:
            return
        try:
            path.write_after(tag, before + added)
        except FileExistsError:
            time.sleep(min(0.02 * (attempt + 1), 0.5))
        else:
            return
    raise OSError(f"{path}: others write to it all the time")
