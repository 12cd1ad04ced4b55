"""Files and folders that survive a power cut once the call returns."""

import ctypes
import errno
import os
import sys
import uuid
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from newswire.stream.durable import sync

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def write(descriptor: int, content: bytes) -> None:
    """Writes all of it, durable when it returns."""
    fill(descriptor, content)
    os.fsync(descriptor)


def fill(descriptor: int, content: bytes) -> None:
    """Writes all of it, durable once it is synced."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_all(paths: Iterable[Path]) -> None:
    """Makes several files or folders durable, side by side: a disk that is asked at once has less to do."""
    wanted = list(paths)
    if len(wanted) < 2:
        for path in wanted:
            sync(path)
        return
    with ThreadPoolExecutor(min(8, len(wanted))) as pool:
        list(pool.map(sync, wanted))


def make_folder(path: Path) -> None:
    """Makes a folder and its parents, each durable in its own parent; one that is there stays as it is."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    sync(path.parent)


def exchange(one: Path, other: Path, aside: Path) -> None:
    """Two folders change places, at once where the system can; else `other` is not there for a moment."""
    if sys.platform == "linux" and _exchanged(one, other):
        return
    parked = aside / f"{one.name}.{uuid.uuid4().hex}"
    other.rename(parked)
    one.rename(other)
    parked.rename(one)


def _exchanged(one: Path, other: Path) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    paths = [os.fsencode(path) for path in (one, other)]
    if libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):  # a file system that can't
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(one))


def show(path: Path, final: Path) -> None:
    """Gives a file another name, unless it has it."""
    make_folder(final.parent)
    with suppress(FileExistsError):
        final.hardlink_to(path)
