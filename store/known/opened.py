"""The index of a version, opened once its sum is as it was made: a flipped byte would hide a row, or store it twice."""

from store.known.index import Index
from store.log.objects import Objects
from store.log.versions import Version
from stream.errors import FatalError


def open_index(objects: Objects, version: Version | None) -> Index:
    """The index; an empty one where there is no version.

    Raises FileNotFoundError where it is gone (with its version, or lost), FatalError where it is damaged.
    """
    if version is None:
        return Index.of([])
    file = version.index
    stat = objects.stat(file.key)
    if stat is None:
        raise FileNotFoundError(file.key)
    if stat.size != file.bytes or objects.sha256(file.key) != file.sha256:
        raise FatalError(f"damaged index {file.key}: `newswire repair` makes it again")
    return Index.open(objects.local(file.key))
