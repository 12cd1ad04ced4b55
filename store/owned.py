"""What a writer knows of its partitions and its batch."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import structlog

from newswire.store.columns.times import moment
from newswire.store.commits import Commit, CommitLog, check_topic
from newswire.store.known.keys import Key
from newswire.store.known.seen import Seen
from newswire.store.log.state import read_state
from newswire.stream.broker import Record
from newswire.stream.handler import Item

log = structlog.get_logger()


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

    def goes_on(self, last: Commit | None, begins: int | None) -> None:
        """Goes on after the newest record; the topic begins there, if that is known. What it has lost is counted."""
        self.next, self.base = (last.end, last.base) if last else (0, 0)
        self.lost = max(0, self.base + begins - self.next) if begins is not None else 0
        self.current = True


class Partitions:
    """Those of a writer: what it knows of each, and how it learns that anew.

    `topic_id` and `begins` are the broker's; without `begins` nobody knows where a topic begins.
    """

    def __init__(
        self,
        commits: CommitLog,
        seen: Seen,
        topic_id: Callable[[str], str],
        begins: Callable[[str], Mapping[int, int]] | None,
    ) -> None:
        self._commits, self._seen, self._topic_id, self._begins = commits, seen, topic_id, begins
        self._owned: dict[tuple[str, int], Owned] = defaultdict(Owned)

    def owned(self, topic: str, partition: int) -> Owned:
        """What is known of a partition, as far as it is `current`."""
        return self._owned[topic, partition]

    def others(self, topic: str, partition: int) -> Iterator[tuple[str, int]]:
        """The topic's other partitions, which others may write to as well."""
        known = self._begins(topic) if self._begins else [number for of, number in self._owned if of == topic]
        return ((topic, other) for other in known if other != partition)

    def recover(self, topic: str, partition: int) -> None:
        """Rolls the newest record forward and learns what other writers stored since we last knew.

        Only the newest can be unpublished: nobody commits after a record before its files are in place.
        Staged files are not touched: their writer may be alive, asleep, and first to commit.
        """
        owned = self._owned[topic, partition]
        owned.topic_id = self._topic_id(topic)
        last = self._commits.last(topic, partition)
        check_topic(last, owned.topic_id)
        moved = self._commits.publish(last) if last else 0
        self._seen.refresh(self._commits.objects, read_state(self._commits.objects))
        if last:
            owned.committed = moment(last.committed_at)
            log.info("recovered", topic=topic, partition=partition, next=last.end, moved=moved, known=len(self._seen))
        owned.goes_on(last, self._begins(topic).get(partition, 0) if self._begins else None)
        if owned.lost and last:
            log.error("records_lost", topic=topic, partition=partition, start=owned.next, end=owned.next + owned.lost)


def by_partition(
    records: Sequence[Record], items: Sequence[Item]
) -> Iterator[tuple[tuple[str, int], list[Record], list[Item]]]:
    """Of each partition in a batch, (topic, partition): its records, and its items."""
    polled: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record in records:
        polled[record.topic, record.partition].append(record)
    for at, here in sorted(polled.items()):
        yield at, here, [item for item in items if (item.record.topic, item.record.partition) == at]


def not_committed(
    records: Sequence[Record], items: Sequence[Item], start: int
) -> tuple[Sequence[Record], Sequence[Item]]:
    """Without what lies before the start of the next record."""
    kept = [record for record in records if record.offset >= start]
    log.info(
        "already_stored",
        topic=records[0].topic,
        partition=records[0].partition,
        records=len(records) - len(kept),
    )
    return kept, [item for item in items if item.record.offset >= start]


def placed(records: Sequence[Record], items: Sequence[Item], base: int) -> tuple[Sequence[Record], Sequence[Item]]:
    """The same at their places in the store, where the topic is one that follows a lost one."""
    if not base:
        return records, items
    at = {record.offset: record._replace(offset=record.offset + base) for record in records}
    return [*at.values()], [item._replace(record=at[item.record.offset]) for item in items]
