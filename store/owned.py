"""What a writer knows of its partitions and its batch."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from newswire.store.commits import Commit
from newswire.store.known.keys import Key
from newswire.stream.broker import Record
from newswire.stream.handler import Item


class Staged(NamedTuple):
    """A batch of one partition that is on disk and not committed."""

    commit: Commit
    keys: frozenset[Key]  #: of the articles in it


class Owned:
    """What a writer knows of a partition."""

    def __init__(self) -> None:
        self.next = 0  #: where the next record starts
        self.lost = 0  #: offsets that the broker expired before the next record
        self.topic_id = ""
        self.base = 0  #: what is added to the topic's own offsets
        self.committed: datetime | None = None  # the newest record
        self.current = False  #: whether all this is still so


def placed(records: Sequence[Record], items: Sequence[Item], base: int) -> tuple[Sequence[Record], Sequence[Item]]:
    """The same at their places in the store, where the topic is one that follows a lost one."""
    if not base:
        return records, items
    at = {record.offset: record._replace(offset=record.offset + base) for record in records}
    return [*at.values()], [item._replace(record=at[item.record.offset]) for item in items]
