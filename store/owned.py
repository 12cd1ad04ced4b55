"""What a writer knows of its partitions and its batch."""

from datetime import datetime
from typing import NamedTuple

from store.commits import Commit
from store.known.keys import Key


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
        self.committed: datetime | None = None  # the newest record
        self.current = False  #: whether all this is still so
