"""The Kafka consumer: a member of a group whose progress is committed with what was made of it."""

import os
import time
from collections.abc import Callable, Sequence

from kafka import KafkaConsumer as Client
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor

from newswire.stream.broker import Message, Record, Start
from newswire.stream.errors import FatalError, RetryableError
from newswire.stream.kafka.assignment import ANSWER_MS, Assignment
from newswire.stream.kafka.client import CLIENT, check_reachable, kafka_errors
from newswire.stream.kafka.join import keep_finished_joins
from newswire.stream.kafka.options import KafkaOptions
from newswire.stream.kafka.records import CONSUMER, record
from newswire.stream.kafka.silence import Silence, heard_by
from newswire.stream.kafka.transactions import Transactions
from newswire.stream.oversize import TooLargeError, refusal
from newswire.stream.progress import made
from newswire.stream.working.wake import Bell

#: how long one look at the client lasts; a bell is heard in between
_LOOK_S = 0.1


class KafkaConsumer:
    """See `newswire.stream.broker.Consumer`."""

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
        self.group, self._max_poll_bytes, self._pid = group, max_poll_bytes, os.getpid()
        self._names = names = options.names
        self._limit, self._packed = limit, options.codec is not None
        self._transactions = Transactions(servers, options, group, max(5, session_s))
        self._at = Assignment(group, names, start)
        self._usual_bytes = max(1, max_poll_bytes // 16)  # of a record, as the last ones were
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
            self._at.subscribe(self._client, wanted)
            for topic in wanted:  # who leads the group can only share out what it knows the partitions of
                self._client.partitions_for_topic(topic)
        self._silence = Silence(servers, group, heard_by(self._client))

    def poll(self, max_records: int, timeout_s: float) -> list[Record]:
        """See `Consumer.poll`."""
        self._check_process()
        deadline = time.monotonic() + timeout_s
        records: list[Record] = []
        size = 0
        with kafka_errors(f"polling as {self.group}"):
            while True:
                self._at.take_up_changes()
                made()
                left_s = max(0.0, deadline - time.monotonic())
                room = max(1, (self._max_poll_bytes - size) // self._usual_bytes)
                got = self._client.poll(min(left_s, _LOOK_S) * 1000, max_records=min(max_records - len(records), room))
                for tp, batch in self._at.still_ours(got).items():
                    records += [record(r, self._names) for r in batch]
                    now_bytes = sum(len(r.value or b"") for r in batch)
                    self._usual_bytes = max(1, now_bytes // len(batch))
                    size += now_bytes
                    self._at.polled[tp] = batch[-1].offset + 1
                if len(records) >= max_records or size >= self._max_poll_bytes:
                    return records
                if not got:
                    self._silence.look()
                if self._bell.wait(0) or time.monotonic() >= deadline:
                    if not records:
                        self._at.skip_control_records()
                    return records

    def commit(self, outputs: Sequence[Message] = ()) -> None:
        """See `Consumer.commit`."""
        self._check_process()
        try:
            member, polled = self._at.member(), self._at.polled
            if outputs:
                self._transactions.commit(outputs, polled, member)
            elif polled:
                with kafka_errors("committing"):
                    self._client.commit(self._at.offsets(polled), timeout_ms=ANSWER_MS)
        except BaseException:
            self.rewind()
            raise
        self._at.committed()

    def refusal(self, message: Message) -> TooLargeError | None:
        """See `Consumer.refusal`."""
        return refusal(message, self._limit(message.topic), packed=self._packed)

    def seek(self, topic: str, partition: int, offset: int) -> None:
        """See `Consumer.seek`."""
        self._check_process()
        self._at.take_up_changes()
        self._at.seek(topic, partition, offset)

    def rewind(self) -> None:
        """See `Consumer.rewind`."""
        self._at.rewind()

    def assignment(self) -> frozenset[tuple[str, int]]:
        """See `Consumer.assignment`."""
        return self._at.now()

    def position(self, topic: str, partition: int) -> int:
        """See `Consumer.position`."""
        self._check_process()
        with kafka_errors("asking for a position"):
            self._at.take_up_changes()
            position = self._client.position(self._at.key(topic, partition), timeout_ms=ANSWER_MS)
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

    def _check_process(self) -> None:
        if self._pid != os.getpid():
            raise FatalError("a consumer does not pass a fork: make it in the process that uses it")
