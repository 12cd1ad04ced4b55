"""The index of a version as a file: saved, and opened sound. A flipped byte would hide a row, or store it twice."""

from collections.abc import Mapping
from hashlib import sha256
from uuid import uuid4

from newswire.store.known.index import Index
from newswire.store.known.pieces import DamagedIndexError, sums_of
from newswire.store.log.objects import Objects
from newswire.store.log.versions import IndexFile, Version

INDEX = "_index"
#: bytes that are read in some milliseconds
SMALL = 4_000_000


def save_index(objects: Objects, number: int, index: Index) -> IndexFile:
    """Writes the index of the version of this number, durable when it returns."""
    content = index.content()
    key = f"{INDEX}/{number:020d}+{uuid4().hex}.arrow"
    objects.put({key: content})
    digest, sums = sha256(content).hexdigest(), sums_of(index.columns, index.topics)
    return IndexFile(key=key, rows=len(index), bytes=len(content), sha256=digest, sums=sums)


def open_index(objects: Objects, version: Version | None, *, whole: bool = True) -> Index:
    """The index; an empty one where there is no version. All of it is read first, unless not `whole` and it is large:
    then each piece when somebody looks at it, so that a question costs the same however large the store is.

    Raises FileNotFoundError where it is gone (with its version, or lost), DamagedIndexError where it is damaged.
    """
    if version is None:
        return Index.of([])
    file = version.index
    stat = objects.stat(file.key)
    if stat is None:
        raise FileNotFoundError(file.key)
    by_pieces = bool(file.sums) and not whole and file.bytes > SMALL
    if stat.size != file.bytes or (not by_pieces and objects.sha256(file.key) != file.sha256):
        raise DamagedIndexError(file.key)
    sums: Mapping[str, str] | None = file.sums if by_pieces else None
    try:
        return Index.open(objects.local(file.key), sums)
    except (DamagedIndexError, ValueError, IndexError, KeyError) as e:  # Arrow's own errors are ValueErrors
        raise DamagedIndexError(file.key) from e
