"""The store's sink: each batch of a partition becomes one commit, or nothing.

    stage      files to `_staging/`, durable             a crash leaves garbage there, for the clean-up by age
    commit     the record, made exclusively              from here on the batch is in the store
    publish    renames to where readers look             a crash is made good by whoever owns the partition next

and only then does the worker commit the group's offsets, which are a hint: a partition goes on where its newest
record ends. An article whose revision the store holds in the same enrichment, or a change of a thread that it holds,
is left out and counted as a repeat, since a poller that crashed, or a second feed, may bring it again. Repeats are
known store-wide: what others committed in any partition is learned with each assignment and before each batch.
"""

import os
import socket
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import structlog

from newswire.store.columns.times import moment
from newswire.store.commits import Commit, CommitLog, file_name
from newswire.store.known.keys import Key, articles_of, item_key
from newswire.store.known.seen import Seen
from newswire.store.log.objects import Place, objects_at
from newswire.store.owned import Partitions, by_partition, not_committed, placed
from newswire.store.owned import Staged as Staged
from newswire.store.rows import Row, rows_by_day, rows_of, to_arrow
from newswire.store.schema import SCHEMA_ID
from newswire.store.staging import stage
from newswire.stream.broker import Message, Record
from newswire.stream.errors import FatalError, RetryableError
from newswire.stream.handler import Item
from newswire.stream.progress import made
from newswire.stream.working.probe import ENRICHED_ITEM, THREAD_ITEM

log = structlog.get_logger()


class Store:
    """Writes enriched articles and changes of threads to a place. Is the worker's sink; its `start` and `prepare` are
    needed as well.

    `topic_id` and `begins` are the broker's. Without `begins` a partition that has no record yet begins where the
    group says. An article that `is_forgotten`, by its id, is not stored.
    `failpoint` is told each step of the protocol by name.
    """

    def __init__(
        self,
        place: Place,
        *,
        topic_id: Callable[[str], str],
        begins: Callable[[str], Mapping[int, int]] | None = None,
        is_forgotten: Callable[[str], bool] = lambda article_id: False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        failpoint: Callable[[str], None] = lambda step: None,
    ) -> None:
        self.objects = objects_at(place, failpoint)
        self.log = CommitLog(self.objects)
        self.topic_id, self.begins, self.is_forgotten, self.now = topic_id, begins, is_forgotten, now
        self.seen = Seen()
        self.writer = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._failpoint = failpoint
        self._partitions = Partitions(self.log, self.seen, topic_id, begins)

    def start(self, topic: str, partition: int) -> int | None:
        """Where to read on in a partition that was just assigned (the broker's `Start`): publishes what its newest
        record left undone, and learns what it holds.

        Raises FatalError where the topic was deleted and recreated, or a committed file is gone.
        """
        owned = self._partitions.owned(topic, partition)
        owned.current = False
        try:
            self._recover(topic, partition)
        except OSError as e:
            # Tried again before the first batch, where the worker knows how to wait.
            log.warning("recovery_failed", topic=topic, partition=partition, error=str(e))
            return self.log.next_offset(topic, partition)
        first = owned.next + owned.lost
        return first - owned.base if first or self.begins else None

    def prepare(self, batch: Sequence[Item]) -> Sequence[Sequence[Message]]:
        """Makes the rows and throws them away (the worker's handler): no message is refused, so what fails is a bug,
        and the worker finds out which message it is of. Writes nothing."""
        together: dict[str, list[Row]] = defaultdict(list)
        for item in batch:
            for table, of_item in rows_of(*item).items():
                together[table].extend(of_item)
        for table, rows in together.items():
            to_arrow(table, rows)
        return [[] for _ in batch]

    def probe(self) -> None:
        """Prepares messages that are known to be good. Raises where that fails: then it is the code or the machine."""
        self.prepare([ENRICHED_ITEM, THREAD_ITEM])

    def __call__(self, records: Sequence[Record], items: Sequence[Item]) -> None:
        """Stores a batch, partition by partition: each is whole in itself, so an error leaves those before it done.

        Raises FencedError where another writer was first, OSError where the disk is full.
        """
        for (topic, partition), of_partition, here in by_partition(records, items):
            began = time.perf_counter()
            staged = self.stage(of_partition, here)
            if staged is None:
                continue
            self.commit(staged)
            self.publish(staged)
            made()
            done = staged.commit
            facts = {"start": done.start, "end": done.end, "rows": done.rows, "repeats": done.repeats}
            ms = round(1000 * (time.perf_counter() - began))
            log.info("stored", topic=topic, partition=partition, rejected=done.rejected, ms=ms, **facts)

    def stage(self, records: Sequence[Record], items: Sequence[Item]) -> Staged | None:
        """Writes the files of one partition's batch; None where all of it is in the store already."""
        topic, partition = records[0].topic, records[0].partition
        owned = self._partitions.owned(topic, partition)
        if not owned.current:
            self._recover(topic, partition)
        records, items = placed(records, items, owned.base)
        if records[0].offset < owned.next:  # somebody set the group's offsets back
            if self.topic_id(topic) != owned.topic_id:
                raise FatalError(f"{topic} was deleted and recreated while it was read")
            records, items = not_committed(records, items, owned.next)
        if not records:
            return None
        self._failpoint("staging")
        # A key may have been in another partition while there were fewer of them.
        self.seen.follow(self.log, self._partitions.others(topic, partition))
        welcome = [item for item in items if not any(map(self.is_forgotten, articles_of(item)))]
        new = self._new(welcome)
        committed = max(self.now(), owned.committed or datetime.min.replace(tzinfo=UTC))
        end = records[-1].offset + 1
        commit = Commit(
            topic=topic,
            partition=partition,
            start=owned.next,
            end=end,
            topic_id=owned.topic_id,
            files=stage(
                self.objects, file_name(topic, partition, owned.next, end), rows_by_day(new.values(), committed)
            ),
            rows=len(new),
            records=len(records),
            repeats=len(welcome) - len(new),
            forgotten=len(items) - len(welcome),
            rejected=len(records) - len(items),
            lost=owned.lost,
            writer=self.writer,
            committed_at=committed.isoformat().replace("+00:00", "Z"),
            schema_id=SCHEMA_ID,
            base=owned.base,
        )
        self._failpoint("staged")
        return Staged(commit, frozenset(new))

    def commit(self, staged: Staged) -> None:
        """Makes the batch part of the store. Raises FencedError where another writer was first."""
        commit = staged.commit
        owned = self._partitions.owned(commit.topic, commit.partition)
        owned.current = False  # until it is published
        if not all(self.objects.stat(file.staged) for file in commit.files):
            raise RetryableError("staged so long ago that the files were cleaned away")
        self.log.commit(commit)
        self._failpoint("committed")

    def publish(self, staged: Staged) -> None:
        """Shows a committed batch to the readers."""
        commit = staged.commit
        self.log.publish(commit)
        owned = self._partitions.owned(commit.topic, commit.partition)
        self.seen.committed(commit, staged.keys)
        owned.next, owned.lost, owned.current = commit.end, 0, True
        owned.committed = moment(commit.committed_at)
        self._failpoint("published")

    def _recover(self, topic: str, partition: int) -> None:
        """Learns anew where a partition stands."""
        self._partitions.recover(topic, partition)

    def _new(self, items: Sequence[Item]) -> dict[Key, Item]:
        """The first item of each key that the store does not hold."""
        new: dict[Key, Item] = {}
        for item in items:
            key = item_key(item)
            if key not in self.seen:
                new.setdefault(key, item)
        return new
