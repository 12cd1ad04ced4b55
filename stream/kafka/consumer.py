"""The Kafka consumer: a member of a group whose progress is committed with what was made of it.

kafka-python joins, leaves and heartbeats on a thread of its own; what it tells us from there (`_Changes`) is only
noted, and taken up by the next poll on our own thread: there, `start` may do slow work and raise.
"""

import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import structlog
from kafka import ConsumerRebalanceListener, OffsetAndMetadata
from kafka import KafkaConsumer as Client
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor

from stream.broker import Message, Record, Start
from stream.errors import FatalError, FencedError, RejectedError, RetryableError
from stream.kafka.client import CLIENT, check_reachable, kafka_errors
from stream.kafka.join import keep_finished_joins
from stream.kafka.options import KafkaOptions, Names
from stream.kafka.producer import Transactions
from stream.oversize import refusal
from stream.progress import made
from stream.wake import Bell

log = structlog.get_logger()

CONSUMER: dict[str, Any] = {
    "isolation_level": "read_committed",
    "enable_auto_commit": False,
    "auto_offset_reset": "earliest",
    "allow_auto_create_topics": False,
    "fetch_max_bytes": 16 << 20,
    "max_partition_fetch_bytes": 4 << 20,
    "fetch_max_wait_ms": 100,  # while the broker waits for data, what else we ask of it waits, too
}
#: how long one look at the client lasts; a bell is heard in between
_LOOK_S = 0.1
_ANSWER_MS = 20_000


class _Changes(ConsumerRebalanceListener):  # type: ignore[misc] # untyped
    """What came and what went since the last poll. Written by the client's thread."""

    def __init__(self, names: Names) -> None:
        self.names, self.lock = names, threading.Lock()
        self.new: set[tuple[str, int]] = set()
        self.gone: set[tuple[str, int]] = set()

    def on_partitions_assigned(self, assigned: Sequence[Any]) -> None:
        with self.lock:
            self.new |= {self.names.pair(tp) for tp in assigned}

    def on_partitions_revoked(self, revoked: Sequence[Any]) -> None:
        gone = {self.names.pair(tp) for tp in revoked}
        with self.lock:
            self.gone |= gone
            self.new -= gone


