"""The disk, and whether what must be written can be."""

import errno
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from newswire.health.alarm import ERROR, Alarm, command
from newswire.settings import Settings

_MB = 1_000_000


def check_places(settings: Settings) -> Iterator[Alarm]:
    """Whether the disks of home, store and archive are nearly full, and home and store can be written.

    Nothing is left there: the file that is tried has no name. Places in a bucket are the workers' to tell of.
    """
    places = {"home": settings.home, "store": settings.store_root, "archive": settings.archive_root}
    seen: set[int] = set()
    for name, place in places.items():
        folder = _existing(place) if isinstance(place, Path) else None
        if folder is None:
            continue
        device = folder.stat().st_dev
        if device not in seen:
            seen.add(device)
            yield from _full(settings, name, folder)
        if name != "archive" and (error := _cannot_write(folder)):
            sentence = f"{name} is read-only: nothing can be written to {folder} ({error.strerror}); what comes waits"
            yield Alarm(name, f"{name}_read_only", ERROR, None, None, sentence, _open(folder, error))


def _full(settings: Settings, name: str, folder: Path) -> Iterator[Alarm]:
    disk = os.statvfs(folder)
    free = disk.f_bavail * disk.f_frsize // _MB
    if free < settings.min_free_mb:
        sentence = f"the disk of {name} is nearly full: {free} MB are free at {folder} (limit min_free_mb "
        sentence += f"{settings.min_free_mb} MB)"
        remedy = command(settings, "retain")
        yield Alarm("disk", "disk_full", ERROR, free, settings.min_free_mb, sentence, remedy)


def _existing(place: Path) -> Path | None:
    """It, or the nearest folder above it that is there."""
    return next((folder for folder in (place, *place.parents) if folder.is_dir()), None)


def _cannot_write(folder: Path) -> OSError | None:
    """Why no file can be made there; None where one can."""
    try:
        os.close(os.open(folder, getattr(os, "O_TMPFILE", os.O_DIRECTORY) | os.O_WRONLY, 0o600))
    except OSError as e:
        if e.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            return e
        # this file system has no nameless files: its rights are all that can be asked without leaving a trace
        return None if os.access(folder, os.W_OK) else OSError(errno.EACCES, os.strerror(errno.EACCES))
    return None


def _open(folder: Path, error: OSError) -> str:
    if error.errno == errno.EROFS:
        mount = next((one for one in (folder, *folder.parents) if one.is_mount()), Path("/"))
        return f"mount -o remount,rw {shlex.quote(str(mount))}"
    return f"chmod -R u+rwX {shlex.quote(str(folder))}"
