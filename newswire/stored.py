"""How much the store has committed, from the commit log; reads only the records that are new since the last look."""

from collections import Counter
from pathlib import Path

from store.commits import CommitLog


class Stored:
    """Counts of committed rows: articles, entities, figures, claims."""

    def __init__(self, root: Path) -> None:
        self._log = CommitLog(root)
        self._seen: dict[tuple[str, int], int] = {}
        self._rows: Counter[str] = Counter()

    def rows(self) -> Counter[str]:
        """Table -> rows committed by now."""
        for topic, partition in self._log.partitions():
            known = self._seen.get((topic, partition), -1)
            for start in self._log.starts(topic, partition):
                if start > known:
                    for file in self._log.read(topic, partition, start).files:
                        self._rows[file.table] += file.rows
                    self._seen[topic, partition] = start
        return self._rows
