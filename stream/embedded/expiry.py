"""What is too old goes, in short transactions, so that nobody waits for long."""

from newswire.stream.embedded.compaction import ENDED_MS
from newswire.stream.embedded.log import Log

DAY_MS = 24 * 60 * 60 * 1000
_AT_ONCE = 2_000


def drop_ended(log: Log, partition: int, now_ms: int) -> int:
    """Deletes the ends of keys of a compacted partition that were long enough to be read; returns how many."""
    count, dropped = 0, _AT_ONCE
    while dropped == _AT_ONCE:
        with log.write():
            dropped = log.drop_ended(partition, now_ms - ENDED_MS, _AT_ONCE)
        count += dropped
    return count


def expire(log: Log, partition: int, before_ms: int) -> int:
    """Deletes the partition's records up to the first one that is not older; returns how many."""
    count, deleted = 0, _AT_ONCE
    while deleted == _AT_ONCE:
        with log.write():
            ((first, low, high),) = log.rows(
                "SELECT first, id << 40 | first, id << 40 | next FROM partition WHERE id = ?", partition
            )
            ((stop,),) = log.rows(
                "SELECT min(id) FROM (SELECT id, timestamp_ms FROM record WHERE id >= ? AND id < ? LIMIT ?)"
                " WHERE timestamp_ms >= ?",
                low,
                high,
                _AT_ONCE,
                before_ms,
            )
            stop = min(high, low + _AT_ONCE) if stop is None else stop
            log.rows("DELETE FROM record WHERE id >= ? AND id < ?", low, stop)
            log.rows("UPDATE partition SET first = ? WHERE id = ?", first + stop - low, partition)
        deleted = int(stop - low)
        count += deleted
    return count
