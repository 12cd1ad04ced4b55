"""Logs without the lines that name a forgotten article: made blank where they stand, as their writers go on."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from newswire.ingest.takedown.told import Told


def sweep(folders: Sequence[Path], told: Told, *, dry: bool = False) -> int:
    """Makes lines of all files below these folders blank in which the URL of a forgotten article stands; returns how
    many. With `dry` it only counts. Raises OSError."""
    return sum(_sweep(path, told, dry) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


def _sweep(path: Path, told: Told, dry: bool) -> int:
    found = [(at, line) for at, line in _lines(path) if b"http" in line and told.bytes(line)]
    if found and not dry:
        file = os.open(path, os.O_WRONLY)
        try:
            for at, line in found:
                os.pwrite(file, b" " * len(line.rstrip(b"\r\n")), at)
            os.fsync(file)
        finally:
            os.close(file)
    return len(found)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    at = 0
    with path.open("rb") as file:
        for line in file:
            yield at, line
            at += len(line)
