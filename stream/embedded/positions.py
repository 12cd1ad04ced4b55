"""Where a consumer of the embedded broker reads on."""

import structlog

from newswire.stream.broker import Start
from newswire.stream.embedded.log import Log, PartitionInfo
from newswire.stream.errors import FatalError

log = structlog.get_logger()


class Positions:
    """The next offset of each partition: where `start` says, else where the group has committed, else the first."""

    def __init__(self, log: Log, group: str, start: Start | None) -> None:
        self._log, self._group, self._start = log, group, start
        self._next: dict[int, int] = {}  # partition id -> offset

    def of(self, p: PartitionInfo) -> int:
        """The next offset. Raises FatalError where the log ends before it."""
        if p.id not in self._next:
            first, end = self._log.rows("SELECT first, next FROM partition WHERE id = ?", p.id)[0]
            asked = self._start(p.topic, p.number) if self._start else None
            offset = self._log.committed(self._group).get(p.id, first) if asked is None else asked
            if offset > end:
                raise FatalError(f"{p.topic}/{p.number} ends at {end}, before {offset}: is it another log?")
            if offset < first:
                log.error("records_expired", topic=p.topic, partition=p.number, count=first - offset)
            self._next[p.id] = max(offset, first)
        return self._next[p.id]

    def set(self, p: PartitionInfo, offset: int) -> None:
        """Reads on from there."""
        self._next[p.id] = offset

    def drop(self, partition_id: int) -> None:
        """Finds it anew at the next read."""
        self._next.pop(partition_id, None)

    def clear(self) -> None:
        """Finds all of them anew."""
        self._next.clear()
