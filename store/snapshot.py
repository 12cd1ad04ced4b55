"""Which files a reader may see: those of batches that are committed and published as a whole.

A batch has files in several tables and days, which are renamed one after the other. A snapshot takes the commit log
first and the folders second, and leaves out the newest batch of a partition unless all of its files are there.
File names count only where the commit log says the same: a stray file is no data.
"""

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from store.commits import CommitLog, file_name
from store.objects import Objects, Place, objects_at
from store.schema import TABLES


class StoredFile(NamedTuple):
    """One published file, and the part of the log that it holds."""

    table: str
    dt: date
    topic: str
    partition: int
    start: int
    end: int
    key: str

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.key.rpartition("/")[2]


def snapshot(place: Place) -> dict[str, list[StoredFile]]:
    """Table -> its files, oldest first, all of the same moment. Every table has an entry."""
    objects = objects_at(place)
    log = CommitLog(objects)
    places: dict[str, tuple[str, int, int, int]] = {}
    newest = []
    for topic, partition in log.partitions():
        starts = log.starts(topic, partition)
        if not starts:
            continue
        last = log.read(topic, partition, starts[-1])
        newest.append(last)
        for start, end in pairwise([*starts, last.end]):
            places[file_name(topic, partition, start, end)] = (topic, partition, start, end)

    found: dict[str, list[StoredFile]] = {}
    for table in TABLES:
        found[table] = [
            StoredFile(table, dt, *places[name], key) for dt, name, key in _listed(objects, table) if name in places
        ]
    keys = {file.key for files in found.values() for file in files}
    torn = {
        file_name(last.topic, last.partition, last.start, last.end)
        for last in newest
        if any(file.final not in keys for file in last.files)
    }
    return {
        table: sorted((file for file in files if file.name not in torn), key=lambda f: (f.dt, f.name))
        for table, files in found.items()
    }


def files_since(
    place: Place, table: str, topic: str, partition: int, start: int, since: date | None = None
) -> list[StoredFile]:
    """One partition's files of a table, of the batches from `start` on, and of the days from `since` on.

    For the partition's owner, who has published all that is committed.
    """
    objects = objects_at(place)
    log = CommitLog(objects)
    starts = log.starts(topic, partition)
    last = log.read(topic, partition, starts[-1]) if starts else None
    places = {
        file_name(topic, partition, first, end): (first, end)
        for first, end in (pairwise([*starts, last.end]) if last else ())
        if first >= start
    }
    return [
        StoredFile(table, dt, topic, partition, *places[name], key)
        for dt, name, key in (_listed(objects, table) if places else [])
        if name in places and (since is None or dt >= since)
    ]


def _listed(objects: Objects, table: str) -> list[tuple[date, str, str]]:
    """Day, name and key of every Parquet file in a day's folder of a table; what has another name is nobody's data."""
    files = []
    for key in objects.list(table):
        folder, _, name = key.removeprefix(f"{table}/").partition("/")
        if folder.startswith("dt=") and name.endswith(".parquet"):
            try:
                files.append((date.fromisoformat(folder.removeprefix("dt=")), name, key))
            except ValueError:
                continue
    return files
