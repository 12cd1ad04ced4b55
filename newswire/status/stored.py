"""How much the store has committed, from its newest version and the commit log; reads only what is new since then."""

from collections import Counter
from contextlib import suppress

from newswire.store.commits import Commit, CommitLog
from newswire.store.log.objects import Place
from newswire.store.log.versions import newest_number, newest_version
from newswire.stream.errors import FatalError


class Stored:
    """Counts of committed rows: articles, entities, figures, claims."""

    def __init__(self, place: Place) -> None:
        self._log = CommitLog(place)
        self._number = 0
        self._seen: dict[tuple[str, int], int] = {}
        self._rows: Counter[str] = Counter()

    def rows(self) -> Counter[str]:
        """Table -> rows committed by now."""
        if newest_number(self._log.objects) != self._number:
            self._begin()
        for topic, partition in self._log.partitions():
            known = self._seen.get((topic, partition), 0)
            for start in self._log.starts(topic, partition):
                if start >= known and (commit := self._read(topic, partition, start)):
                    for file in commit.files:
                        self._rows[file.table] += file.rows
                    self._seen[topic, partition] = commit.end
        return self._rows

    def _read(self, topic: str, partition: int, start: int) -> Commit | None:
        with suppress(FatalError, FileNotFoundError):  # damaged, or folded meanwhile: not for a count to tell
            return self._log.read(topic, partition, start)
        return None

    def _begin(self) -> None:
        """Takes what a new version has summed up, and reads what it has not."""
        try:
            version = newest_version(self._log.objects)
        except FatalError:
            version = None
        self._number = version.number if version else 0
        self._seen = {(f.topic, f.partition): f.end for f in version.partitions} if version else {}
        self._rows = Counter()
        for folded in version.partitions if version else ():
            self._rows.update(folded.rows)
