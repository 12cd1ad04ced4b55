"""The index of a version made again from the articles that are stored."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from newswire.store.known.index import Index
from newswire.store.known.opened import open_index, save_index
from newswire.store.known.standing import ordered
from newswire.store.known.stored import messages_at
from newswire.store.log.objects import Objects
from newswire.store.log.versions import CurrentFile, IndexFile, Version, read_version
from newswire.store.repair.mender import Mender
from newswire.store.schema import HEADS
from newswire.stream.errors import FatalError

#: (topic, partition, offset) -> when it was committed, microseconds; of the messages that are stored
Stored = dict[tuple[str, int, int], int]


def sound_index(objects: Objects, version: Version) -> Index | None:
    """A version's index, None where it is damaged or gone."""
    try:
        return open_index(objects, version)
    except (FatalError, FileNotFoundError):
        return None


def stored_in(index: Index) -> Stored:
    """The messages that an index knows."""
    columns = index.columns
    topics = [index.topics[number] for number in columns["topic"].tolist()]
    places = zip(topics, columns["partition"].tolist(), columns["offset"].tolist(), strict=True)
    return dict(zip(places, columns["committed"].tolist(), strict=True))


def made_index(
    mender: Mender,
    version: Version,
    files: Sequence[CurrentFile],
    staged: dict[str, str],
    made: tuple[int, set[tuple[str, int, int]]],
) -> IndexFile:
    """The index again: from the articles, and from an older one where there is one, which knows what left the store.
    `made` are the number of the version and the places of what it is not to know, so that it may come again."""
    number, lost = made
    objects = mender.objects
    keys = [staged.get(file.key, file.key) for file in files if file.table in HEADS]
    messages = list(messages_at(objects, keys))
    index = Index.of(messages)
    content = index.content()
    if sha256(content).hexdigest() != version.index.sha256:
        older = _but(sound_index(objects, version) or _older(objects, version), lost)
        unknown = [m for m in messages if not older.has(m.article, m.revision, m.enrichment)]
        index = older.merged(unknown) if len(older) else index
        content = index.content()
    is_same = sha256(content).hexdigest() == version.index.sha256
    mender.failpoint("index")
    mender.aside(version.index.key, copy=not is_same)
    if is_same:
        objects.put({version.index.key: content})
        mender.tell("mended", f"{version.index.key}: from the articles, as it was")
        return version.index
    saved, rows = save_index(objects, number, index), len(index)
    mender.tell("mended", f"{version.index.key}: from the {rows} articles that are stored")
    if rows + len(lost) < version.index.rows:
        mender.tell(
            "lost",
            f"{version.index.key}: it knew {version.index.rows - rows - len(lost)} more, which had left the store; "
            "if one of them comes again, it is stored again",
        )
    return saved


def _but(index: Index, lost: set[tuple[str, int, int]]) -> Index:
    """An index that does not know what is at these places."""
    if not lost:
        return index
    gone = [i for i, place in enumerate(stored_in(index)) if place in lost]
    return Index(ordered({name: np.delete(column, gone) for name, column in index.columns.items()}), index.topics)


def _older(objects: Objects, version: Version) -> Index:
    for number in range(version.number - 1, 0, -1):
        try:
            return open_index(objects, read_version(objects, number))
        except (FatalError, FileNotFoundError):
            continue
    return Index.of([])
