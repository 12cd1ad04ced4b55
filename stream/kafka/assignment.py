"""Which partitions are a consumer's, and where it stands in each.

kafka-python joins, leaves and heartbeats on a thread of its own; what it tells us from there (`_Changes`) is only
noted, and taken up by the next poll on our own thread: there, `start` may do slow work and raise.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from kafka import ConsumerRebalanceListener, OffsetAndMetadata

from newswire.stream.broker import Start
from newswire.stream.errors import FatalError, FencedError
from newswire.stream.kafka.options import Names

log = structlog.get_logger()

#: how long an answer of the broker is waited for
ANSWER_MS = 20_000


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


class Assignment:
    """The partitions of one member of a group. For the thread that polls, but for what the listener notes."""

    def __init__(self, group: str, names: Names, start: Start | None) -> None:
        self.group, self.names, self._start = group, names, start
        #: (topic, partition) -> the offset after the last one polled, of what is not committed
        self.polled: dict[tuple[str, int], int] = {}
        #: how far the group is, as far as we know
        self.marked: dict[tuple[str, int], int] = {}
        self._client: Any = None
        self._member_id = ""
        self._changes = _Changes(names)

    def subscribe(self, client: Any, topics: Sequence[str]) -> None:
        """Makes the client a member that hears of changes."""
        self._client = client
        client.subscribe(topics, listener=self._changes)

    def now(self) -> frozenset[tuple[str, int]]:
        """The partitions that are this consumer's now."""
        return frozenset(self.names.pair(tp) for tp in self._client.assignment() or ())

    def member(self) -> Any:
        """The client's snapshot of its membership, with which what was polled may be committed.

        Raises FencedError where partitions of that have moved.
        """
        # In this order: what goes away after the snapshot was taken makes the broker refuse the snapshot.
        member = self._client.group_metadata()
        with self._changes.lock:
            gone = self._changes.gone & self.polled.keys()
        if self.polled and (gone or member.generation_id < 0 or member.member_id != self._member_id):
            raise FencedError(f"group {self.group}: {len(gone)} of {len(self.polled)} partitions moved")
        return member

    def committed(self) -> None:
        """What was polled is committed."""
        self.marked.update(self.polled)
        self.polled.clear()

    def rewind(self) -> None:
        """Each partition begins again where it has to."""
        self.polled.clear()
        with self._changes.lock:
            self._changes.gone.clear()
            self._changes.new |= self.now()

    def seek(self, topic: str, partition: int, offset: int) -> None:
        """Goes on there, in one that is ours."""
        self.polled.pop((topic, partition), None)
        self._client.seek(self.key(topic, partition), offset)
        self.marked[topic, partition] = offset

    def take_up_changes(self) -> None:
        """Puts each partition that is new, or rewound, where it has to begin."""
        member_id = self._client.group_metadata().member_id
        with self._changes.lock:
            if member_id != self._member_id:
                # Thrown out and let in again: what it still seems to have may have been another's in between.
                self._changes.gone |= self.polled.keys()
                self._changes.new |= self.now()
                self._member_id = member_id
            new = self._changes.new & self.now()
        for tp in sorted(new):
            self._place(tp)
            with self._changes.lock:
                self._changes.new.discard(tp)
                if tp not in self.polled:
                    self._changes.gone.discard(tp)
        if new:
            log.info("assigned", group=self.group, new=sorted(f"{t}/{p}" for t, p in new))

    def _place(self, tp: tuple[str, int]) -> None:
        key = self.names.partition(*tp)
        asked = self._start(*tp) if self._start else None
        offset = self._client.committed(key, timeout_ms=ANSWER_MS) if asked is None else asked
        first = self._client.beginning_offsets([key], ANSWER_MS)[key]
        if offset is None:
            offset = first
        elif offset < first:
            log.error("records_expired", topic=tp[0], partition=tp[1], count=first - offset)
            offset = first
        elif asked is not None and offset > (end := self._client.end_offsets([key], ANSWER_MS)[key]):
            raise FatalError(f"{tp[0]}/{tp[1]} ends at {end}, before {offset}: is it another log?")
        self._client.seek(key, offset)
        self.marked[tp] = offset

    def still_ours(self, got: Mapping[Any, list[Any]]) -> dict[tuple[str, int], list[Any]]:
        """Without what came of partitions that were assigned during this look: they begin where `start` says."""
        if self._client.group_metadata().member_id != self._member_id:
            return {}
        with self._changes.lock:
            new = set(self._changes.new)
        found = {self.names.pair(tp): batch for tp, batch in got.items() if batch}
        return {tp: batch for tp, batch in found.items() if tp not in new}

    def skip_control_records(self) -> None:
        """Commits positions that moved on over the ends of transactions alone, so that the lag becomes 0."""
        if self.polled:
            return
        marks = {}
        for tp in self.now() & self.marked.keys():
            position = self._client.position(self.names.partition(*tp), timeout_ms=0)
            if position is not None and position > self.marked[tp]:
                marks[tp] = position
        if marks:
            self._client.commit(self.offsets(marks), timeout_ms=ANSWER_MS)
            self.marked.update(marks)

    def key(self, topic: str, partition: int) -> Any:
        """The client's key of a partition that is ours. Raises FencedError where it is not."""
        if (topic, partition) not in self.now():
            raise FencedError(f"{topic}/{partition} is not this consumer's")
        return self.names.partition(topic, partition)

    def offsets(self, marks: Mapping[tuple[str, int], int]) -> dict[Any, Any]:
        """What the client commits for these."""
        return {self.names.partition(*tp): OffsetAndMetadata(offset, "", -1) for tp, offset in marks.items()}
