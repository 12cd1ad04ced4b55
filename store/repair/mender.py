"""What all of repair goes by: the objects, the topics, a place for damaged originals, and who is told what was done."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from newswire.store.log.objects import Objects
from newswire.store.repair.topic import Topics

#: damaged originals lie here, below the time of the run and under their own key
QUARANTINE = "_quarantine"


class Outcome(NamedTuple):
    """One thing that repair did, or could not do.

    >>> str(Outcome("lost", "articles/x.parquet: 2 rows of news.enriched.v1/0 from 4 to 6"))
    'lost: articles/x.parquet: 2 rows of news.enriched.v1/0 from 4 to 6'
    """

    word: str  #: mended, aside (moved away, nothing was lost with it), adopted, lost
    where: str  #: what, and from what it was made again; of a loss which offsets, articles and days

    def __str__(self) -> str:
        return f"{self.word}: {self.where}"


class Mender:
    """The means of one run. `failpoint` is told each step that changes something, by name."""

    def __init__(
        self,
        objects: Objects,
        topics: Topics,
        now: datetime,
        tell: Callable[[Outcome], None],
        failpoint: Callable[[str], None] = lambda step: None,
    ) -> None:
        self.objects, self.topics, self.now, self._tell = objects, topics, now, tell
        self._run = now.strftime("%Y%m%dT%H%M%SZ")
        self.failpoint = failpoint

    def tell(self, word: str, where: str) -> None:
        """Says what was done."""
        self._tell(Outcome(word, where))

    def aside(self, key: str, *, copy: bool = False) -> None:
        """Moves a damaged original to where no reader looks, or copies it there; passes over what is not there."""
        if not self.objects.stat(key):
            return
        kept = f"{QUARANTINE}/{self._run}/{key}"
        self.failpoint("aside")
        if copy:
            if not self.objects.stat(kept):
                self.objects.put({kept: self.objects.get(key)})
            return
        while self.objects.stat(kept):  # of an earlier step of this second
            kept += "+"
        self.objects.move({key: kept})

    def is_sound(self, key: str, size: int, sha256: str) -> bool:
        """Whether an object is there, and as it was committed."""
        stat = self.objects.stat(key)
        return bool(stat and stat.size == size and self.objects.sha256(key) == sha256)
