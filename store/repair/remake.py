"""Rows of a batch again, from its messages: which of them it held, and the files that they go into."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq

from newswire.store.known.index import Index
from newswire.store.known.keys import item_key
from newswire.store.known.opened import open_index
from newswire.store.known.stored import messages_in
from newswire.store.log.objects import Objects
from newswire.store.log.state import State
from newswire.store.log.versions import CurrentFile
from newswire.store.repair.mender import Mender
from newswire.stream.errors import FatalError
from newswire.stream.handler import Item

_PLACE = ["_topic", "_partition", "_offset"]
IsStored = Callable[[Item], bool]


def stored_elsewhere(mender: Mender, state: State, without: Collection[str]) -> IsStored:
    """Whether the store holds an item in another file than these (keys of batches that no version has folded): then it
    was a repeat."""
    objects = mender.objects
    try:
        index = open_index(objects, state.version)
    except (FatalError, FileNotFoundError):
        index = Index.of([])
    commits = [commit for chain in state.tail.values() for commit in chain]
    broken = {f.final for c in commits for f in c.files if not mender.is_sound(f.final, f.bytes, f.sha256)}
    known = Index.of(list(messages_in(objects, commits, {*without, *broken})))

    def stored(item: Item) -> bool:
        key = item_key(item)
        return known.has(*key) or index.has(*key)

    return stored


def chosen(items: Iterable[Item], stored: IsStored) -> list[Item]:
    """The items that became rows: the first of each key that was not stored already."""
    found = {}
    for item in items:
        key = item_key(item)
        if key not in found and not stored(item):
            found[key] = item
    return [*found.values()]


def places_in(objects: Objects, key: str) -> set[tuple[str, int, int]]:
    """The places in the log of the rows of a file; none where it can't be read."""
    found: set[tuple[str, int, int]] = set()
    try:
        with objects.open(key) as opened, pq.ParquetFile(opened, page_checksum_verification=True) as parquet:
            for batch in parquet.iter_batches(columns=_PLACE):
                found.update(zip(*(batch.column(name).to_pylist() for name in _PLACE), strict=True))
    except (OSError, pa.ArrowException):
        return set()
    return found


def committed_in(objects: Objects, keys: Iterable[str]) -> datetime | None:
    """When the batch of these files was committed, as its rows say."""
    for key in keys:
        with objects.open(key) as opened, pq.ParquetFile(opened) as parquet:
            if "committed" in parquet.schema_arrow.names and parquet.metadata.num_rows:
                [first] = parquet.read(columns=["committed"]).column(0).slice(0, 1).to_pylist()
                return first.astimezone(UTC) if first else None
    return None


def is_readable(objects: Objects, key: str) -> bool:
    """Whether a file whose sum nobody knows can be read as a whole, its pages' own sums included."""
    try:
        with objects.open(key) as opened, pq.ParquetFile(opened, page_checksum_verification=True) as parquet:
            for _ in parquet.iter_batches():
                pass
    except (OSError, pa.ArrowException):
        return False
    return True


def articles_told(objects: Objects, files: Iterable[CurrentFile], gone: Collection[tuple[str, int, int]]) -> list[str]:
    """What sound files of a batch's other tables say of articles at these places: URL, title and id."""
    found: dict[str, str] = {}
    for file in files:
        with objects.open(file.key) as opened, pq.ParquetFile(opened) as parquet:
            for batch in parquet.iter_batches(columns=[*_PLACE, "article_id", "url", "title"]):
                for row in batch.to_pylist():
                    if tuple(row[name] for name in _PLACE) in gone:
                        found[row["article_id"]] = f"{row['url']} ({row['title']}, {row['article_id']})"
    return sorted(found.values())


def ranges(offsets: Iterable[int]) -> list[tuple[int, int]]:
    """Offsets as half-open ranges.

    >>> ranges([1, 2, 3, 7])
    [(1, 4), (7, 8)]
    """
    found: list[tuple[int, int]] = []
    for offset in sorted(offsets):
        if found and found[-1][1] == offset:
            found[-1] = (found[-1][0], offset + 1)
        else:
            found.append((offset, offset + 1))
    return found


def told(pieces: Iterable[tuple[int, int]]) -> str:
    """Ranges for a person.

    >>> told([(1, 4), (7, 8)])
    '1 to 3, 7'
    """
    return ", ".join(str(a) if b == a + 1 else f"{a} to {b - 1}" for a, b in pieces)
