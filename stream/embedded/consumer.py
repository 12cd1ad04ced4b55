"""The embedded broker's consumer: polls what its group membership gives it and commits with what was made of it."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

import structlog

from newswire.stream.broker import MAX_MESSAGE_BYTES, Message, Record, Start
from newswire.stream.embedded.group import Member
from newswire.stream.embedded.lease import Lease
from newswire.stream.embedded.log import Log, PartitionInfo
from newswire.stream.embedded.positions import Positions
from newswire.stream.errors import FatalError, FencedError
from newswire.stream.oversize import TooLargeError, refusal
from newswire.stream.progress import made
from newswire.stream.working.wake import Bell

log = structlog.get_logger()

#: how long a waiting poll sleeps before it looks again whether something came: from, to
_NAP_S = (0.002, 0.05)


class EmbeddedConsumer:
    """A member of a group; see `newswire.stream.broker.Consumer`."""

    def __init__(
        self,
        log: Log,
        path: Path,
        topics: Sequence[str],
        group: str,
        start: Start | None,
        lease_s: float,
        max_poll_bytes: int,
    ) -> None:
        self.group, self._max_poll_bytes, self._pid = group, max_poll_bytes, os.getpid()
        self._log = log
        self._bell = Bell()
        self._closed = False
        self._partitions: dict[tuple[str, int], PartitionInfo] = {}
        self._owned: dict[int, int] = {}  # partition id -> epoch
        self._positions = Positions(log, group, start)
        self._polled: dict[int, tuple[int, int]] = {}  # not committed: partition id -> epoch, next offset
        self._seen = -1
        self._turn = 0
        self._member = Member(path, group, list(topics), lease_s)
        try:
            missing = set(topics) - {p.topic for p in self._log.partitions(topics)}
            if missing:
                raise FatalError(f"no such topic: {', '.join(sorted(missing))}")
            self._member.renew(self._log)
        except BaseException:
            self._member.close()
            self._log.close()
            self._bell.close()
            raise
        self._lease = Lease(self._member, path)

    def poll(self, max_records: int, timeout_s: float) -> list[Record]:
        """See `Consumer.poll`."""
        self._check_process()
        deadline = time.monotonic() + timeout_s
        records: list[Record] = []
        epochs: dict[tuple[str, int], int] = {}  # of what this poll has taken
        size, nap = 0, _NAP_S[0]
        while True:
            if self._refresh() and records:
                return self._given(records, epochs)
            for p in self._partitions.values():
                self._positions.of(p)  # all of them before any is read: `start` may say that we must stop
            for p in self._in_turn():
                got = self._log.read(p, self._positions.of(p), max_records - len(records), self._max_poll_bytes - size)
                if got:
                    self._positions.set(p, got[-1].offset + 1)
                    epochs[p.topic, p.number] = self._owned[p.id]
                    records += got
                    size += sum(len(r.value) for r in got)
                    nap = _NAP_S[0]
                if len(records) >= max_records or size >= self._max_poll_bytes:
                    return self._given(records, epochs)
            if self._bell.wait(min(nap, deadline - time.monotonic())) or time.monotonic() >= deadline:
                return self._given(records, epochs)
            nap = min(nap * 1.5, _NAP_S[1])
            made()

    def commit(self, outputs: Sequence[Message] = ()) -> None:
        """See `Consumer.commit`."""
        self._check_process()
        if not self._polled and not outputs:
            return
        try:
            with self._log.write():
                owned = self._member.owned(self._log)
                lost = [p for p, (epoch, _) in self._polled.items() if owned.get(p) != epoch]
                if lost:
                    raise FencedError(f"group {self.group}: {len(lost)} of {len(self._polled)} partitions moved")
                self._log.append(outputs)
                for p, (_, offset) in self._polled.items():
                    self._log.rows("INSERT OR REPLACE INTO committed VALUES (?, ?, ?)", self.group, p, offset)
        except BaseException:
            self.rewind()
            raise
        self._polled.clear()

    def refusal(self, message: Message) -> TooLargeError | None:
        """See `Consumer.refusal`."""
        return refusal(message, MAX_MESSAGE_BYTES, packed=False)

    def seek(self, topic: str, partition: int, offset: int) -> None:
        """See `Consumer.seek`."""
        p = self._assigned(topic, partition)
        self._polled.pop(p.id, None)
        self._positions.set(p, offset)

    def rewind(self) -> None:
        """See `Consumer.rewind`."""
        self._polled.clear()
        self._positions.clear()

    def assignment(self) -> frozenset[tuple[str, int]]:
        """See `Consumer.assignment`."""
        return frozenset(self._partitions)

    def position(self, topic: str, partition: int) -> int:
        """See `Consumer.position`."""
        self._check_process()
        return self._positions.of(self._assigned(topic, partition))

    def wake(self) -> None:
        """See `Consumer.wake`."""
        self._bell.ring()

    def close(self) -> None:
        """See `Consumer.close`."""
        if self._closed or self._pid != os.getpid():
            return
        self._closed = True
        self._lease.end()
        try:
            self._member.leave(self._log)
        finally:
            self._member.close()
            self._log.close()
            self._bell.close()

    def _refresh(self) -> bool:
        """Learns what is ours now; whether that has changed."""
        version = self._log.version()
        if version == self._seen:
            return False
        if self._member.must_exchange(self._log):
            self._member.exchange(self._log)
        owned = self._member.owned(self._log)
        self._seen = version
        if owned == self._owned:
            return False
        for p in [p for p, epoch in self._owned.items() if owned.get(p) != epoch]:
            # What was polled of it stays on the list, so that its commit is refused.
            self._positions.drop(p)
        self._owned = owned
        infos = self._log.partitions(self._member.topics)
        self._partitions = {(p.topic, p.number): p for p in infos if p.id in owned}
        log.info("assigned", group=self.group, partitions=sorted(f"{t}/{n}" for t, n in self._partitions))
        return True

    def _given(self, records: list[Record], epochs: dict[tuple[str, int], int]) -> list[Record]:
        """What of these is still ours, noted as polled."""
        given = []
        for r in records:
            p = self._partitions.get((r.topic, r.partition))
            if p and self._owned[p.id] == epochs[r.topic, r.partition]:
                given.append(r)
                # An epoch noted earlier stays: if the partition was away in between, the commit is refused.
                epoch, _ = self._polled.get(p.id, (self._owned[p.id], 0))
                self._polled[p.id] = (epoch, r.offset + 1)
        return given

    def _in_turn(self) -> list[PartitionInfo]:
        """The assigned partitions, beginning with another one each time, so that none starves."""
        partitions = list(self._partitions.values())
        self._turn += 1
        at = self._turn % len(partitions) if partitions else 0
        return partitions[at:] + partitions[:at]

    def _assigned(self, topic: str, partition: int) -> PartitionInfo:
        try:
            return self._partitions[topic, partition]
        except KeyError:
            raise FencedError(f"{topic}/{partition} is not this consumer's") from None

    def _check_process(self) -> None:
        if self._pid != os.getpid():
            raise FatalError("a consumer does not pass a fork: make it in the process that uses it")