class KafkaConsumer:
    """See `stream.broker.Consumer`."""

    def __init__(
        self,
        servers: str,
        options: KafkaOptions,
        topics: Sequence[str],
        group: str,
        start: Start | None,
        session_s: float,
        max_poll_bytes: int,
        limit: Callable[[str], int],
    ) -> None:
        check_reachable(servers)
        self.group, self._start, self._max_poll_bytes, self._pid = group, start, max_poll_bytes, os.getpid()
        self._names = names = options.names
        self._limit, self._packed = limit, options.codec is not None
        self._transactions = Transactions(servers, options, group, max(5, session_s))
        self._polled: dict[tuple[str, int], int] = {}
        self._marked: dict[tuple[str, int], int] = {}  # how far the group is, as far as we know
        self._usual_bytes = max(1, max_poll_bytes // 16)  # of a record, as the last ones were
        self._member_id = ""
        self._changes = _Changes(names)
        self._bell = Bell()
        self._closed = False
        with kafka_errors(f"joining group {group}"):
            self._client = Client(
                bootstrap_servers=servers.split(","),
                group_id=names.full(group),
                client_id=names.full(group),
                session_timeout_ms=round(session_s * 1000),
                heartbeat_interval_ms=round(min(1, session_s / 4) * 1000),
                partition_assignment_strategy=[CooperativeStickyAssignor()],  # an instance has state: one for each
                **{**CLIENT, **CONSUMER, **options.login.settings()},
            )
            keep_finished_joins(self._client)
            wanted = [names.full(topic) for topic in topics]
            self._client.subscribe(wanted, listener=self._changes)
            for topic in wanted:  # who leads the group can only share out what it knows the partitions of
                self._client.partitions_for_topic(topic)

    def poll(self, max_records: int, timeout_s: float) -> list[Record]:
        """See `Consumer.poll`."""
        self._check_process()
        deadline = time.monotonic() + timeout_s
        records: list[Record] = []
        size = 0
        with kafka_errors(f"polling as {self.group}"):
            while True:
                self._take_up_changes()
                made()
                left_s = max(0.0, deadline - time.monotonic())
                room = max(1, (self._max_poll_bytes - size) // self._usual_bytes)
                got = self._client.poll(min(left_s, _LOOK_S) * 1000, max_records=min(max_records - len(records), room))
                for tp, batch in self._still_ours(got).items():
                    records += [record(r, self._names) for r in batch]
                    now_bytes = sum(len(r.value or b"") for r in batch)
                    self._usual_bytes = max(1, now_bytes // len(batch))
                    size += now_bytes
                    self._polled[tp] = batch[-1].offset + 1
                if len(records) >= max_records or size >= self._max_poll_bytes:
                    return records
                if self._bell.wait(0) or time.monotonic() >= deadline:
                    if not records:
                        self._skip_control_records()
                    return records

    def commit(self, outputs: Sequence[Message] = ()) -> None:
        """See `Consumer.commit`."""
        self._check_process()
        # In this order: what goes away after the snapshot was taken makes the broker refuse the snapshot.
        member = self._client.group_metadata()
        with self._changes.lock:
            gone = self._changes.gone & self._polled.keys()
        try:
            if self._polled and (gone or member.generation_id < 0 or member.member_id != self._member_id):
                raise FencedError(f"group {self.group}: {len(gone)} of {len(self._polled)} partitions moved")
            if outputs:
                self._transactions.commit(outputs, self._polled, member)
            elif self._polled:
                with kafka_errors("committing"):
                    self._client.commit(self._offsets(self._polled), timeout_ms=_ANSWER_MS)
        except BaseException:
            self.rewind()
            raise
        self._marked.update(self._polled)
        self._polled.clear()

    def refusal(self, message: Message) -> RejectedError | None:
        """See `Consumer.refusal`."""
        return refusal(message, self._limit(message.topic), packed=self._packed)

    def seek(self, topic: str, partition: int, offset: int) -> None:
        """See `Consumer.seek`."""
        self._check_process()
        self._take_up_changes()
        self._polled.pop((topic, partition), None)
        self._client.seek(self._assigned(topic, partition), offset)
        self._marked[topic, partition] = offset

    def rewind(self) -> None:
        """See `Consumer.rewind`."""
        self._polled.clear()
        with self._changes.lock:
            self._changes.gone.clear()
            self._changes.new |= self.assignment()

    def assignment(self) -> frozenset[tuple[str, int]]:
        """See `Consumer.assignment`."""
        return frozenset(self._names.pair(tp) for tp in self._client.assignment() or ())

    def position(self, topic: str, partition: int) -> int:
        """See `Consumer.position`."""
        self._check_process()
        with kafka_errors("asking for a position"):
            self._take_up_changes()
            position = self._client.position(self._assigned(topic, partition), timeout_ms=_ANSWER_MS)
        if position is None:
            raise RetryableError(f"Kafka: no position of {topic}/{partition} yet")
        return int(position)

    def wake(self) -> None:
        """See `Consumer.wake`: heard within 0.1 s."""
        self._bell.ring()

    def close(self) -> None:
        """See `Consumer.close`."""
        if self._closed or self._pid != os.getpid():
            return
        self._closed = True
        try:
            with kafka_errors("leaving"):
                self._client.close(autocommit=False, timeout_ms=5_000)
        finally:
            self._transactions.close()
            self._bell.close()

    def _take_up_changes(self) -> None:
        """Puts each partition that is new, or rewound, where it has to begin."""
        member_id = self._client.group_metadata().member_id
        with self._changes.lock:
            if member_id != self._member_id:
                # Thrown out and let in again: what it still seems to have may have been another's in between.
                self._changes.gone |= self._polled.keys()
                self._changes.new |= self.assignment()
                self._member_id = member_id
            new = self._changes.new & self.assignment()
        for tp in sorted(new):
            self._place(tp)
            with self._changes.lock:
                self._changes.new.discard(tp)
                if tp not in self._polled:
                    self._changes.gone.discard(tp)
        if new:
            log.info("assigned", group=self.group, new=sorted(f"{t}/{p}" for t, p in new))

    def _place(self, tp: tuple[str, int]) -> None:
        key = self._names.partition(*tp)
        asked = self._start(*tp) if self._start else None
        offset = self._client.committed(key, timeout_ms=_ANSWER_MS) if asked is None else asked
        first = self._client.beginning_offsets([key], _ANSWER_MS)[key]
        if offset is None:
            offset = first
        elif offset < first:
            log.error("records_expired", topic=tp[0], partition=tp[1], count=first - offset)
            offset = first
        elif asked is not None and offset > (end := self._client.end_offsets([key], _ANSWER_MS)[key]):
            raise FatalError(f"{tp[0]}/{tp[1]} ends at {end}, before {offset}: is it another log?")
        self._client.seek(key, offset)
        self._marked[tp] = offset

    def _still_ours(self, got: Mapping[Any, list[Any]]) -> dict[tuple[str, int], list[Any]]:
        """Without what came of partitions that were assigned during this look: they begin where `start` says."""
        if self._client.group_metadata().member_id != self._member_id:
            return {}
        with self._changes.lock:
            new = set(self._changes.new)
        found = {self._names.pair(tp): batch for tp, batch in got.items() if batch}
        return {tp: batch for tp, batch in found.items() if tp not in new}

    def _skip_control_records(self) -> None:
        """Commits positions that moved on over the ends of transactions alone, so that the lag becomes 0."""
        if self._polled:
            return
        marks = {}
        for tp in self.assignment() & self._marked.keys():
            position = self._client.position(self._names.partition(*tp), timeout_ms=0)
            if position is not None and position > self._marked[tp]:
                marks[tp] = position
        if marks:
            self._client.commit(self._offsets(marks), timeout_ms=_ANSWER_MS)
            self._marked.update(marks)

    def _assigned(self, topic: str, partition: int) -> Any:
        if (topic, partition) not in self.assignment():
            raise FencedError(f"{topic}/{partition} is not this consumer's")
        return self._names.partition(topic, partition)

    def _offsets(self, marks: Mapping[tuple[str, int], int]) -> dict[Any, Any]:
        return {self._names.partition(*tp): OffsetAndMetadata(offset, "", -1) for tp, offset in marks.items()}

    def _check_process(self) -> None:
        if self._pid != os.getpid():
            raise FatalError("a consumer does not pass a fork: make it in the process that uses it")


def record(r: Any, names: Names) -> Record:
    """One of the client's records as ours."""
    headers = tuple((name, value or b"") for name, value in r.headers or ())
    return Record(names.own(r.topic), r.partition, r.offset, r.timestamp, r.key, r.value or b"", headers)
